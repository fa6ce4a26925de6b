/** Refused attempts as they are shown, for as long as they are kept. */
@NullMarked
package io.snapledger.query.refusedattempt;

import org.jspecify.annotations.NullMarked;
