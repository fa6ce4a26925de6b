/**
 * Recomputes everything that docs/proof.md promises of an event log, be it in a database or in a
 * dump of one, and names what does not hold. It only reads.
 */
@NullMarked
package io.snapledger.eventlog.verify;

import org.jspecify.annotations.NullMarked;
