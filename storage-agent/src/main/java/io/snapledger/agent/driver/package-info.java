/** The port to storage, and the drivers behind it. The only room that touches storage. */
@NullMarked
package io.snapledger.agent.driver;

import org.jspecify.annotations.NullMarked;
