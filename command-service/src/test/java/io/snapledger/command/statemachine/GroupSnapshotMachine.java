package io.snapledger.command.statemachine;

import io.snapledger.command.groupsnapshot.domain.GroupSnapshot;
import io.snapledger.contract.group.GroupId;
import io.snapledger.contract.groupsnapshot.GroupSnapshotCommand.DeleteGroupSnapshot;
import io.snapledger.contract.groupsnapshot.GroupSnapshotCommand.FailOverdueGroupSnapshot;
import io.snapledger.contract.groupsnapshot.GroupSnapshotCommand.ResetGroupSnapshotStatus;
import io.snapledger.contract.groupsnapshot.GroupSnapshotEvent.GroupSnapshotDeletionRequested;
import io.snapledger.contract.groupsnapshot.GroupSnapshotEvent.GroupSnapshotRequested;
import io.snapledger.contract.groupsnapshot.GroupSnapshotEvent.GroupSnapshotStatusReset;
import io.snapledger.contract.groupsnapshot.GroupSnapshotEvent.GroupSnapshotTaken;
import io.snapledger.contract.groupsnapshot.GroupSnapshotEvent.Member;
import io.snapledger.contract.groupsnapshot.GroupSnapshotId;
import io.snapledger.contract.groupsnapshot.GroupSnapshotOutcome.MemberResult;
import io.snapledger.contract.groupsnapshot.GroupSnapshotStatus;
import io.snapledger.contract.grouptype.GroupTypeId;
import io.snapledger.contract.outcome.WorkResult;
import io.snapledger.contract.resource.StatusChange;
import io.snapledger.contract.snapshot.SnapshotId;
import io.snapledger.contract.volume.VolumeId;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

final class GroupSnapshotMachine implements Machine<GroupSnapshot> {

    private static final GroupSnapshotId ID = new GroupSnapshotId(UUID.randomUUID());
    private static final Member MEMBER =
            new Member(new SnapshotId(UUID.randomUUID()), new VolumeId(UUID.randomUUID()), 1);

    @Override
    public String name() {
        return "group-snapshot";
    }

    @Override
    public Class<GroupSnapshot> type() {
        return GroupSnapshot.class;
    }

    @Override
    public String id() {
        return ID.toString();
    }

    @Override
    public List<Object> historyOf(String status, String happens) {
        List<Object> history = new ArrayList<>();
        history.add(
                new GroupSnapshotRequested(
                        ID,
                        "project",
                        "user",
                        new GroupId(UUID.randomUUID()),
                        new GroupTypeId(UUID.randomUUID()),
                        null,
                        null,
                        List.of(MEMBER),
                        happens.startsWith("creation") ? WORK : UUID.randomUUID(),
                        StatusChange.to(null, "creating"),
                        AT));
        String last = "creating";
        if (!happens.startsWith("creation") && !status.equals("creating")) {
            last = "available";
            history.add(
                    new GroupSnapshotTaken(
                            ID, "project", StatusChange.to("creating", "available"), AT));
        }
        if (happens.startsWith("deletion") || status.equals("deleting")) {
            history.add(
                    new GroupSnapshotDeletionRequested(
                            ID,
                            "project",
                            List.of(MEMBER),
                            happens.startsWith("deletion") ? WORK : UUID.randomUUID(),
                            StatusChange.to(last, "deleting"),
                            AT));
            last = "deleting";
        }
        if (!last.equals(status)) {
            history.add(
                    new GroupSnapshotStatusReset(ID, "project", StatusChange.to(last, status), AT));
        }
        return history;
    }

    @Override
    public void happen(
            GroupSnapshot aggregate, String happens, String status, @Nullable String asked) {
        switch (happens) {
            case "delete" ->
                    aggregate.requestDeletion(
                            new DeleteGroupSnapshot(ID, null, UUID.randomUUID(), AT),
                            List.of(MEMBER));
            case "reset_status" ->
                    aggregate.resetStatus(
                            new ResetGroupSnapshotStatus(
                                    ID,
                                    GroupSnapshotStatus.of(String.valueOf(asked)).orElseThrow(),
                                    null,
                                    AT));
            case "creation: done", "deletion: done" ->
                    aggregate.record(WORK, results(WorkResult.done(null)), AT);
            case "creation: failed", "deletion: failed" ->
                    aggregate.record(WORK, results(WorkResult.failed(REASON, 0)), AT);
            // A deadline names the wait it ends: here one that began in creating or deleting.
            case "deadline" ->
                    aggregate.failOverdue(
                            new FailOverdueGroupSnapshot(
                                    ID,
                                    status.equals("deleting")
                                            ? GroupSnapshotStatus.DELETING
                                            : GroupSnapshotStatus.CREATING,
                                    AT,
                                    AT),
                            REASON);
            default -> throw new IllegalArgumentException(happens);
        }
    }

    private static List<MemberResult> results(WorkResult result) {
        return List.of(new MemberResult(MEMBER.snapshotId(), result));
    }

    @Override
    public List<String> statusesToAskFor() {
        return Stream.of(GroupSnapshotStatus.values()).map(GroupSnapshotStatus::word).toList();
    }
}
