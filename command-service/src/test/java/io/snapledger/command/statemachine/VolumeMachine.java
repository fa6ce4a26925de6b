package io.snapledger.command.statemachine;

import io.snapledger.command.volume.domain.Volume;
import io.snapledger.contract.outcome.AgentIdentity;
import io.snapledger.contract.outcome.WorkResult;
import io.snapledger.contract.resource.StatusChange;
import io.snapledger.contract.volume.VolumeCommand.DeleteVolume;
import io.snapledger.contract.volume.VolumeCommand.ExtendVolume;
import io.snapledger.contract.volume.VolumeCommand.FailOverdueVolume;
import io.snapledger.contract.volume.VolumeCommand.RecordVolumeOutcome;
import io.snapledger.contract.volume.VolumeCommand.ResetVolumeStatus;
import io.snapledger.contract.volume.VolumeEvent.VolumeCreated;
import io.snapledger.contract.volume.VolumeEvent.VolumeDeletionRequested;
import io.snapledger.contract.volume.VolumeEvent.VolumeExtensionRequested;
import io.snapledger.contract.volume.VolumeEvent.VolumeRequested;
import io.snapledger.contract.volume.VolumeEvent.VolumeStatusReset;
import io.snapledger.contract.volume.VolumeId;
import io.snapledger.contract.volume.VolumeOutcome;
import io.snapledger.contract.volume.VolumeStatus;
import io.snapledger.contract.volumetype.VolumeTypeId;
import java.util.ArrayList;
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
        List<Object> history = new ArrayList<>();
        history.add(
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
                        workOf("creation", happens),
                        StatusChange.to(null, "creating"),
                        AT));
        String last = "creating";
        if (!happens.startsWith("creation") && !status.equals("creating")) {
            last = "available";
            history.add(
                    new VolumeCreated(
                            ID,
                            "project",
                            AGENT,
                            null,
                            StatusChange.to("creating", "available"),
                            AT));
        }
        if (happens.startsWith("extension") || status.equals("extending")) {
            history.add(
                    new VolumeExtensionRequested(
                            ID,
                            "project",
                            2,
                            2,
                            workOf("extension", happens),
                            StatusChange.to(last, "extending"),
                            AT));
            last = "extending";
        }
        if (happens.startsWith("deletion") || status.equals("deleting")) {
            history.add(
                    new VolumeDeletionRequested(
                            ID,
                            "project",
                            workOf("deletion", happens),
                            StatusChange.to(last, "deleting"),
                            AT));
            last = "deleting";
        }
        if (!last.equals(status)) {
            history.add(new VolumeStatusReset(ID, "project", StatusChange.to(last, status), AT));
        }
        return history;
    }

    private static UUID workOf(String kind, String happens) {
        return happens.startsWith(kind) ? WORK : UUID.randomUUID();
    }

    @Override
    public void happen(Volume aggregate, String happens, String status, @Nullable String asked) {
        switch (happens) {
            case "delete" ->
                    aggregate.requestDeletion(
                            new DeleteVolume(ID, null, UUID.randomUUID(), AT), false, List.of());
            case "delete by force" ->
                    aggregate.requestDeletion(
                            new DeleteVolume(ID, true, false, true, null, UUID.randomUUID(), AT),
                            false,
                            List.of());
            case "delete with its group" ->
                    aggregate.requestDeletionWithGroup(null, UUID.randomUUID(), AT);
            case "extend" ->
                    aggregate.requestExtension(
                            new ExtendVolume(ID, 3, false, UUID.randomUUID(), AT));
            case "extend in use" ->
                    aggregate.requestExtension(
                            new ExtendVolume(ID, 3, true, UUID.randomUUID(), AT));
            case "reset_status" ->
                    aggregate.resetStatus(
                            new ResetVolumeStatus(
                                    ID,
                                    VolumeStatus.of(String.valueOf(asked)).orElseThrow(),
                                    null,
                                    AT));
            case "creation: done", "extension: done", "deletion: done" ->
                    aggregate.record(outcome(WorkResult.done(null)));
            case "creation: failed", "extension: failed", "deletion: failed" ->
                    aggregate.record(outcome(WorkResult.failed(REASON, 0)));
            case "deadline" ->
                    aggregate.failOverdue(
                            new FailOverdueVolume(ID, waitsIn(status), AT, AT), REASON);
            default -> throw new IllegalArgumentException(happens);
        }
    }

    // A deadline names the wait it ends.
    private static VolumeStatus waitsIn(String status) {
        return switch (status) {
            case "deleting" -> VolumeStatus.DELETING;
            case "extending" -> VolumeStatus.EXTENDING;
            default -> VolumeStatus.CREATING;
        };
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
