package io.snapledger.eventlog.verify;

import io.snapledger.eventlog.proof.SignedRoot;

/** A row of the table of roots. */
record StoredRoot(long number, long after, long through, SignedRoot signed) {}
