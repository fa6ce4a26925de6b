package io.snapledger.contract.sharesnapshotinstance;

import io.snapledger.contract.sharesnapshot.ShareSnapshotStatus;
import java.time.Instant;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;

/**
 * What may be asked of a share snapshot instance. They come and go with their snapshot and with the
 * instances of its share, never by a command of their own.
 */
public sealed interface ShareSnapshotInstanceCommand {

    ShareSnapshotInstanceId id();

    record ResetShareSnapshotInstanceStatus(
            @TargetAggregateIdentifier ShareSnapshotInstanceId id,
            ShareSnapshotStatus status,
            @Nullable String reason,
            Instant at)
            implements ShareSnapshotInstanceCommand {}

    record RecordShareSnapshotInstanceOutcome(
            @TargetAggregateIdentifier ShareSnapshotInstanceId id,
            ShareSnapshotInstanceOutcome outcome,
            Instant at)
            implements ShareSnapshotInstanceCommand {}

    /** Ends a wait in {@code status} that began at {@code since}, if it still goes on. */
    record FailOverdueShareSnapshotInstance(
            @TargetAggregateIdentifier ShareSnapshotInstanceId id,
            ShareSnapshotStatus status,
            Instant since,
            Instant at)
            implements ShareSnapshotInstanceCommand {}
}
