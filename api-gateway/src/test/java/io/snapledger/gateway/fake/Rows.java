package io.snapledger.gateway.fake;

import io.snapledger.contract.audit.EventProofView;
import io.snapledger.contract.audit.ResourceStateView;
import io.snapledger.contract.audit.StatusChangeView;
import io.snapledger.contract.group.GroupId;
import io.snapledger.contract.group.GroupStatus;
import io.snapledger.contract.group.GroupView;
import io.snapledger.contract.groupsnapshot.GroupSnapshotId;
import io.snapledger.contract.groupsnapshot.GroupSnapshotStatus;
import io.snapledger.contract.groupsnapshot.GroupSnapshotView;
import io.snapledger.contract.grouptype.GroupTypeId;
import io.snapledger.contract.grouptype.GroupTypeView;
import io.snapledger.contract.json.ContractJson;
import io.snapledger.contract.origin.Actor;
import io.snapledger.contract.origin.Cause;
import io.snapledger.contract.outcome.AgentIdentity;
import io.snapledger.contract.share.ShareCapabilities;
import io.snapledger.contract.share.ShareId;
import io.snapledger.contract.share.ShareStatus;
import io.snapledger.contract.share.ShareView;
import io.snapledger.contract.shareinstance.ExportLocation;
import io.snapledger.contract.shareinstance.ReplicaState;
import io.snapledger.contract.shareinstance.ShareInstanceId;
import io.snapledger.contract.shareinstance.ShareInstanceView;
import io.snapledger.contract.sharesnapshot.ShareSnapshotId;
import io.snapledger.contract.sharesnapshot.ShareSnapshotStatus;
import io.snapledger.contract.sharesnapshot.ShareSnapshotView;
import io.snapledger.contract.sharesnapshotinstance.ShareSnapshotInstanceId;
import io.snapledger.contract.sharesnapshotinstance.ShareSnapshotInstanceView;
import io.snapledger.contract.sharetype.ShareTypeId;
import io.snapledger.contract.sharetype.ShareTypeView;
import io.snapledger.contract.snapshot.SnapshotId;
import io.snapledger.contract.snapshot.SnapshotStatus;
import io.snapledger.contract.snapshot.SnapshotView;
import io.snapledger.contract.volume.VolumeId;
import io.snapledger.contract.volume.VolumeStatus;
import io.snapledger.contract.volume.VolumeView;
import io.snapledger.contract.volumetype.VolumeTypeId;
import io.snapledger.contract.volumetype.VolumeTypeView;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Rows of the member's project {@code d0}, as the read side would give them. */
public final class Rows {

    public static final String EVENT = "88888888-0000-4000-8000-000000000001";
    public static final String VOLUME_TYPE = "11111111-0000-4000-8000-000000000001";
    public static final String DEFAULT_VOLUME_TYPE = "11111111-0000-4000-8000-000000000002";
    public static final String PRIVATE_VOLUME_TYPE = "11111111-0000-4000-8000-000000000003";
    public static final String GROUP_TYPE = "22222222-0000-4000-8000-000000000001";
    public static final String RESERVED_GROUP_TYPE = "22222222-0000-4000-8000-000000000002";
    public static final String PRIVATE_GROUP_TYPE = "22222222-0000-4000-8000-000000000003";
    public static final String GROUP = "33333333-0000-4000-8000-000000000001";
    public static final String VOLUME = "44444444-0000-4000-8000-000000000001";
    public static final String SNAPSHOT = "55555555-0000-4000-8000-000000000001";
    public static final String GROUP_SNAPSHOT = "66666666-0000-4000-8000-000000000001";
    public static final String AGENT = "77777777-0000-4000-8000-000000000001";

    public static final String SHARE_TYPE = "88888888-0000-4000-8000-000000000001";
    public static final String PRIVATE_SHARE_TYPE = "88888888-0000-4000-8000-000000000002";
    public static final String SHARE = "99999999-0000-4000-8000-000000000001";
    public static final String SHARE_INSTANCE = "aaaaaaaa-0000-4000-8000-000000000001";
    public static final String REPLICA = "aaaaaaaa-0000-4000-8000-000000000002";
    public static final String SHARE_SNAPSHOT = "bbbbbbbb-0000-4000-8000-000000000001";
    public static final String SNAPSHOT_INSTANCE = "cccccccc-0000-4000-8000-000000000001";

    /** Nobody's id. */
    public static final String UNKNOWN = "00000000-0000-4000-8000-00000000dead";

    private static final Instant CREATED = Instant.parse("2026-11-21T18:15:25.000123Z");
    private static final Instant UPDATED = Instant.parse("2026-11-21T18:15:26Z");

    /** The first export location of the share instance, and of the snapshot instance. */
    public static final UUID EXPORT_LOCATION = shareInstance().exportLocations().getFirst().id();

    public static final UUID REPLICA_EXPORT_LOCATION =
            shareInstance(REPLICA, ReplicaState.IN_SYNC).exportLocations().getFirst().id();

    public static final UUID SNAPSHOT_EXPORT_LOCATION =
            snapshotInstance().exportLocations().getFirst().id();

    private Rows() {}

    public static VolumeTypeView volumeType() {
        return new VolumeTypeView(
                VolumeTypeId.of(VOLUME_TYPE),
                "gold",
                "d",
                true,
                Map.of("a", "b", "multiattach", "<is> False"),
                CREATED,
                List.of());
    }

    public static VolumeTypeView defaultVolumeType() {
        return new VolumeTypeView(
                VolumeTypeId.of(DEFAULT_VOLUME_TYPE),
                "__DEFAULT__",
                "Default Volume Type",
                true,
                Map.of(),
                CREATED,
                List.of());
    }

    /** One that only callers of project {@code f0} may use. */
    public static VolumeTypeView privateVolumeType() {
        return new VolumeTypeView(
                VolumeTypeId.of(PRIVATE_VOLUME_TYPE),
                "secret",
                null,
                false,
                Map.of(),
                CREATED,
                List.of("f0"));
    }

    public static GroupTypeView groupType() {
        return new GroupTypeView(
                GroupTypeId.of(GROUP_TYPE), "plain", null, true, Map.of("k1", "v1"), CREATED);
    }

    public static GroupTypeView reservedGroupType() {
        return new GroupTypeView(
                GroupTypeId.of(RESERVED_GROUP_TYPE),
                "default_cgsnapshot_type",
                "Default group type for migrating cgsnapshot",
                true,
                Map.of("consistent_group_snapshot_enabled", "<is> True"),
                CREATED);
    }

    public static GroupTypeView privateGroupType() {
        return new GroupTypeView(
                GroupTypeId.of(PRIVATE_GROUP_TYPE), "hidden", null, false, Map.of(), CREATED);
    }

    public static GroupView group() {
        return new GroupView(
                GroupId.of(GROUP),
                "d0",
                "demo",
                "g1",
                null,
                GroupStatus.AVAILABLE,
                GroupTypeId.of(GROUP_TYPE),
                List.of(VolumeTypeId.of(VOLUME_TYPE)),
                List.of(VolumeId.of(VOLUME)),
                "nova",
                null,
                null,
                CREATED,
                null);
    }

    /** Accepted; no agent has made it yet. */
    public static VolumeView newVolume() {
        return volume(VolumeStatus.CREATING, null);
    }

    public static VolumeView volume() {
        return volume(VolumeStatus.AVAILABLE, "host1@files#pool");
    }

    public static VolumeView volume(VolumeStatus status, @Nullable String host) {
        return new VolumeView(
                VolumeId.of(VOLUME),
                "d0",
                "demo",
                "v1",
                null,
                status,
                2,
                VolumeTypeId.of(VOLUME_TYPE),
                "gold",
                GroupId.of(GROUP),
                null,
                null,
                "nova",
                Map.of("m", "n"),
                host == null ? null : new AgentIdentity(UUID.fromString(AGENT), host),
                host == null ? null : "files/v1",
                CREATED,
                host == null ? null : UPDATED);
    }

    public static SnapshotView snapshot() {
        return new SnapshotView(
                SnapshotId.of(SNAPSHOT),
                "d0",
                "demo",
                "gs1",
                "desc",
                VolumeId.of(VOLUME),
                SnapshotStatus.AVAILABLE,
                2,
                Map.of(),
                GroupSnapshotId.of(GROUP_SNAPSHOT),
                100,
                "files/s1",
                CREATED,
                UPDATED);
    }

    /** One that was taken by itself. */
    public static SnapshotView singleSnapshot() {
        return new SnapshotView(
                SnapshotId.of(SNAPSHOT),
                "d0",
                "demo",
                "s1",
                null,
                VolumeId.of(VOLUME),
                SnapshotStatus.AVAILABLE,
                2,
                Map.of("m", "n"),
                null,
                100,
                "files/s1",
                CREATED,
                UPDATED);
    }

    public static GroupSnapshotView groupSnapshot() {
        return new GroupSnapshotView(
                GroupSnapshotId.of(GROUP_SNAPSHOT),
                GroupId.of(GROUP),
                GroupTypeId.of(GROUP_TYPE),
                "d0",
                "demo",
                "gs1",
                null,
                GroupSnapshotStatus.AVAILABLE,
                CREATED,
                null);
    }

    /** What proves the event of {@link #change}. */
    public static EventProofView proof() {
        return proof(
                new EventProofView.Inclusion(
                        1,
                        3,
                        List.of("a".repeat(64), "b".repeat(64)),
                        "snapledger root 1\n",
                        "c2lnbmF0dXJl",
                        "-----BEGIN PUBLIC KEY-----\n"));
    }

    /** The same, under a root or under none. */
    public static EventProofView proof(EventProofView.@Nullable Inclusion inclusion) {
        return new EventProofView(
                UUID.fromString(EVENT),
                17,
                UUID.fromString(GROUP_SNAPSHOT),
                0,
                CREATED,
                "GroupSnapshot",
                "group-snapshot.requested",
                "1",
                "d0",
                "cGF5bG9hZA==",
                "bWV0YQ==",
                "1".repeat(64),
                "2".repeat(64),
                "0".repeat(64),
                "3".repeat(64),
                inclusion);
    }

    /** The first change of the group snapshot's status. */
    public static StatusChangeView change() {
        return new StatusChangeView(
                UUID.fromString(EVENT),
                17,
                CREATED,
                "group-snapshot.requested",
                "group-snapshot",
                UUID.fromString(GROUP_SNAPSHOT),
                "d0",
                null,
                "creating",
                Cause.REQUEST,
                null,
                new Actor("demo", "d0", List.of("member", "reader"), null),
                "req-00000000-0000-4000-8000-000000000001",
                null);
    }

    public static ResourceStateView state() {
        return new ResourceStateView(
                18,
                UUID.fromString("88888888-0000-4000-8000-000000000002"),
                "volume.created",
                CREATED,
                "volume",
                UUID.fromString(VOLUME),
                "d0",
                false,
                ContractJson.mapper()
                        .valueToTree(
                                Map.of(
                                        "status", "available",
                                        "provider_location", "volumes/v1",
                                        "agent", Map.of("host", "snapledger@agent"))));
    }

    public static ShareTypeView shareType() {
        return new ShareTypeView(
                ShareTypeId.of(SHARE_TYPE),
                "st",
                null,
                true,
                Map.of("driver_handles_share_servers", "False"),
                CREATED,
                List.of());
    }

    /** One that has that extra spec alone; it is called {@code secret}. */
    public static ShareTypeView shareType(String key, String value) {
        return new ShareTypeView(
                ShareTypeId.of(SHARE_TYPE),
                "secret",
                null,
                true,
                Map.of(key, value),
                CREATED,
                List.of());
    }

    public static ShareTypeView privateShareType() {
        return new ShareTypeView(
                ShareTypeId.of(PRIVATE_SHARE_TYPE),
                "secret",
                "d",
                false,
                Map.of("driver_handles_share_servers", "False"),
                CREATED,
                List.of("p1"));
    }

    public static ShareView share() {
        return share(new ShareCapabilities(true, true, false, false, null), false);
    }

    public static ShareView share(ShareCapabilities capabilities, boolean isPublic) {
        return new ShareView(
                ShareId.of(SHARE),
                "d0",
                "demo",
                "sh1",
                null,
                "NFS",
                ShareStatus.AVAILABLE,
                1,
                ShareTypeId.of(SHARE_TYPE),
                null,
                isPublic,
                "nova",
                capabilities,
                false,
                null,
                Map.of("m", "n"),
                100,
                "snapledger@alpha#alpha",
                CREATED,
                UPDATED);
    }

    public static ShareInstanceView shareInstance() {
        return shareInstance(SHARE_INSTANCE, null);
    }

    public static ShareInstanceView shareInstance(String id, @Nullable ReplicaState state) {
        return new ShareInstanceView(
                ShareInstanceId.of(id),
                ShareId.of(SHARE),
                "d0",
                ShareTypeId.of(SHARE_TYPE),
                "NFS",
                1,
                ShareStatus.AVAILABLE,
                "nova",
                "snapledger@alpha#alpha",
                state,
                100,
                ExportLocation.of(UUID.fromString(id), List.of("127.0.0.1:/a", "127.0.0.1:/b")),
                CREATED,
                UPDATED);
    }

    public static ShareSnapshotView shareSnapshot() {
        return new ShareSnapshotView(
                ShareSnapshotId.of(SHARE_SNAPSHOT),
                ShareId.of(SHARE),
                "d0",
                "demo",
                "sn1",
                "desc sn1",
                ShareSnapshotStatus.AVAILABLE,
                1,
                "NFS",
                Map.of("m", "n"),
                100,
                "snapshots/one",
                CREATED,
                UPDATED);
    }

    public static ShareSnapshotInstanceView snapshotInstance() {
        return snapshotInstance(SNAPSHOT_INSTANCE);
    }

    public static ShareSnapshotInstanceView snapshotInstance(String id) {
        return new ShareSnapshotInstanceView(
                ShareSnapshotInstanceId.of(id),
                ShareSnapshotId.of(SHARE_SNAPSHOT),
                ShareId.of(SHARE),
                ShareInstanceId.of(SHARE_INSTANCE),
                "d0",
                ShareSnapshotStatus.AVAILABLE,
                "snapledger@alpha#alpha",
                100,
                "snapshots/one",
                ExportLocation.of(UUID.fromString(id), List.of("127.0.0.1:/s")),
                CREATED,
                UPDATED);
    }
}
