package io.snapledger.contract.snapshot;

import java.time.Instant;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** What may be asked of a volume snapshot. */
public sealed interface SnapshotCommand {

    SnapshotId id();

    /** Ends a wait in {@code status} that began at {@code since}, if it still goes on. */
    record FailOverdueSnapshot(
            @TargetAggregateIdentifier SnapshotId id,
            SnapshotStatus status,
            Instant since,
            Instant at)
            implements SnapshotCommand {}
}
