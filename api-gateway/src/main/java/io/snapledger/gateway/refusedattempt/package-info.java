/** Attempts to set a status by hand that were refused: recorded, within bounds, and listed. */
@NullMarked
package io.snapledger.gateway.refusedattempt;

import org.jspecify.annotations.NullMarked;
