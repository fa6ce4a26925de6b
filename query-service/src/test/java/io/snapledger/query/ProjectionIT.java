package io.snapledger.query;

import static io.snapledger.query.Facts.minute;
import static org.assertj.core.api.Assertions.assertThat;

import io.snapledger.contract.audit.StatusChangeView;
import io.snapledger.contract.audit.StatusHistoryReads;
import io.snapledger.contract.group.GroupEvent.GroupCompleted;
import io.snapledger.contract.group.GroupEvent.GroupDeleted;
import io.snapledger.contract.group.GroupEvent.GroupRenamed;
import io.snapledger.contract.group.GroupEvent.GroupVolumeCopied;
import io.snapledger.contract.group.GroupId;
import io.snapledger.contract.group.GroupReads;
import io.snapledger.contract.group.GroupStatus;
import io.snapledger.contract.group.GroupView;
import io.snapledger.contract.groupsnapshot.GroupSnapshotId;
import io.snapledger.contract.groupsnapshot.GroupSnapshotReads;
import io.snapledger.contract.groupsnapshot.GroupSnapshotStatus;
import io.snapledger.contract.groupsnapshot.GroupSnapshotView;
import io.snapledger.contract.grouptype.GroupTypeId;
import io.snapledger.contract.grouptype.GroupTypeReads;
import io.snapledger.contract.grouptype.GroupTypeView;
import io.snapledger.contract.list.ListQuery;
import io.snapledger.contract.list.ListQuery.Filter;
import io.snapledger.contract.origin.Actor;
import io.snapledger.contract.origin.Cause;
import io.snapledger.contract.origin.Origin;
import io.snapledger.contract.resource.StatusChange;
import io.snapledger.contract.snapshot.SnapshotEvent.SnapshotMetadataChanged;
import io.snapledger.contract.snapshot.SnapshotEvent.SnapshotRenamed;
import io.snapledger.contract.snapshot.SnapshotId;
import io.snapledger.contract.snapshot.SnapshotReads;
import io.snapledger.contract.snapshot.SnapshotStatus;
import io.snapledger.contract.snapshot.SnapshotView;
import io.snapledger.contract.volume.MigrationStatus;
import io.snapledger.contract.volume.VolumeEvent.VolumeCompleted;
import io.snapledger.contract.volume.VolumeEvent.VolumeCopied;
import io.snapledger.contract.volume.VolumeEvent.VolumeExtended;
import io.snapledger.contract.volume.VolumeEvent.VolumeGroupChanged;
import io.snapledger.contract.volume.VolumeEvent.VolumeMetadataChanged;
import io.snapledger.contract.volume.VolumeEvent.VolumeMigrationReset;
import io.snapledger.contract.volume.VolumeEvent.VolumeRenamed;
import io.snapledger.contract.volume.VolumeId;
import io.snapledger.contract.volume.VolumeReads;
import io.snapledger.contract.volume.VolumeStatus;
import io.snapledger.contract.volume.VolumeView;
import io.snapledger.contract.volumetype.VolumeTypeEvent.VolumeTypeAccessAdded;
import io.snapledger.contract.volumetype.VolumeTypeEvent.VolumeTypeAccessRemoved;
import io.snapledger.contract.volumetype.VolumeTypeEvent.VolumeTypeDeleted;
import io.snapledger.contract.volumetype.VolumeTypeEvent.VolumeTypeSpecsSet;
import io.snapledger.contract.volumetype.VolumeTypeEvent.VolumeTypeUpdated;
import io.snapledger.contract.volumetype.VolumeTypeId;
import io.snapledger.contract.volumetype.VolumeTypeReads;
import io.snapledger.contract.volumetype.VolumeTypeView;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.spring.messaging.unitofwork.SpringTransactionManager;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What the events of each resource make visible, through the service's own read interfaces. */
class ProjectionIT {

    private static EventLogWriter log;
    private static RunningService service;

    private final VolumeTypeId volumeType = new VolumeTypeId(UUID.randomUUID());
    private final GroupTypeId groupType = new GroupTypeId(UUID.randomUUID());
    private final GroupId group = new GroupId(UUID.randomUUID());
    private final VolumeId first = new VolumeId(UUID.randomUUID());
    private final VolumeId second = new VolumeId(UUID.randomUUID());
    private final GroupSnapshotId groupSnapshot = new GroupSnapshotId(UUID.randomUUID());
    private final SnapshotId snapshot = new SnapshotId(UUID.randomUUID());

    @BeforeAll
    static void startService() {
        log = EventLogWriter.onNewTable(TestServer.newDatabase());
        service = RunningService.on(log.url());
    }

    @AfterAll
    static void stopService() {
        service.close();
    }

    @Test
    void projectionsWorkInSpringsTransactions() {
        assertThat(service.get(TransactionManager.class))
                .isInstanceOf(SpringTransactionManager.class);
    }

    @Test
    void aVolumeTypeIsShownByIdAndByNameUntilItIsDeleted() {
        shown(log.append(Facts.volumeTypeCreated(volumeType, "gold-" + volumeType)));

        VolumeTypeReads types = service.get(VolumeTypeReads.class);
        VolumeTypeView view =
                new VolumeTypeView(
                        volumeType,
                        "gold-" + volumeType,
                        "fast",
                        true,
                        Map.of("tier", "gold"),
                        minute(0),
                        List.of());
        assertThat(types.find(volumeType)).contains(view);
        assertThat(types.findByName("gold-" + volumeType)).contains(view);
        assertThat(types.findByName("gold\0")).isEmpty();
        assertThat(types.list(newest("project-1"))).contains(view);

        shown(
                log.append(
                        new VolumeTypeDeleted(
                                volumeType, StatusChange.to("available", "deleted"), minute(1))));
        assertThat(types.find(volumeType)).isEmpty();
        assertThat(types.findByName("gold-" + volumeType)).isEmpty();
    }

    @Test
    void aPrivateVolumeTypeIsListedToTheProjectsThatMayUseItAndToAdministrators() {
        VolumeTypeId hidden = new VolumeTypeId(UUID.randomUUID());
        StatusChange stays = StatusChange.to("available", "available");
        log.append(Facts.volumeTypeCreated(hidden, "hidden-" + hidden));
        Map<String, @Nullable String> specs = new HashMap<>();
        specs.put("tier", null);
        specs.put("it's", "\"new\"");
        shown(
                log.append(
                        new VolumeTypeUpdated(
                                hidden, "hidden-" + hidden, null, false, stays, minute(1)),
                        new VolumeTypeSpecsSet(hidden, specs, stays, minute(2)),
                        new VolumeTypeAccessAdded(hidden, "friend", stays, minute(3))));

        VolumeTypeReads types = service.get(VolumeTypeReads.class);
        VolumeTypeView view =
                new VolumeTypeView(
                        hidden,
                        "hidden-" + hidden,
                        null,
                        false,
                        specs,
                        minute(0),
                        List.of("friend"));
        assertThat(types.find(hidden)).contains(view);
        assertThat(types.list(newest("friend"))).contains(view);
        assertThat(types.list(newest(null))).contains(view);
        assertThat(types.list(newest("stranger"))).doesNotContain(view);

        shown(log.append(new VolumeTypeAccessRemoved(hidden, "friend", stays, minute(4))));
        assertThat(types.list(newest("friend")))
                .extracting(VolumeTypeView::id)
                .doesNotContain(hidden);
    }

    @Test
    void volumeTypesAreFoundByTheSpecsTheyHaveAmongOthers() {
        VolumeTypeId type = new VolumeTypeId(UUID.randomUUID());
        shown(
                log.append(
                        Facts.volumeTypeCreated(type, "zoned-" + type),
                        new VolumeTypeSpecsSet(
                                type,
                                Map.of("RESKEY:availability_zones", "az1, az2", "id", type + ""),
                                StatusChange.to("available", "available"),
                                minute(1))));

        assertThat(ofSpecs(new Filter("extra_specs", "{\"id\": \"%s\"}".formatted(type), false)))
                .containsExactly(type);
        assertThat(
                        ofSpecs(
                                new Filter(
                                        "extra_specs",
                                        "{\"id\": \"%s\", \"tier\": \"lead\"}".formatted(type),
                                        false)))
                .isEmpty();
        assertThat(ofSpecs(new Filter("extra_specs.RESKEY:availability_zones", "az2", true)))
                .containsExactly(type);
        assertThat(ofSpecs(new Filter("extra_specs.RESKEY:availability_zones", "az3", true)))
                .isEmpty();
        assertThat(ofSpecs(new Filter("extra_specs", "no JSON", false))).isEmpty();
    }

    private static List<VolumeTypeId> ofSpecs(Filter filter) {
        return service
                .get(VolumeTypeReads.class)
                .list(new ListQuery(null, List.of(filter), List.of(), null, 1000, 0))
                .stream()
                .map(VolumeTypeView::id)
                .toList();
    }

    @Test
    void aGroupTypeIsShown() {
        shown(log.append(Facts.groupTypeCreated(groupType, "snappy-" + groupType)));

        GroupTypeReads types = service.get(GroupTypeReads.class);
        GroupTypeView view =
                new GroupTypeView(
                        groupType, "snappy-" + groupType, null, false, Map.of(), minute(0));
        assertThat(types.find(groupType)).contains(view);
        assertThat(types.findByName("snappy-" + groupType)).contains(view);
        assertThat(types.list(newest(null))).contains(view);
    }

    @Test
    void aVolumeIsShownWithItsTypesNameAndWhereItIsKept() {
        log.append(Facts.volumeTypeCreated(volumeType, "silver-" + volumeType));
        shown(log.append(Facts.volumeRequested(first, volumeType, group, minute(2))));

        VolumeReads volumes = service.get(VolumeReads.class);
        VolumeView creating =
                new VolumeView(
                        first,
                        "project-1",
                        "user-1",
                        "data",
                        null,
                        VolumeStatus.CREATING,
                        3,
                        volumeType,
                        "silver-" + volumeType,
                        group,
                        null,
                        null,
                        "nova",
                        Map.of("purpose", "it's \"quoted\", {braced} and \\ slashed"),
                        null,
                        null,
                        minute(2),
                        null);
        assertThat(volumes.find(first, "project-1")).contains(creating);
        assertThat(volumes.find(first, null)).contains(creating);
        assertThat(volumes.find(first, "project-2")).isEmpty();

        shown(log.append(Facts.volumeCreated(first, minute(3))));

        VolumeView available = volumes.find(first, null).orElseThrow();
        assertThat(available.status()).isEqualTo(VolumeStatus.AVAILABLE);
        assertThat(available.agent()).isEqualTo(Facts.AGENT);
        assertThat(available.providerLocation()).isEqualTo("volumes/" + first);
        assertThat(available.createdAt()).isEqualTo(minute(2));
        assertThat(available.updatedAt()).isEqualTo(minute(3));
        assertThat(available.metadata()).isEqualTo(creating.metadata());
    }

    @Test
    void aGroupFromASourceAndItsVolumesCountAsCreatedWhenAllAreThere() {
        log.append(Facts.groupFromSourceRequested(group, groupType, groupSnapshot, minute(2)));
        shown(
                log.append(
                        Facts.volumeFromSourceRequested(
                                first, volumeType, group, snapshot, null, minute(2))));
        GroupReads groups = service.get(GroupReads.class);
        VolumeReads volumes = service.get(VolumeReads.class);
        assertThat(groups.find(group, null).orElseThrow().createdAt()).isEqualTo(minute(2));
        assertThat(volumes.find(first, null).orElseThrow().createdAt()).isEqualTo(minute(2));

        log.append(new VolumeCopied(first, "project-1", Facts.AGENT, "volumes/copy", minute(3)));
        log.append(
                new VolumeCompleted(
                        first, "project-1", StatusChange.to("creating", "available"), minute(4)));
        log.append(new GroupVolumeCopied(group, "project-1", first, minute(3)));
        shown(
                log.append(
                        new GroupCompleted(
                                group,
                                "project-1",
                                StatusChange.to("creating", "available"),
                                minute(4))));

        GroupView made = groups.find(group, null).orElseThrow();
        assertThat(made.status()).isEqualTo(GroupStatus.AVAILABLE);
        assertThat(made.groupSnapshotId()).isEqualTo(groupSnapshot);
        assertThat(made.createdAt()).isEqualTo(minute(4));
        VolumeView copied = volumes.find(first, null).orElseThrow();
        assertThat(copied.status()).isEqualTo(VolumeStatus.AVAILABLE);
        assertThat(copied.snapshotId()).isEqualTo(snapshot);
        assertThat(copied.agent()).isEqualTo(Facts.AGENT);
        assertThat(copied.createdAt()).isEqualTo(minute(4));
    }

    @Test
    void aGroupShowsItsVolumesOldestFirstAsTheVolumesThemselvesSay() {
        log.append(
                Facts.groupCreated(group, groupType, volumeType, new VolumeTypeId(group.value())));
        log.append(Facts.volumeRequested(second, volumeType, group, minute(3)));
        shown(log.append(Facts.volumeRequested(first, volumeType, group, minute(2))));

        GroupReads groups = service.get(GroupReads.class);
        assertThat(groups.find(group, "project-1"))
                .contains(
                        new GroupView(
                                group,
                                "project-1",
                                "user-1",
                                "databases",
                                "all of them",
                                GroupStatus.AVAILABLE,
                                groupType,
                                List.of(volumeType, new VolumeTypeId(group.value())),
                                List.of(first, second),
                                "nova",
                                null,
                                null,
                                minute(1),
                                null));

        shown(
                log.append(
                        new VolumeGroupChanged(second, "project-1", null, minute(4)),
                        new GroupRenamed(group, "project-1", null, "fewer", minute(4))));
        GroupView fewer = groups.find(group, null).orElseThrow();
        assertThat(fewer.volumeIds()).containsExactly(first);
        assertThat(fewer.name()).isNull();
        assertThat(fewer.description()).isEqualTo("fewer");
        assertThat(fewer.updatedAt()).isEqualTo(minute(4));

        shown(
                log.append(
                        new GroupDeleted(
                                group,
                                "project-1",
                                StatusChange.to("available", "deleted"),
                                minute(5))));
        assertThat(groups.find(group, null)).isEmpty();
    }

    @Test
    void aGroupSnapshotAndItsMemberGoTheirWholeWay() {
        GroupSnapshotReads groupSnapshots = service.get(GroupSnapshotReads.class);
        SnapshotReads snapshots = service.get(SnapshotReads.class);
        shown(
                log.append(
                        Facts.groupSnapshotRequested(
                                groupSnapshot, group, groupType, "nightly", minute(5)),
                        Facts.snapshotRequested(
                                snapshot, first, volumeType, groupSnapshot, minute(5))));
        assertThat(groupSnapshots.find(groupSnapshot, "project-1"))
                .contains(
                        new GroupSnapshotView(
                                groupSnapshot,
                                group,
                                groupType,
                                "project-1",
                                "user-1",
                                "nightly",
                                null,
                                GroupSnapshotStatus.CREATING,
                                minute(5),
                                null));
        SnapshotView creating =
                new SnapshotView(
                        snapshot,
                        "project-1",
                        "user-1",
                        "nightly",
                        null,
                        first,
                        SnapshotStatus.CREATING,
                        3,
                        Map.of(),
                        groupSnapshot,
                        0,
                        null,
                        minute(5),
                        null);
        assertThat(snapshots.find(snapshot, "project-1")).contains(creating);
        assertThat(
                        snapshots.list(
                                new ListQuery(
                                        null,
                                        List.of(
                                                new Filter(
                                                        "group_snapshot_id",
                                                        groupSnapshot.toString(),
                                                        false)),
                                        List.of(),
                                        null,
                                        10,
                                        0)))
                .containsExactly(creating);

        log.append(Facts.snapshotTaken(snapshot, minute(6)));
        shown(log.append(Facts.groupSnapshotTaken(groupSnapshot, minute(6))));
        SnapshotView taken = snapshots.find(snapshot, null).orElseThrow();
        assertThat(taken.progress()).isEqualTo(100);
        assertThat(taken.providerLocation()).isEqualTo("snapshots/" + snapshot);
        assertThat(taken.status()).isEqualTo(SnapshotStatus.AVAILABLE);
        assertThat(groupSnapshots.find(groupSnapshot, null).orElseThrow())
                .returns(GroupSnapshotStatus.AVAILABLE, GroupSnapshotView::status)
                .returns(minute(6), GroupSnapshotView::updatedAt);

        log.append(
                Facts.groupSnapshotDeletionRequested(groupSnapshot, "available", minute(7)),
                Facts.snapshotDeletionRequested(snapshot, minute(7)));
        shown(
                log.append(
                        Facts.snapshotDeleted(snapshot, minute(8)),
                        Facts.groupSnapshotDeleted(groupSnapshot, minute(8))));
        assertThat(snapshots.find(snapshot, null)).isEmpty();
        assertThat(groupSnapshots.find(groupSnapshot, null)).isEmpty();
    }

    @Test
    void whatIsSaidOfSnapshotsAndVolumesLaterIsKeptToo() {
        log.append(Facts.volumeTypeCreated(volumeType, "bronze-" + volumeType));
        log.append(Facts.volumeRequested(first, volumeType, null, minute(1)));
        shown(log.append(Facts.snapshotRequested(snapshot, first, Map.of("a", "b"))));
        // In a batch of its own, so that the rows are there already.
        shown(
                log.append(
                        new VolumeRenamed(first, "project-1", "other", "words", minute(2)),
                        new VolumeMetadataChanged(first, "project-1", Map.of("k", "v"), minute(2)),
                        new VolumeMigrationReset(first, "project-1", "migrating", null, minute(2)),
                        new VolumeExtended(
                                first,
                                "project-1",
                                9,
                                9,
                                Facts.WORK,
                                StatusChange.to("creating", "creating"),
                                minute(2)),
                        new SnapshotRenamed(snapshot, "project-1", "other", "words", minute(2)),
                        new SnapshotMetadataChanged(
                                snapshot, "project-1", Map.of("k", "v"), minute(2))));

        assertThat(service.get(VolumeReads.class).find(first, null).orElseThrow())
                .returns("other", VolumeView::name)
                .returns("words", VolumeView::description)
                .returns(Map.of("k", "v"), VolumeView::metadata)
                .returns(9, VolumeView::sizeGib)
                .returns(MigrationStatus.MIGRATING, VolumeView::migrationStatus);
        assertThat(service.get(SnapshotReads.class).find(snapshot, null).orElseThrow())
                .returns("other", SnapshotView::name)
                .returns("words", SnapshotView::description)
                .returns(Map.of("k", "v"), SnapshotView::metadata);
    }

    @Test
    void aFilterByMetadataAsksForEntries() {
        SnapshotId other = new SnapshotId(UUID.randomUUID());
        log.append(Facts.volumeTypeCreated(volumeType, "iron-" + volumeType));
        log.append(Facts.volumeRequested(first, volumeType, null, minute(1)));
        log.append(Facts.snapshotRequested(snapshot, first, Map.of("a", "b", "c", "d")));
        shown(log.append(Facts.snapshotRequested(other, first, Map.of("a", "x"))));
        SnapshotReads snapshots = service.get(SnapshotReads.class);
        Filter ofVolume = new Filter("volume_id", first.toString(), false);

        assertThat(snapshots.list(filtered(ofVolume, metadata("{\"a\": \"b\"}"))))
                .extracting(SnapshotView::id)
                .containsExactly(snapshot);
        assertThat(snapshots.list(filtered(ofVolume, metadata("{}")))).hasSize(2);
        assertThat(snapshots.list(filtered(ofVolume, metadata("{\"a\": \"b\", \"c\": \"x\"}"))))
                .isEmpty();
        assertThat(snapshots.list(filtered(ofVolume, metadata("null")))).isEmpty();
        assertThat(snapshots.list(filtered(ofVolume, metadata("{\"\\u0000\": \"b\"}")))).isEmpty();
        assertThat(snapshots.list(filtered(ofVolume, metadata("not json")))).isEmpty();
    }

    @Test
    void aSnapshotIsInTheZoneOfItsVolumeAndNoVolumeIsBootable() {
        log.append(Facts.volumeTypeCreated(volumeType, "tin-" + volumeType));
        log.append(Facts.volumeRequested(first, volumeType, group, minute(1)));
        shown(log.append(Facts.snapshotRequested(snapshot, first, Map.of())));
        SnapshotReads snapshots = service.get(SnapshotReads.class);
        VolumeReads volumes = service.get(VolumeReads.class);
        Filter ofVolume = new Filter("volume_id", first.toString(), false);
        Filter ofGroup = new Filter("group_id", group.toString(), false);

        assertThat(
                        snapshots.list(
                                filtered(ofVolume, new Filter("availability_zone", "nova", false))))
                .hasSize(1);
        assertThat(
                        snapshots.list(
                                filtered(ofVolume, new Filter("availability_zone", "else", false))))
                .isEmpty();
        assertThat(volumes.list(filtered(ofGroup, new Filter("bootable", "false", false))))
                .hasSize(1);
        assertThat(volumes.list(filtered(ofGroup, new Filter("bootable", "true", false))))
                .isEmpty();
    }

    @Test
    void aCountHeedsFiltersAndProjectsButNeitherPagesNorLimits() {
        log.append(Facts.volumeTypeCreated(volumeType, "lead-" + volumeType));
        log.append(Facts.volumeRequested(first, volumeType, group, minute(1)));
        log.append(Facts.snapshotRequested(snapshot, first, Map.of()));
        shown(log.append(Facts.volumeRequested(second, volumeType, group, minute(2))));
        VolumeReads volumes = service.get(VolumeReads.class);
        List<Filter> ofGroup = List.of(new Filter("group_id", group.toString(), false));

        assertThat(
                        volumes.count(
                                new ListQuery(
                                        "project-1", ofGroup, List.of(), second.value(), 1, 1)))
                .isEqualTo(2);
        assertThat(volumes.count(new ListQuery("project-2", ofGroup, List.of(), null, 0, 0)))
                .isZero();
        assertThat(volumes.count(filtered(new Filter("no such key", "x", false)))).isZero();
        assertThat(
                        service.get(SnapshotReads.class)
                                .count(filtered(new Filter("volume_id", first.toString(), false))))
                .isEqualTo(1);
    }

    private static ListQuery filtered(Filter... filters) {
        return new ListQuery(null, List.of(filters), List.of(), null, 10, 0);
    }

    private static Filter metadata(String json) {
        return new Filter("metadata", json, false);
    }

    @Test
    void whatLivesAndDiesWithinOneBatchLeavesNothing() {
        shown(
                log.append(
                        Facts.groupSnapshotRequested(
                                groupSnapshot, group, groupType, "brief", minute(5)),
                        Facts.groupSnapshotTaken(groupSnapshot, minute(6)),
                        Facts.groupSnapshotDeletionRequested(groupSnapshot, "available", minute(7)),
                        Facts.groupSnapshotDeleted(groupSnapshot, minute(8))));

        assertThat(service.get(GroupSnapshotReads.class).find(groupSnapshot, null)).isEmpty();
        assertThat(history(groupSnapshot.value(), null)).hasSize(4);
    }

    @Test
    void theHistoryTellsWhoWhenFromToAndWhyAndOutlivesTheResource() {
        Origin administrator =
                new Origin(
                        Cause.ADMINISTRATOR,
                        new Actor("admin-1", null, List.of(), null),
                        "req-7c3f0d7e-6f1b-4a37-8d5c-0b9f5a2f1e12",
                        null);
        long requested =
                log.append(
                        Facts.groupSnapshotRequested(
                                groupSnapshot, group, groupType, null, minute(5)));
        long reset =
                log.append(
                        administrator,
                        List.of(
                                Facts.groupSnapshotReset(
                                        groupSnapshot, "creating", "error", minute(6))));
        log.append(Facts.groupSnapshotDeletionRequested(groupSnapshot, "error", minute(7)));
        long deleted = log.append(Facts.groupSnapshotDeleted(groupSnapshot, minute(8)));
        shown(deleted);

        List<StatusChangeView> history = history(groupSnapshot.value(), "project-1");
        assertThat(history).hasSize(4);
        UUID firstEvent = history.getFirst().eventId();
        assertThat(
                        log.number(
                                "select global_index from event_log.event where event_identifier = '"
                                        + firstEvent
                                        + "'"))
                .isEqualTo(requested);
        assertThat(history.getFirst())
                .isEqualTo(
                        new StatusChangeView(
                                firstEvent,
                                requested,
                                minute(5),
                                "group-snapshot.requested",
                                "group-snapshot",
                                groupSnapshot.value(),
                                "project-1",
                                null,
                                "creating",
                                Cause.REQUEST,
                                null,
                                EventLogWriter.SOMEBODY.actor(),
                                EventLogWriter.SOMEBODY.requestId(),
                                EventLogWriter.SOMEBODY.globalRequestId()));
        assertThat(history.get(1))
                .returns(reset, StatusChangeView::position)
                .returns("creating", StatusChangeView::from)
                .returns("error", StatusChangeView::to)
                .returns("it was stuck", StatusChangeView::reason)
                .returns(Cause.ADMINISTRATOR, StatusChangeView::cause)
                .returns(administrator.actor(), StatusChangeView::actor)
                .returns(null, StatusChangeView::globalRequestId);
        assertThat(history.getLast())
                .returns(deleted, StatusChangeView::position)
                .returns("deleted", StatusChangeView::to);
        assertThat(history(groupSnapshot.value(), "project-2")).isEmpty();
        assertThat(service.get(StatusHistoryReads.class).of("volume", groupSnapshot.value(), null))
                .isEmpty();
    }

    @Test
    void aFactThatChangesNoStatusIsNoHistory() {
        log.append(Facts.volumeRequested(first, volumeType, null, minute(2)));
        shown(log.append(new VolumeGroupChanged(first, "project-1", group, minute(3))));

        assertThat(service.get(StatusHistoryReads.class).of("volume", first.value(), null))
                .hasSize(1);
    }

    private static List<StatusChangeView> history(UUID groupSnapshot, @Nullable String project) {
        return service.get(StatusHistoryReads.class).of("group-snapshot", groupSnapshot, project);
    }

    private static ListQuery newest(@Nullable String project) {
        return new ListQuery(project, List.of(), List.of(), null, 1000, 0);
    }

    private static void shown(long position) {
        assertThat(service.shows(position)).as("position %d is shown", position).isTrue();
    }
}
