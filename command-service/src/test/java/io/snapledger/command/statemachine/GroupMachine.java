package io.snapledger.command.statemachine;

import io.snapledger.command.group.domain.Group;
import io.snapledger.contract.group.GroupCommand.DeleteGroup;
import io.snapledger.contract.group.GroupCommand.FailOverdueGroup;
import io.snapledger.contract.group.GroupCommand.ResetGroupStatus;
import io.snapledger.contract.group.GroupEvent.GroupCreated;
import io.snapledger.contract.group.GroupEvent.GroupStatusReset;
import io.snapledger.contract.group.GroupEvent.GroupVolumesChanged;
import io.snapledger.contract.group.GroupId;
import io.snapledger.contract.group.GroupStatus;
import io.snapledger.contract.grouptype.GroupTypeId;
import io.snapledger.contract.resource.StatusChange;
import io.snapledger.contract.volume.VolumeId;
import io.snapledger.contract.volumetype.VolumeTypeId;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

final class GroupMachine implements Machine<Group> {

    private static final GroupId ID = new GroupId(UUID.randomUUID());
    private static final VolumeId VOLUME = new VolumeId(UUID.randomUUID());

    @Override
    public String name() {
        return "group";
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
        List<Object> history = new ArrayList<>();
        history.add(
                new GroupCreated(
                        ID,
                        "project",
                        "user",
                        null,
                        null,
                        new GroupTypeId(UUID.randomUUID()),
                        List.of(new VolumeTypeId(UUID.randomUUID())),
                        "nova",
                        StatusChange.to(null, "available"),
                        AT));
        if (!happens.equals("delete, empty")) {
            history.add(new GroupVolumesChanged(ID, "project", List.of(VOLUME), List.of(), AT));
        }
        if (!status.equals("available")) {
            history.add(
                    new GroupStatusReset(ID, "project", StatusChange.to("available", status), AT));
        }
        return history;
    }

    @Override
    public void happen(Group aggregate, String happens, String status, @Nullable String asked) {
        switch (happens) {
            case "delete, empty" ->
                    aggregate.requestDeletion(new DeleteGroup(ID, false, null, AT), false);
            case "delete with its volumes" ->
                    aggregate.requestDeletion(new DeleteGroup(ID, true, null, AT), false);
            case "change volumes" ->
                    aggregate.changeVolumes(
                            List.of(new VolumeId(UUID.randomUUID())), List.of(), AT);
            case "reset_status" ->
                    aggregate.resetStatus(
                            new ResetGroupStatus(
                                    ID,
                                    GroupStatus.of(String.valueOf(asked)).orElseThrow(),
                                    null,
                                    AT));
            case "last volume gone" -> aggregate.volumeDeleted(VOLUME, AT);
            case "a volume stays" -> aggregate.volumeDeletionFailed(VOLUME, AT);
            case "deadline" ->
                    aggregate.failOverdue(
                            new FailOverdueGroup(
                                    ID,
                                    status.equals("deleting")
                                            ? GroupStatus.DELETING
                                            : GroupStatus.CREATING,
                                    AT,
                                    AT),
                            REASON);
            default -> throw new IllegalArgumentException(happens);
        }
    }

    @Override
    public List<String> statusesToAskFor() {
        return Stream.of(GroupStatus.values()).map(GroupStatus::word).toList();
    }
}
