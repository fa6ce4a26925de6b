/** Proofs of single events, read from the event log itself. */
@NullMarked
package io.snapledger.query.proof;

import org.jspecify.annotations.NullMarked;
