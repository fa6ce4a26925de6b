package io.snapledger.eventlog.verify;

import io.snapledger.eventlog.proof.EventHash;
import io.snapledger.eventlog.proof.Hash;
import java.util.UUID;

/**
 * An event, as far as its hash is about it.
 *
 * @param content made of what is stored
 * @param hash as it is stored
 */
record Link(
        long position,
        UUID resourceId,
        long sequenceNumber,
        UUID eventId,
        String name,
        Hash content,
        Hash hash) {

    boolean follows(Hash previous) {
        return EventHash.of(previous, sequenceNumber, content).equals(hash);
    }

    /** Whether it would, were it another one in the order of its resource. */
    boolean wouldFollow(Hash previous, long otherSequenceNumber) {
        return EventHash.of(previous, otherSequenceNumber, content).equals(hash);
    }
}
