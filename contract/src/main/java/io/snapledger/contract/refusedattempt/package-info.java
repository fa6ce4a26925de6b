/** Attempts to set a status by hand that were refused: told, though they changed nothing. */
@NullMarked
package io.snapledger.contract.refusedattempt;

import org.jspecify.annotations.NullMarked;
