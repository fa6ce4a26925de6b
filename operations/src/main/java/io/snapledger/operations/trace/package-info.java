/** One trace from a request to all that follows from it, over every process. */
@NullMarked
package io.snapledger.operations.trace;

import org.jspecify.annotations.NullMarked;
