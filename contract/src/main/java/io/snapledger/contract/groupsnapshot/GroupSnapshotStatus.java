package io.snapledger.contract.groupsnapshot;

import com.fasterxml.jackson.annotation.JsonValue;
import io.snapledger.contract.resource.ByWord;
import java.util.Map;
import java.util.Optional;

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

    private static final Map<String, GroupSnapshotStatus> BY_WORD =
            ByWord.of(values(), GroupSnapshotStatus::word);

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
        return Optional.ofNullable(BY_WORD.get(word));
    }

    /** Whether its snapshots are said not to be there, or to be on their way out. */
    public boolean claimsNothing() {
        return switch (this) {
            case ERROR, DELETING, DELETED, ERROR_DELETING -> true;
            case AVAILABLE, CREATING, UPDATING -> false;
        };
    }
}
