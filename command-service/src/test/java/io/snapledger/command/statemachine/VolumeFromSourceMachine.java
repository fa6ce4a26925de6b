package io.snapledger.command.statemachine;

import io.snapledger.command.volume.domain.Volume;
import io.snapledger.contract.group.GroupId;
import io.snapledger.contract.outcome.AgentIdentity;
import io.snapledger.contract.outcome.WorkResult;
import io.snapledger.contract.resource.StatusChange;
import io.snapledger.contract.snapshot.SnapshotId;
import io.snapledger.contract.volume.VolumeCommand.DeleteVolume;
import io.snapledger.contract.volume.VolumeCommand.FailOverdueVolume;
import io.snapledger.contract.volume.VolumeCommand.RecordVolumeOutcome;
import io.snapledger.contract.volume.VolumeCommand.ResetVolumeStatus;
import io.snapledger.contract.volume.VolumeEvent.VolumeCopied;
import io.snapledger.contract.volume.VolumeEvent.VolumeFromSourceRequested;
import io.snapledger.contract.volume.VolumeId;
import io.snapledger.contract.volume.VolumeOutcome;
import io.snapledger.contract.volume.VolumeStatus;
import io.snapledger.contract.volumetype.VolumeTypeId;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

final class VolumeFromSourceMachine implements Machine<Volume> {

    private static final VolumeId ID = new VolumeId(UUID.randomUUID());
    private static final AgentIdentity AGENT = new AgentIdentity(UUID.randomUUID(), "host");

    @Override
    public String name() {
        return "volume-from-source";
    }

    @Override
    public Class<Volume> type() {
        return Volume.class;
    }

    @Override
    public String id() {
        return ID.toString();
    }

    @Override
    public List<Object> historyOf(String status, String happens) {
        Object alone = requested(false);
        Object withGroup = requested(true);
        Object copied = new VolumeCopied(ID, "project", AGENT, null, AT);
        return switch (status) {
            case "creating, by itself" -> List.of(alone);
            case "creating, with its group" -> List.of(withGroup);
            case "creating, copied" -> List.of(withGroup, copied);
            default -> throw new IllegalArgumentException(status);
        };
    }

    private static VolumeFromSourceRequested requested(boolean withGroup) {
        return new VolumeFromSourceRequested(
                ID,
                "project",
                "user",
                null,
                null,
                1,
                new VolumeTypeId(UUID.randomUUID()),
                withGroup ? new GroupId(UUID.randomUUID()) : null,
                new SnapshotId(UUID.randomUUID()),
                null,
                withGroup,
                "nova",
                Map.of(),
                WORK,
                StatusChange.to(null, "creating"),
                AT);
    }

    @Override
    public void happen(Volume aggregate, String happens, String status, @Nullable String asked) {
        switch (happens) {
            case "delete" ->
                    aggregate.requestDeletion(
                            new DeleteVolume(ID, false, false, false, null, UUID.randomUUID(), AT),
                            false,
                            List.of());
            case "delete with its group" ->
                    aggregate.requestDeletionWithGroup(null, UUID.randomUUID(), AT);
            case "reset_status" ->
                    aggregate.resetStatus(
                            new ResetVolumeStatus(
                                    ID,
                                    VolumeStatus.of(String.valueOf(asked)).orElseThrow(),
                                    null,
                                    AT));
            case "outcome: done" -> aggregate.record(outcome(WorkResult.done(null)));
            case "outcome: failed" -> aggregate.record(outcome(WorkResult.failed(REASON, 0)));
            case "its group is whole" -> aggregate.complete(AT);
            case "its group fails" -> aggregate.giveUpCreation(REASON, AT);
            case "deadline" ->
                    aggregate.failOverdue(
                            new FailOverdueVolume(ID, VolumeStatus.CREATING, AT, AT), REASON);
            default -> throw new IllegalArgumentException(happens);
        }
    }

    private static RecordVolumeOutcome outcome(WorkResult result) {
        return new RecordVolumeOutcome(
                ID, new VolumeOutcome(ID, WORK, result, AGENT, "req-test", AT), AT);
    }

    @Override
    public List<String> statusesToAskFor() {
        return Stream.of(VolumeStatus.values()).map(VolumeStatus::word).toList();
    }
}
