/** Shares of the shared file systems. */
@NullMarked
package io.snapledger.contract.share;

import org.jspecify.annotations.NullMarked;
