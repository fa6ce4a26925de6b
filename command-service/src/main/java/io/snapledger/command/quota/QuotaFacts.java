package io.snapledger.command.quota;

import io.snapledger.command.quota.QuotaFact.GivenBack;
import io.snapledger.command.quota.QuotaFact.Resized;
import io.snapledger.command.quota.QuotaFact.Taken;
import io.snapledger.contract.EventNames;
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
import io.snapledger.contract.quota.QuotaCatalogue;
import io.snapledger.contract.resource.ResourceId;
import io.snapledger.contract.share.ShareEvent;
import io.snapledger.contract.share.ShareEvent.ShareDeleted;
import io.snapledger.contract.share.ShareEvent.ShareExtended;
import io.snapledger.contract.share.ShareEvent.ShareExtensionFailed;
import io.snapledger.contract.share.ShareEvent.ShareExtensionRequested;
import io.snapledger.contract.share.ShareEvent.ShareMetadataChanged;
import io.snapledger.contract.share.ShareEvent.ShareRequested;
import io.snapledger.contract.share.ShareEvent.ShareStatusFollowed;
import io.snapledger.contract.share.ShareEvent.ShareTaskStateReset;
import io.snapledger.contract.share.ShareEvent.ShareUpdated;
import io.snapledger.contract.shareinstance.ShareInstanceEvent;
import io.snapledger.contract.shareinstance.ShareInstanceEvent.ShareInstanceCreated;
import io.snapledger.contract.shareinstance.ShareInstanceEvent.ShareInstanceCreationFailed;
import io.snapledger.contract.shareinstance.ShareInstanceEvent.ShareInstanceDeleted;
import io.snapledger.contract.shareinstance.ShareInstanceEvent.ShareInstanceDeletionFailed;
import io.snapledger.contract.shareinstance.ShareInstanceEvent.ShareInstanceDeletionRequested;
import io.snapledger.contract.shareinstance.ShareInstanceEvent.ShareInstanceExtended;
import io.snapledger.contract.shareinstance.ShareInstanceEvent.ShareInstanceExtensionFailed;
import io.snapledger.contract.shareinstance.ShareInstanceEvent.ShareInstanceExtensionRequested;
import io.snapledger.contract.shareinstance.ShareInstanceEvent.ShareInstanceReplicaStateChanged;
import io.snapledger.contract.shareinstance.ShareInstanceEvent.ShareInstanceRequested;
import io.snapledger.contract.shareinstance.ShareInstanceEvent.ShareInstanceStatusReset;
import io.snapledger.contract.sharesnapshot.ShareSnapshotEvent;
import io.snapledger.contract.sharesnapshot.ShareSnapshotEvent.ShareSnapshotDeleted;
import io.snapledger.contract.sharesnapshot.ShareSnapshotEvent.ShareSnapshotMetadataChanged;
import io.snapledger.contract.sharesnapshot.ShareSnapshotEvent.ShareSnapshotRenamed;
import io.snapledger.contract.sharesnapshot.ShareSnapshotEvent.ShareSnapshotRequested;
import io.snapledger.contract.sharesnapshot.ShareSnapshotEvent.ShareSnapshotStatusFollowed;
import io.snapledger.contract.sharetype.ShareTypeId;
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
import io.snapledger.contract.volumetype.VolumeTypeId;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Reads what events take and give back: the one place that says it, for the reservation and for the
 * recount. What was asked for takes its share at once and, also if it failed, until it is deleted.
 */
final class QuotaFacts {

    /** The resources that take something, as the event log calls them. */
    static final List<String> RESOURCE_TYPES =
            List.of("volume", "snapshot", "group", "share", "share-instance", "share-snapshot");

    /** The events that change what a resource took when it began, as the event log calls them. */
    static final Set<String> CHANGES =
            Stream.of(
                            VolumeExtensionRequested.class,
                            VolumeExtended.class,
                            VolumeExtensionFailed.class,
                            VolumeDeleted.class,
                            SnapshotDeleted.class,
                            GroupDeleted.class,
                            ShareExtensionRequested.class,
                            ShareExtended.class,
                            ShareExtensionFailed.class,
                            ShareDeleted.class,
                            ShareInstanceExtensionRequested.class,
                            ShareInstanceExtended.class,
                            ShareInstanceExtensionFailed.class,
                            ShareInstanceDeleted.class,
                            ShareSnapshotDeleted.class)
                    .map(EventNames::nameOf)
                    .collect(Collectors.toUnmodifiableSet());

    /** All others of which this release knows that; one that it does not know has to be met. */
    static final Set<String> MEAN_NOTHING_LATER =
            EventNames.all().keySet().stream()
                    .filter(name -> !CHANGES.contains(name))
                    .collect(Collectors.toUnmodifiableSet());

    private QuotaFacts() {}

    /** What the event means; empty if it means nothing to any quota. */
    static Optional<QuotaFact> of(Object event) {
        return Optional.ofNullable(
                switch (event) {
                    case VolumeEvent volume -> of(volume);
                    case SnapshotEvent snapshot -> of(snapshot);
                    case GroupEvent group -> of(group);
                    case ShareEvent share -> of(share);
                    case ShareInstanceEvent instance -> of(instance);
                    case ShareSnapshotEvent snapshot -> of(snapshot);
                    default -> null;
                });
    }

    private static @Nullable QuotaFact of(VolumeEvent event) {
        return switch (event) {
            case VolumeRequested requested ->
                    blockStorage(
                            requested.id(),
                            requested.projectId(),
                            requested.volumeTypeId(),
                            QuotaAmounts.volume(requested.sizeGib()));
            case VolumeFromSourceRequested requested ->
                    blockStorage(
                            requested.id(),
                            requested.projectId(),
                            requested.volumeTypeId(),
                            QuotaAmounts.volume(requested.sizeGib()));
            case VolumeExtensionRequested requested ->
                    new Resized(requested.id(), QuotaAmounts.volume(requested.chargedGib()), true);
            case VolumeExtended extended ->
                    new Resized(extended.id(), QuotaAmounts.volume(extended.chargedGib()), false);
            case VolumeExtensionFailed failed ->
                    new Resized(failed.id(), QuotaAmounts.volume(failed.chargedGib()), false);
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
                    blockStorage(
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
                    blockStorage(created.id(), created.projectId(), null, QuotaAmounts.group());
            case GroupFromSourceRequested requested ->
                    blockStorage(requested.id(), requested.projectId(), null, QuotaAmounts.group());
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

    private static Taken blockStorage(
            ResourceId id, String projectId, @Nullable VolumeTypeId type, QuotaAmounts amounts) {
        return new Taken(
                id,
                QuotaCatalogue.BLOCK_STORAGE,
                projectId,
                type == null ? null : type.value(),
                amounts);
    }

    private static @Nullable QuotaFact of(ShareEvent event) {
        return switch (event) {
            case ShareRequested requested ->
                    sharedFileSystem(
                            requested.id(),
                            requested.projectId(),
                            requested.shareTypeId(),
                            QuotaAmounts.share(requested.sizeGib()));
            case ShareExtensionRequested requested ->
                    new Resized(requested.id(), QuotaAmounts.share(requested.chargedGib()), true);
            case ShareExtended extended ->
                    new Resized(extended.id(), QuotaAmounts.share(extended.chargedGib()), false);
            case ShareExtensionFailed failed ->
                    new Resized(failed.id(), QuotaAmounts.share(failed.chargedGib()), false);
            case ShareDeleted deleted -> new GivenBack(deleted.id());
            case ShareStatusFollowed _,
                    ShareUpdated _,
                    ShareMetadataChanged _,
                    ShareTaskStateReset _ ->
                    null;
        };
    }

    // manila/share/api.py, create() and create_share_replica(): the first instance of a replicated
    // share is a replica like those that come later; that of any other share is none.
    private static @Nullable QuotaFact of(ShareInstanceEvent event) {
        return switch (event) {
            case ShareInstanceRequested requested ->
                    requested.replicaState() == null
                            ? null
                            : sharedFileSystem(
                                    requested.id(),
                                    requested.projectId(),
                                    requested.shareTypeId(),
                                    QuotaAmounts.replica(requested.sizeGib()));
            case ShareInstanceExtensionRequested requested ->
                    new Resized(requested.id(), QuotaAmounts.replica(requested.chargedGib()), true);
            case ShareInstanceExtended extended ->
                    new Resized(extended.id(), QuotaAmounts.replica(extended.chargedGib()), false);
            case ShareInstanceExtensionFailed failed ->
                    new Resized(failed.id(), QuotaAmounts.replica(failed.chargedGib()), false);
            case ShareInstanceDeleted deleted -> new GivenBack(deleted.id());
            case ShareInstanceCreated _,
                    ShareInstanceCreationFailed _,
                    ShareInstanceReplicaStateChanged _,
                    ShareInstanceDeletionRequested _,
                    ShareInstanceDeletionFailed _,
                    ShareInstanceStatusReset _ ->
                    null;
        };
    }

    // One for each snapshot, however many instances it has.
    private static @Nullable QuotaFact of(ShareSnapshotEvent event) {
        return switch (event) {
            case ShareSnapshotRequested requested ->
                    sharedFileSystem(
                            requested.id(),
                            requested.projectId(),
                            requested.shareTypeId(),
                            QuotaAmounts.snapshot(requested.sizeGib()));
            case ShareSnapshotDeleted deleted -> new GivenBack(deleted.id());
            case ShareSnapshotStatusFollowed _,
                    ShareSnapshotRenamed _,
                    ShareSnapshotMetadataChanged _ ->
                    null;
        };
    }

    private static Taken sharedFileSystem(
            ResourceId id, String projectId, @Nullable ShareTypeId type, QuotaAmounts amounts) {
        return new Taken(
                id,
                QuotaCatalogue.SHARED_FILE_SYSTEM,
                projectId,
                type == null ? null : type.value(),
                amounts);
    }
}
