package io.snapledger.command.volume;

import io.snapledger.command.axon.Aggregates;
import io.snapledger.command.axon.HandlesCommands;
import io.snapledger.command.reservation.ResourceLocks;
import io.snapledger.command.snapshot.Snapshots;
import io.snapledger.command.snapshot.Snapshots.SnapshotOrigin;
import io.snapledger.command.snapshot.Snapshots.SnapshotState;
import io.snapledger.command.volume.Volumes.VolumeState;
import io.snapledger.command.volume.domain.Volume;
import io.snapledger.command.volumetype.VolumeTypes;
import io.snapledger.contract.group.GroupId;
import io.snapledger.contract.refusal.Refused;
import io.snapledger.contract.refusal.RefusedException;
import io.snapledger.contract.resource.MetadataChange;
import io.snapledger.contract.resource.ResourceId;
import io.snapledger.contract.resource.StatusChange;
import io.snapledger.contract.snapshot.SnapshotId;
import io.snapledger.contract.snapshot.SnapshotStatus;
import io.snapledger.contract.volume.VolumeCommand.CreateVolumeFromSource;
import io.snapledger.contract.volume.VolumeEvent.VolumeFromSourceRequested;
import io.snapledger.contract.volume.VolumeId;
import io.snapledger.contract.volume.VolumeRefused.NotFound;
import io.snapledger.contract.volume.VolumeRefused.SmallerThanSnapshot;
import io.snapledger.contract.volume.VolumeRefused.SmallerThanSource;
import io.snapledger.contract.volume.VolumeRefused.SnapshotNotAvailable;
import io.snapledger.contract.volume.VolumeRefused.SnapshotNotFound;
import io.snapledger.contract.volume.VolumeRefused.SourceStatusForbids;
import io.snapledger.contract.volume.VolumeRefused.VolumeTypeNotFound;
import io.snapledger.contract.volume.VolumeStatus;
import java.util.List;
import java.util.stream.Stream;
import org.axonframework.commandhandling.CommandHandler;
import org.springframework.stereotype.Component;

/** Creates volumes from snapshots and from other volumes. */
@Component
public class VolumeFromSourceCommandHandler implements HandlesCommands {

    private final Aggregates<Volume> aggregates;
    private final Volumes volumes;
    private final Snapshots snapshots;
    private final VolumeTypes volumeTypes;
    private final GroupEntry groupEntry;
    private final ResourceLocks locks;

    VolumeFromSourceCommandHandler(
            Aggregates<Volume> aggregates,
            Volumes volumes,
            Snapshots snapshots,
            VolumeTypes volumeTypes,
            GroupEntry groupEntry,
            ResourceLocks locks) {
        this.aggregates = aggregates;
        this.volumes = volumes;
        this.snapshots = snapshots;
        this.volumeTypes = volumeTypes;
        this.groupEntry = groupEntry;
        this.locks = locks;
    }

    // The order of the checks is upstream's: create_volume.py, ExtractVolumeRequestTask.execute().
    @CommandHandler
    public void handle(CreateVolumeFromSource command) {
        MetadataChange.requireRoom(command.metadata());
        lock(command);
        SnapshotId snapshot = command.snapshotId();
        if (snapshot != null) {
            check(snapshot, command.sizeGib());
        }
        VolumeId source = command.sourceVolumeId();
        if (source != null) {
            check(source, command.sizeGib());
        }
        if (!volumeTypes.exists(command.volumeTypeId())) {
            throw refused(new VolumeTypeNotFound(command.volumeTypeId()));
        }
        if (command.groupId() != null) {
            groupEntry.enter(command.id(), command.volumeTypeId(), command.groupId(), command.at());
        }
        aggregates.add(() -> new Volume(request(command)));
    }

    // Shared: many may copy a source at once, while nobody deletes it, by itself or with what it
    // belongs to. The group to enter is changed, and may be the source's own.
    private void lock(CreateVolumeFromSource command) {
        List<GroupId> sourceGroup = List.of();
        SnapshotId snapshot = command.snapshotId();
        if (snapshot != null) {
            locks.shared(List.of(snapshot));
            snapshots.originOf(snapshot).ifPresent(this::lock);
        }
        VolumeId source = command.sourceVolumeId();
        if (source != null) {
            locks.shared(List.of(source));
            sourceGroup = volumes.groupOf(source).stream().toList();
        }
        locks.together(sourceGroup, Stream.ofNullable(command.groupId()).toList());
        locks.shared(List.<ResourceId>of(command.volumeTypeId()));
    }

    private void lock(SnapshotOrigin origin) {
        if (origin.groupSnapshotId() != null) {
            locks.shared(List.of(origin.groupSnapshotId()));
        }
        locks.shared(List.of(origin.volumeId()));
    }

    private void check(SnapshotId id, int sizeGib) {
        SnapshotState snapshot =
                snapshots.find(id).orElseThrow(() -> refused(new SnapshotNotFound(id)));
        if (snapshot.status() != SnapshotStatus.AVAILABLE) {
            throw refused(new SnapshotNotAvailable(id, snapshot.status()));
        }
        if (sizeGib < snapshot.sizeGib()) {
            throw refused(new SmallerThanSnapshot(sizeGib, snapshot.sizeGib()));
        }
    }

    private void check(VolumeId id, int sizeGib) {
        VolumeState source = volumes.find(id).orElseThrow(() -> refused(new NotFound(id)));
        if (!source.status().allowsCopy()) {
            throw refused(new SourceStatusForbids(id, source.status()));
        }
        if (sizeGib < source.sizeGib()) {
            throw refused(new SmallerThanSource(sizeGib, source.sizeGib()));
        }
    }

    private static VolumeFromSourceRequested request(CreateVolumeFromSource command) {
        return new VolumeFromSourceRequested(
                command.id(),
                command.projectId(),
                command.userId(),
                command.name(),
                command.description(),
                command.sizeGib(),
                command.volumeTypeId(),
                command.groupId(),
                command.snapshotId(),
                command.sourceVolumeId(),
                false,
                command.availabilityZone(),
                command.metadata(),
                command.workId(),
                StatusChange.to(null, VolumeStatus.CREATING.word()),
                command.at());
    }

    private static RefusedException refused(Refused refused) {
        return new RefusedException(refused);
    }
}
