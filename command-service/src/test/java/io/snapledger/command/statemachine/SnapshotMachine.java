package io.snapledger.command.statemachine;

import io.snapledger.command.snapshot.domain.Snapshot;
import io.snapledger.contract.groupsnapshot.GroupSnapshotId;
import io.snapledger.contract.outcome.WorkResult;
import io.snapledger.contract.resource.StatusChange;
import io.snapledger.contract.snapshot.SnapshotCommand.DeleteSnapshot;
import io.snapledger.contract.snapshot.SnapshotCommand.FailOverdueSnapshot;
import io.snapledger.contract.snapshot.SnapshotCommand.ResetSnapshotStatus;
import io.snapledger.contract.snapshot.SnapshotEvent.SnapshotDeletionRequested;
import io.snapledger.contract.snapshot.SnapshotEvent.SnapshotRequested;
import io.snapledger.contract.snapshot.SnapshotEvent.SnapshotStatusReset;
import io.snapledger.contract.snapshot.SnapshotEvent.SnapshotTaken;
import io.snapledger.contract.snapshot.SnapshotId;
import io.snapledger.contract.snapshot.SnapshotStatus;
import io.snapledger.contract.volume.VolumeId;
import io.snapledger.contract.volumetype.VolumeTypeId;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

final class SnapshotMachine implements Machine<Snapshot> {

    private static final SnapshotId ID = new SnapshotId(UUID.randomUUID());

    private final @Nullable GroupSnapshotId groupSnapshot;

    SnapshotMachine(boolean partOfGroupSnapshot) {
        groupSnapshot = partOfGroupSnapshot ? new GroupSnapshotId(UUID.randomUUID()) : null;
    }

    @Override
    public String name() {
        return groupSnapshot == null ? "snapshot" : "member";
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
        List<Object> history = new ArrayList<>();
        history.add(
                new SnapshotRequested(
                        ID,
                        "project",
                        "user",
                        null,
                        null,
                        new VolumeId(UUID.randomUUID()),
                        1,
                        new VolumeTypeId(UUID.randomUUID()),
                        groupSnapshot,
                        happens.startsWith("creation") ? WORK : UUID.randomUUID(),
                        StatusChange.to(null, "creating"),
                        AT));
        String last = "creating";
        if (!happens.startsWith("creation") && !status.equals("creating")) {
            last = "available";
            history.add(
                    new SnapshotTaken(
                            ID, "project", null, StatusChange.to("creating", "available"), AT));
        }
        if (happens.startsWith("deletion") || status.equals("deleting")) {
            history.add(
                    new SnapshotDeletionRequested(
                            ID,
                            "project",
                            happens.startsWith("deletion") ? WORK : UUID.randomUUID(),
                            StatusChange.to(last, "deleting"),
                            AT,
                            groupSnapshot));
            last = "deleting";
        }
        if (!last.equals(status)) {
            history.add(new SnapshotStatusReset(ID, "project", StatusChange.to(last, status), AT));
        }
        return history;
    }

    @Override
    public void happen(Snapshot aggregate, String happens, String status, @Nullable String asked) {
        switch (happens) {
            case "delete" ->
                    aggregate.requestDeletion(
                            new DeleteSnapshot(ID, false, null, UUID.randomUUID(), AT), false);
            case "delete by force" ->
                    aggregate.requestDeletion(
                            new DeleteSnapshot(ID, true, null, UUID.randomUUID(), AT), false);
            case "delete with its group snapshot", "delete with its volume" ->
                    aggregate.requestDeletion(null, UUID.randomUUID(), AT);
            case "reset_status" ->
                    aggregate.resetStatus(
                            new ResetSnapshotStatus(
                                    ID,
                                    SnapshotStatus.of(String.valueOf(asked)).orElseThrow(),
                                    null,
                                    AT));
            case "creation: done", "deletion: done" ->
                    aggregate.record(WORK, WorkResult.done(null), AT);
            case "creation: failed", "deletion: failed" ->
                    aggregate.record(WORK, WorkResult.failed(REASON, 0), AT);
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
        return Stream.of(SnapshotStatus.values()).map(SnapshotStatus::word).toList();
    }
}
