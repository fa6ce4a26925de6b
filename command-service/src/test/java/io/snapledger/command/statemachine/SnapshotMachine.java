package io.snapledger.command.statemachine;

import io.snapledger.command.snapshot.domain.Snapshot;
import io.snapledger.contract.outcome.WorkResult;
import io.snapledger.contract.resource.StatusChange;
import io.snapledger.contract.snapshot.SnapshotCommand.FailOverdueSnapshot;
import io.snapledger.contract.snapshot.SnapshotEvent.SnapshotDeletionRequested;
import io.snapledger.contract.snapshot.SnapshotEvent.SnapshotFailed;
import io.snapledger.contract.snapshot.SnapshotEvent.SnapshotRequested;
import io.snapledger.contract.snapshot.SnapshotEvent.SnapshotTaken;
import io.snapledger.contract.snapshot.SnapshotId;
import io.snapledger.contract.snapshot.SnapshotStatus;
import io.snapledger.contract.volume.VolumeId;
import io.snapledger.contract.volumetype.VolumeTypeId;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

final class SnapshotMachine implements Machine<Snapshot> {

    private static final SnapshotId ID = new SnapshotId(UUID.randomUUID());

    @Override
    public String name() {
        return "snapshot";
    }

    @Override
    public Class<Snapshot> type() {
        return Snapshot.class;
    }

    @Override
    public String id() {
        return ID.toString();
    }

    @Override
    public List<Object> historyOf(String status, String happens) {
        Object requested =
                new SnapshotRequested(
                        ID,
                        "project",
                        "user",
                        null,
                        null,
                        new VolumeId(UUID.randomUUID()),
                        1,
                        new VolumeTypeId(UUID.randomUUID()),
                        null,
                        WORK,
                        StatusChange.to(null, "creating"),
                        AT);
        Object taken =
                new SnapshotTaken(
                        ID, "project", null, StatusChange.to("creating", "available"), AT);
        return switch (status) {
            case "creating" -> List.of(requested);
            case "available" -> List.of(requested, taken);
            case "error" ->
                    List.of(
                            requested,
                            new SnapshotFailed(
                                    ID,
                                    "project",
                                    0,
                                    new StatusChange("creating", "error", REASON),
                                    AT));
            case "deleting" ->
                    List.of(
                            requested,
                            taken,
                            new SnapshotDeletionRequested(
                                    ID,
                                    "project",
                                    WORK,
                                    StatusChange.to("available", "deleting"),
                                    AT));
            default -> throw new IllegalArgumentException(status);
        };
    }

    @Override
    public void happen(Snapshot aggregate, String happens, String status, @Nullable String asked) {
        switch (happens) {
            case "delete" -> aggregate.requestDeletion(null, UUID.randomUUID(), AT);
            case "outcome: done" -> aggregate.record(WORK, WorkResult.done(null), AT);
            case "outcome: failed" -> aggregate.record(WORK, WorkResult.failed(REASON, 0), AT);
            case "deadline" ->
                    aggregate.failOverdue(
                            new FailOverdueSnapshot(
                                    ID,
                                    status.equals("deleting")
                                            ? SnapshotStatus.DELETING
                                            : SnapshotStatus.CREATING,
                                    AT,
                                    AT),
                            REASON);
            default -> throw new IllegalArgumentException(happens);
        }
    }

    @Override
    public List<String> statusesToAskFor() {
        return List.of();
    }
}
