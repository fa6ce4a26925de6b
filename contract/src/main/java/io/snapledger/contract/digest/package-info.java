/** Texts of any length told apart by ones of equal length. */
@NullMarked
package io.snapledger.contract.digest;

import org.jspecify.annotations.NullMarked;
