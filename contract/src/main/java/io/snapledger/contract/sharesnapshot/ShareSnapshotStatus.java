package io.snapledger.contract.sharesnapshot;

import com.fasterxml.jackson.annotation.JsonValue;
import io.snapledger.contract.resource.ByWord;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Where a share snapshot, or one of its instances, stands: manila/common/constants.py. A snapshot
 * stands where its instances do: {@link DerivedStatus}.
 */
public enum ShareSnapshotStatus {
    CREATING("creating"),
    AVAILABLE("available"),
    DELETING("deleting"),
    DELETED("deleted"),
    ERROR("error"),
    ERROR_DELETING("error_deleting"),
    MIGRATING("migrating"),
    MIGRATING_TO("migrating_to"),
    SERVER_MIGRATING("server_migrating");

    /** Those an administrator may set by hand, in the order in which they are told. */
    public static final List<ShareSnapshotStatus> SET_BY_HAND =
            List.of(
                    CREATING,
                    AVAILABLE,
                    DELETING,
                    ERROR,
                    ERROR_DELETING,
                    MIGRATING,
                    MIGRATING_TO,
                    SERVER_MIGRATING);

    private static final Map<String, ShareSnapshotStatus> BY_WORD =
            ByWord.of(values(), ShareSnapshotStatus::word);

    private final String word;

    ShareSnapshotStatus(String word) {
        this.word = word;
    }

    /** The word on the wire and in the store. */
    @JsonValue
    public String word() {
        return word;
    }

    /** The status of that word; empty if there is none. */
    public static Optional<ShareSnapshotStatus> of(String word) {
        return Optional.ofNullable(BY_WORD.get(word));
    }

    /** Whether something went wrong. */
    public boolean isError() {
        return this == ERROR || this == ERROR_DELETING;
    }

    /** Whether a snapshot may be deleted without force: manila/share/api.py, delete_snapshot(). */
    public boolean allowsDeletion() {
        return this == AVAILABLE || this == ERROR;
    }

    /** Whether it is said not to be there, or to be on its way out. */
    public boolean claimsNothing() {
        return switch (this) {
            case DELETING, DELETED, ERROR, ERROR_DELETING -> true;
            case CREATING, AVAILABLE, MIGRATING, MIGRATING_TO, SERVER_MIGRATING -> false;
        };
    }
}
