/** Who asked for a change, through which request, and why it happened. */
@NullMarked
package io.snapledger.contract.origin;

import org.jspecify.annotations.NullMarked;
