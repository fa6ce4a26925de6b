package io.snapledger.command.quota;

import io.snapledger.command.quota.QuotaFact.GivenBack;
import io.snapledger.command.quota.QuotaFact.Resized;
import io.snapledger.command.quota.QuotaFact.Taken;
import io.snapledger.contract.group.GroupEvent;
import io.snapledger.contract.group.GroupEvent.GroupCompleted;
import io.snapledger.contract.group.GroupEvent.GroupCreated;
import io.snapledger.contract.group.GroupEvent.GroupCreationFailed;
import io.snapledger.contract.group.GroupEvent.GroupDeleted;
import io.snapledger.contract.group.GroupEvent.GroupDeletionFailed;
import io.snapledger.contract.group.GroupEvent.GroupDeletionRequested;
import io.snapledger.contract.group.GroupEvent.GroupFromSourceRequested;
import io.snapledger.contract.group.GroupEvent.GroupOverdue;
import io.snapledger.contract.group.GroupEvent.GroupRenamed;
import io.snapledger.contract.group.GroupEvent.GroupStatusReset;
import io.snapledger.contract.group.GroupEvent.GroupVolumeCopied;
import io.snapledger.contract.group.GroupEvent.GroupVolumesChanged;
import io.snapledger.contract.quota.QuotaAmounts;
import io.snapledger.contract.snapshot.SnapshotEvent;
import io.snapledger.contract.snapshot.SnapshotEvent.SnapshotDeleted;
import io.snapledger.contract.snapshot.SnapshotEvent.SnapshotDeletionFailed;
import io.snapledger.contract.snapshot.SnapshotEvent.SnapshotDeletionRequested;
import io.snapledger.contract.snapshot.SnapshotEvent.SnapshotFailed;
import io.snapledger.contract.snapshot.SnapshotEvent.SnapshotMetadataChanged;
import io.snapledger.contract.snapshot.SnapshotEvent.SnapshotRenamed;
import io.snapledger.contract.snapshot.SnapshotEvent.SnapshotRequested;
import io.snapledger.contract.snapshot.SnapshotEvent.SnapshotStatusReported;
import io.snapledger.contract.snapshot.SnapshotEvent.SnapshotStatusReset;
import io.snapledger.contract.snapshot.SnapshotEvent.SnapshotTaken;
import io.snapledger.contract.volume.VolumeEvent;
import io.snapledger.contract.volume.VolumeEvent.VolumeAttachmentReset;
import io.snapledger.contract.volume.VolumeEvent.VolumeCascadeRequested;
import io.snapledger.contract.volume.VolumeEvent.VolumeCompleted;
import io.snapledger.contract.volume.VolumeEvent.VolumeCopied;
import io.snapledger.contract.volume.VolumeEvent.VolumeCreated;
import io.snapledger.contract.volume.VolumeEvent.VolumeCreationFailed;
import io.snapledger.contract.volume.VolumeEvent.VolumeDeleted;
import io.snapledger.contract.volume.VolumeEvent.VolumeDeletionFailed;
import io.snapledger.contract.volume.VolumeEvent.VolumeDeletionRequested;
import io.snapledger.contract.volume.VolumeEvent.VolumeExtended;
import io.snapledger.contract.volume.VolumeEvent.VolumeExtensionFailed;
import io.snapledger.contract.volume.VolumeEvent.VolumeExtensionRequested;
import io.snapledger.contract.volume.VolumeEvent.VolumeFromSourceRequested;
import io.snapledger.contract.volume.VolumeEvent.VolumeGroupChanged;
import io.snapledger.contract.volume.VolumeEvent.VolumeMetadataChanged;
import io.snapledger.contract.volume.VolumeEvent.VolumeMigrationReset;
import io.snapledger.contract.volume.VolumeEvent.VolumeRenamed;
import io.snapledger.contract.volume.VolumeEvent.VolumeRequested;
import io.snapledger.contract.volume.VolumeEvent.VolumeStatusReset;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads what events take and give back: the one place that says it, for the reservation and for the
 * recount. What was asked for takes its share at once and, also if it failed, until it is deleted.
 */
final class QuotaFacts {

    /** The resources that take something, as the event log calls them. */
    static final List<String> RESOURCE_TYPES = List.of("volume", "snapshot", "group");

    private QuotaFacts() {}

    /** What the event means; empty if it means nothing to any quota. */
    static Optional<QuotaFact> of(Object event) {
        return Optional.ofNullable(
                switch (event) {
                    case VolumeEvent volume -> of(volume);
                    case SnapshotEvent snapshot -> of(snapshot);
                    case GroupEvent group -> of(group);
                    default -> null;
                });
    }

    private static @Nullable QuotaFact of(VolumeEvent event) {
        return switch (event) {
            case VolumeRequested requested ->
                    new Taken(
                            requested.id(),
                            requested.projectId(),
                            requested.volumeTypeId(),
                            QuotaAmounts.volume(requested.sizeGib()));
            case VolumeFromSourceRequested requested ->
                    new Taken(
                            requested.id(),
                            requested.projectId(),
                            requested.volumeTypeId(),
                            QuotaAmounts.volume(requested.sizeGib()));
            case VolumeExtensionRequested requested ->
                    new Resized(requested.id(), requested.chargedGib(), true);
            case VolumeExtended extended ->
                    new Resized(extended.id(), extended.chargedGib(), false);
            case VolumeExtensionFailed failed ->
                    new Resized(failed.id(), failed.chargedGib(), false);
            case VolumeDeleted deleted -> new GivenBack(deleted.id());
            case VolumeCreated _,
                    VolumeCopied _,
                    VolumeCompleted _,
                    VolumeCreationFailed _,
                    VolumeCascadeRequested _,
                    VolumeDeletionRequested _,
                    VolumeDeletionFailed _,
                    VolumeStatusReset _,
                    VolumeRenamed _,
                    VolumeMetadataChanged _,
                    VolumeAttachmentReset _,
                    VolumeMigrationReset _,
                    VolumeGroupChanged _ ->
                    null;
        };
    }

    private static @Nullable QuotaFact of(SnapshotEvent event) {
        return switch (event) {
            case SnapshotRequested requested ->
                    new Taken(
                            requested.id(),
                            requested.projectId(),
                            requested.volumeTypeId(),
                            QuotaAmounts.snapshot(requested.sizeGib()));
            case SnapshotDeleted deleted -> new GivenBack(deleted.id());
            case SnapshotTaken _,
                    SnapshotFailed _,
                    SnapshotDeletionRequested _,
                    SnapshotDeletionFailed _,
                    SnapshotStatusReset _,
                    SnapshotStatusReported _,
                    SnapshotRenamed _,
                    SnapshotMetadataChanged _ ->
                    null;
        };
    }

    private static @Nullable QuotaFact of(GroupEvent event) {
        return switch (event) {
            case GroupCreated created ->
                    new Taken(created.id(), created.projectId(), null, QuotaAmounts.group());
            case GroupFromSourceRequested requested ->
                    new Taken(requested.id(), requested.projectId(), null, QuotaAmounts.group());
            case GroupDeleted deleted -> new GivenBack(deleted.id());
            case GroupVolumeCopied _,
                    GroupCompleted _,
                    GroupCreationFailed _,
                    GroupRenamed _,
                    GroupVolumesChanged _,
                    GroupDeletionRequested _,
                    GroupDeletionFailed _,
                    GroupStatusReset _,
                    GroupOverdue _ ->
                    null;
        };
    }
}
