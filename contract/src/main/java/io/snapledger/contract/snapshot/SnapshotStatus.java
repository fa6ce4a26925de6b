package io.snapledger.contract.snapshot;

import com.fasterxml.jackson.annotation.JsonValue;
import io.snapledger.contract.resource.ByWord;
import java.util.Map;
import java.util.Optional;

/** Where a volume snapshot stands: cinder/objects/fields.py, SnapshotStatus. */
public enum SnapshotStatus {
    ERROR("error"),
    AVAILABLE("available"),
    CREATING("creating"),
    DELETING("deleting"),
    DELETED("deleted"),
    UPDATING("updating"),
    ERROR_DELETING("error_deleting"),
    UNMANAGING("unmanaging"),
    BACKING_UP("backing-up"),
    RESTORING("restoring");

    private static final Map<String, SnapshotStatus> BY_WORD =
            ByWord.of(values(), SnapshotStatus::word);

    private final String word;

    SnapshotStatus(String word) {
        this.word = word;
    }

    /** The word on the wire and in the store. */
    @JsonValue
    public String word() {
        return word;
    }

    /** The status of that word; empty if there is none. */
    public static Optional<SnapshotStatus> of(String word) {
        return Optional.ofNullable(BY_WORD.get(word));
    }

    /**
     * Whether a snapshot may be deleted by itself in it: cinder/volume/api.py, delete_snapshot().
     */
    public boolean allowsDeletion() {
        return this == AVAILABLE || this == ERROR;
    }

    /** Whether its snapshot is said not to be there, or to be on its way out. */
    public boolean claimsNothing() {
        return switch (this) {
            case ERROR, DELETING, DELETED, ERROR_DELETING, UNMANAGING -> true;
            case AVAILABLE, CREATING, UPDATING, BACKING_UP, RESTORING -> false;
        };
    }
}
