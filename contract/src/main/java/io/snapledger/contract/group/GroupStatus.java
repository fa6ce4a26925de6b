package io.snapledger.contract.group;

import com.fasterxml.jackson.annotation.JsonValue;
import io.snapledger.contract.resource.ByWord;
import java.util.Map;
import java.util.Optional;

/** Where a group stands: cinder/objects/fields.py, GroupStatus, in upstream's order. */
public enum GroupStatus {
    ERROR("error"),
    AVAILABLE("available"),
    CREATING("creating"),
    DELETING("deleting"),
    DELETED("deleted"),
    UPDATING("updating"),
    IN_USE("in-use"),
    ERROR_DELETING("error_deleting");

    private static final Map<String, GroupStatus> BY_WORD = ByWord.of(values(), GroupStatus::word);

    private final String word;

    GroupStatus(String word) {
        this.word = word;
    }

    /** The word on the wire and in the store. */
    @JsonValue
    public String word() {
        return word;
    }

    /** The status of that word; empty if there is none. */
    public static Optional<GroupStatus> of(String word) {
        return Optional.ofNullable(BY_WORD.get(word));
    }
}
