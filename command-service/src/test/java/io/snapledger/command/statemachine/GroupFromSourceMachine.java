package io.snapledger.command.statemachine;

import io.snapledger.command.group.domain.Group;
import io.snapledger.contract.group.GroupCommand.DeleteGroup;
import io.snapledger.contract.group.GroupCommand.FailOverdueGroup;
import io.snapledger.contract.group.GroupCommand.ResetGroupStatus;
import io.snapledger.contract.group.GroupEvent.GroupFromSourceRequested;
import io.snapledger.contract.group.GroupEvent.GroupVolumeCopied;
import io.snapledger.contract.group.GroupEvent.Member;
import io.snapledger.contract.group.GroupId;
import io.snapledger.contract.group.GroupStatus;
import io.snapledger.contract.groupsnapshot.GroupSnapshotId;
import io.snapledger.contract.grouptype.GroupTypeId;
import io.snapledger.contract.resource.StatusChange;
import io.snapledger.contract.snapshot.SnapshotId;
import io.snapledger.contract.volume.VolumeId;
import io.snapledger.contract.volumetype.VolumeTypeId;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

final class GroupFromSourceMachine implements Machine<Group> {

    private static final GroupId ID = new GroupId(UUID.randomUUID());
    private static final VolumeId ONE = new VolumeId(UUID.randomUUID());
    private static final VolumeId OTHER = new VolumeId(UUID.randomUUID());

    @Override
    public String name() {
        return "group-from-source";
    }

    @Override
    public Class<Group> type() {
        return Group.class;
    }

    @Override
    public String id() {
        return ID.toString();
    }

    @Override
    public List<Object> historyOf(String status, String happens) {
        Object requested =
                new GroupFromSourceRequested(
                        ID,
                        "project",
                        "user",
                        null,
                        null,
                        new GroupTypeId(UUID.randomUUID()),
                        List.of(new VolumeTypeId(UUID.randomUUID())),
                        "nova",
                        new GroupSnapshotId(UUID.randomUUID()),
                        null,
                        List.of(member(ONE), member(OTHER)),
                        StatusChange.to(null, "creating"),
                        AT);
        Object copied = new GroupVolumeCopied(ID, "project", ONE, AT);
        return switch (status) {
            case "creating" -> List.of(requested);
            case "creating, one volume left" -> List.of(requested, copied);
            default -> throw new IllegalArgumentException(status);
        };
    }

    private static Member member(VolumeId volume) {
        return new Member(volume, new SnapshotId(UUID.randomUUID()), null, 1);
    }

    @Override
    public void happen(Group aggregate, String happens, String status, @Nullable String asked) {
        switch (happens) {
            case "a volume is copied" -> {
                if (aggregate.volumeCopied(status.equals("creating") ? ONE : OTHER, AT)) {
                    aggregate.completeCreation(AT);
                }
            }
            case "a volume fails" -> aggregate.failCreation(REASON, AT);
            case "delete" -> aggregate.requestDeletion(new DeleteGroup(ID, false, null, AT), false);
            case "delete with its volumes" ->
                    aggregate.requestDeletion(new DeleteGroup(ID, true, null, AT), false);
            case "change volumes" -> aggregate.changeVolumes(List.of(), List.of(ONE), AT);
            case "reset_status" ->
                    aggregate.resetStatus(
                            new ResetGroupStatus(
                                    ID,
                                    GroupStatus.of(String.valueOf(asked)).orElseThrow(),
                                    null,
                                    AT));
            case "deadline" ->
                    aggregate.failOverdue(
                            new FailOverdueGroup(ID, GroupStatus.CREATING, AT, AT), REASON);
            default -> throw new IllegalArgumentException(happens);
        }
    }

    @Override
    public List<String> statusesToAskFor() {
        return Stream.of(GroupStatus.values()).map(GroupStatus::word).toList();
    }
}
