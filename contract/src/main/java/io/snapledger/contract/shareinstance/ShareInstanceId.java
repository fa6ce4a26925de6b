package io.snapledger.contract.shareinstance;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.snapledger.contract.resource.ResourceId;
import java.util.UUID;

/** Identifies a share instance. */
public record ShareInstanceId(@JsonValue UUID value) implements ResourceId {

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public ShareInstanceId {}

    public static ShareInstanceId of(String text) {
        return new ShareInstanceId(UUID.fromString(text));
    }

    // Axon files a resource's events under this text.
    @Override
    public String toString() {
        return value.toString();
    }
}
