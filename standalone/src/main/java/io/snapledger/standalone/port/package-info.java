/** Which ports of this machine are free. */
@NullMarked
package io.snapledger.standalone.port;

import org.jspecify.annotations.NullMarked;
