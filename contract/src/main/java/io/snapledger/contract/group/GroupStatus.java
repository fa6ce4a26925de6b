package io.snapledger.contract.group;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Optional;
import java.util.stream.Stream;

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
        return Stream.of(values()).filter(status -> status.word.equals(word)).findFirst();
    }
}
