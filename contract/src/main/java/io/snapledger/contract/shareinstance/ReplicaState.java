package io.snapledger.contract.shareinstance;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** How an instance of a replicated share compares with the one that clients write to. */
public enum ReplicaState {
    /** The one that clients write to. */
    ACTIVE,
    IN_SYNC,
    OUT_OF_SYNC,
    ERROR;

    /** The word on the wire and in the store: lower case. */
    @JsonValue
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The state of that word; empty if there is none. */
    public static Optional<ReplicaState> of(String word) {
        return Stream.of(values()).filter(state -> state.word().equals(word)).findFirst();
    }
}
