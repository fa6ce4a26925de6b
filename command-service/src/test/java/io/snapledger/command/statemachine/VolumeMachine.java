package io.snapledger.command.statemachine;

import io.snapledger.command.volume.domain.Volume;
import io.snapledger.contract.outcome.AgentIdentity;
import io.snapledger.contract.outcome.WorkResult;
import io.snapledger.contract.resource.StatusChange;
import io.snapledger.contract.volume.VolumeCommand.FailOverdueVolume;
import io.snapledger.contract.volume.VolumeCommand.RecordVolumeOutcome;
import io.snapledger.contract.volume.VolumeCommand.ResetVolumeStatus;
import io.snapledger.contract.volume.VolumeEvent.VolumeCreated;
import io.snapledger.contract.volume.VolumeEvent.VolumeDeletionRequested;
import io.snapledger.contract.volume.VolumeEvent.VolumeRequested;
import io.snapledger.contract.volume.VolumeEvent.VolumeStatusReset;
import io.snapledger.contract.volume.VolumeId;
import io.snapledger.contract.volume.VolumeOutcome;
import io.snapledger.contract.volume.VolumeStatus;
import io.snapledger.contract.volumetype.VolumeTypeId;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

final class VolumeMachine implements Machine<Volume> {

    private static final VolumeId ID = new VolumeId(UUID.randomUUID());
    private static final AgentIdentity AGENT = new AgentIdentity(UUID.randomUUID(), "host");

    @Override
    public String name() {
        return "volume";
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
        Object requested =
                new VolumeRequested(
                        ID,
                        "project",
                        "user",
                        null,
                        null,
                        1,
                        new VolumeTypeId(UUID.randomUUID()),
                        null,
                        "nova",
                        Map.of(),
                        WORK,
                        StatusChange.to(null, "creating"),
                        AT);
        Object created =
                new VolumeCreated(
                        ID, "project", AGENT, null, StatusChange.to("creating", "available"), AT);
        return switch (status) {
            case "creating" -> List.of(requested);
            case "available" -> List.of(requested, created);
            case "deleting" ->
                    List.of(
                            requested,
                            created,
                            new VolumeDeletionRequested(
                                    ID,
                                    "project",
                                    WORK,
                                    StatusChange.to("available", "deleting"),
                                    AT));
            case String other ->
                    List.of(
                            requested,
                            new VolumeStatusReset(
                                    ID, "project", StatusChange.to("creating", other), AT));
        };
    }

    @Override
    public void happen(Volume aggregate, String happens, String status, @Nullable String asked) {
        switch (happens) {
            case "delete" -> aggregate.requestDeletion(false, null, UUID.randomUUID(), AT);
            case "reset_status" ->
                    aggregate.resetStatus(
                            new ResetVolumeStatus(
                                    ID,
                                    VolumeStatus.of(String.valueOf(asked)).orElseThrow(),
                                    null,
                                    AT));
            case "outcome: done" -> aggregate.record(outcome(WorkResult.done(null)));
            case "outcome: failed" -> aggregate.record(outcome(WorkResult.failed(REASON, 0)));
            case "deadline" ->
                    aggregate.failOverdue(
                            new FailOverdueVolume(
                                    ID,
                                    status.equals("deleting")
                                            ? VolumeStatus.DELETING
                                            : VolumeStatus.CREATING,
                                    AT,
                                    AT),
                            REASON);
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
