package io.snapledger.eventlog.verify;

import io.snapledger.eventlog.proof.EventHash;
import io.snapledger.eventlog.proof.Hash;
import java.util.UUID;

/**
 * An event, as far as its hash is about it. What no event can say is replaced, so that a row that
 * makes no sense is named like any other.
 *
 * @param position {@link #NOWHERE} if it has none
 * @param sequenceNumber {@link #NO_NUMBER} if it has none
 * @param content made of what is stored; {@link Hash#NONE} if that makes no sense
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

    /** Before all positions. */
    static final long NOWHERE = 0;

    /** After all numbers, as PostgreSQL orders what is not there. */
    static final long NO_NUMBER = Long.MAX_VALUE;

    /** Stands for an id that is not there. */
    static final UUID NO_ID = new UUID(0, 0);

    /** Stands for a name that is not there. */
    static final String NO_NAME = "?";

    /** Whether it says no number or no resource. */
    boolean isOfNoChain() {
        return content.equals(Hash.NONE)
                && (sequenceNumber == NO_NUMBER || resourceId.equals(NO_ID));
    }

    /** Whether its hash fits there, were it another one in the order of its resource. */
    boolean wouldFollow(Hash previous, long otherSequenceNumber) {
        return !content.equals(Hash.NONE)
                && EventHash.of(previous, otherSequenceNumber, content).equals(hash);
    }
}
