package io.snapledger.contract.sharesnapshot;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.snapledger.contract.resource.ResourceId;
import java.util.UUID;

/** Identifies a share snapshot. */
public record ShareSnapshotId(@JsonValue UUID value) implements ResourceId {

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public ShareSnapshotId {}

    public static ShareSnapshotId of(String text) {
        return new ShareSnapshotId(UUID.fromString(text));
    }

    // Axon files a resource's events under this text.
    @Override
    public String toString() {
        return value.toString();
    }
}
