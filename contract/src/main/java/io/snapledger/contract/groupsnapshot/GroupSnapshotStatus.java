package io.snapledger.contract.groupsnapshot;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Where a group snapshot stands: cinder/objects/fields.py, GroupSnapshotStatus, in upstream's
 * order.
 */
public enum GroupSnapshotStatus {
    ERROR("error"),
    AVAILABLE("available"),
    CREATING("creating"),
    DELETING("deleting"),
    DELETED("deleted"),
    UPDATING("updating"),
    ERROR_DELETING("error_deleting");

    private final String word;

    GroupSnapshotStatus(String word) {
        this.word = word;
    }

    /** The word on the wire and in the store. */
    @JsonValue
    public String word() {
        return word;
    }

    /** The status of that word; empty if there is none. */
    public static Optional<GroupSnapshotStatus> of(String word) {
        return Stream.of(values()).filter(status -> status.word.equals(word)).findFirst();
    }

    /** Whether its snapshots are said not to be there, or to be on their way out. */
    public boolean claimsNothing() {
        return switch (this) {
            case ERROR, DELETING, DELETED, ERROR_DELETING -> true;
            case AVAILABLE, CREATING, UPDATING -> false;
        };
    }
}
