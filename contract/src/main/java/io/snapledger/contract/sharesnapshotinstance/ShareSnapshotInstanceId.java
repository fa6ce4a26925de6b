package io.snapledger.contract.sharesnapshotinstance;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.snapledger.contract.resource.ResourceId;
import java.util.UUID;

/** Identifies a share snapshot instance. */
public record ShareSnapshotInstanceId(@JsonValue UUID value) implements ResourceId {

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public ShareSnapshotInstanceId {}

    public static ShareSnapshotInstanceId of(String text) {
        return new ShareSnapshotInstanceId(UUID.fromString(text));
    }

    // Axon files a resource's events under this text.
    @Override
    public String toString() {
        return value.toString();
    }
}
