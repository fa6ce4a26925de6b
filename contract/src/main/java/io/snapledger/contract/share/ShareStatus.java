package io.snapledger.contract.share;

import com.fasterxml.jackson.annotation.JsonValue;
import io.snapledger.contract.resource.ByWord;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Where a share, or one of its instances, stands: manila/common/constants.py. A share stands where
 * its active or only instance does.
 */
public enum ShareStatus {
    CREATING("creating"),
    AVAILABLE("available"),
    DELETING("deleting"),
    DELETED("deleted"),
    ERROR("error"),
    ERROR_DELETING("error_deleting"),
    EXTENDING("extending"),
    EXTENDING_ERROR("extending_error"),
    REPLICATION_CHANGE("replication_change"),
    MIGRATING("migrating"),
    MIGRATING_TO("migrating_to"),
    SERVER_MIGRATING("server_migrating");

    /** Those an administrator may set by hand, in the order in which they are told. */
    public static final List<ShareStatus> SET_BY_HAND =
            List.of(
                    CREATING,
                    AVAILABLE,
                    DELETING,
                    ERROR,
                    ERROR_DELETING,
                    MIGRATING,
                    MIGRATING_TO,
                    SERVER_MIGRATING);

    private static final Map<String, ShareStatus> BY_WORD = ByWord.of(values(), ShareStatus::word);

    private final String word;

    ShareStatus(String word) {
        this.word = word;
    }

    /** The word on the wire and in the store. */
    @JsonValue
    public String word() {
        return word;
    }

    /** The status of that word; empty if there is none. */
    public static Optional<ShareStatus> of(String word) {
        return Optional.ofNullable(BY_WORD.get(word));
    }

    /** Whether it may be deleted without force: manila/share/api.py, delete(). */
    public boolean allowsDeletion() {
        return this == AVAILABLE || this == ERROR;
    }

    /** Whether it is said not to be there, or to be on its way out. */
    public boolean claimsNothing() {
        return switch (this) {
            case DELETING, DELETED, ERROR, ERROR_DELETING -> true;
            case CREATING,
                    AVAILABLE,
                    EXTENDING,
                    EXTENDING_ERROR,
                    REPLICATION_CHANGE,
                    MIGRATING,
                    MIGRATING_TO,
                    SERVER_MIGRATING ->
                    false;
        };
    }
}
