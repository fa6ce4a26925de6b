package io.snapledger.contract.sharetype;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.snapledger.contract.resource.ResourceId;
import java.util.UUID;

/** Identifies a share type. */
public record ShareTypeId(@JsonValue UUID value) implements ResourceId {

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public ShareTypeId {}

    public static ShareTypeId of(String text) {
        return new ShareTypeId(UUID.fromString(text));
    }

    // Axon files a resource's events under this text.
    @Override
    public String toString() {
        return value.toString();
    }
}
