/** Commands on their way to the command service, and the wait until they can be read. */
@NullMarked
package io.snapledger.gateway.write;

import org.jspecify.annotations.NullMarked;
