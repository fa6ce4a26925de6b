package io.snapledger.contract.share;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.snapledger.contract.resource.ResourceId;
import java.util.UUID;

/** Identifies a share. */
public record ShareId(@JsonValue UUID value) implements ResourceId {

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public ShareId {}

    public static ShareId of(String text) {
        return new ShareId(UUID.fromString(text));
    }

    // Axon files a resource's events under this text.
    @Override
    public String toString() {
        return value.toString();
    }
}
