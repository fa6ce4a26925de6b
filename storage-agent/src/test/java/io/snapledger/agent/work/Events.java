package io.snapledger.agent.work;

import io.snapledger.contract.EventNames;
import io.snapledger.contract.group.GroupId;
import io.snapledger.contract.groupsnapshot.GroupSnapshotEvent.GroupSnapshotDeletionRequested;
import io.snapledger.contract.groupsnapshot.GroupSnapshotEvent.GroupSnapshotRequested;
import io.snapledger.contract.groupsnapshot.GroupSnapshotEvent.Member;
import io.snapledger.contract.groupsnapshot.GroupSnapshotId;
import io.snapledger.contract.grouptype.GroupTypeId;
import io.snapledger.contract.json.ContractJson;
import io.snapledger.contract.resource.ResourceEvent;
import io.snapledger.contract.resource.StatusChange;
import io.snapledger.contract.share.ShareId;
import io.snapledger.contract.shareinstance.ShareInstanceEvent.ShareInstanceDeletionRequested;
import io.snapledger.contract.shareinstance.ShareInstanceEvent.ShareInstanceRequested;
import io.snapledger.contract.shareinstance.ShareInstanceEvent.Source;
import io.snapledger.contract.shareinstance.ShareInstanceId;
import io.snapledger.contract.sharesnapshot.ShareSnapshotId;
import io.snapledger.contract.sharesnapshotinstance.ShareSnapshotInstanceEvent.ShareSnapshotInstanceCopyRequested;
import io.snapledger.contract.sharesnapshotinstance.ShareSnapshotInstanceEvent.ShareSnapshotInstanceRequested;
import io.snapledger.contract.sharesnapshotinstance.ShareSnapshotInstanceId;
import io.snapledger.contract.snapshot.SnapshotEvent.SnapshotDeletionRequested;
import io.snapledger.contract.snapshot.SnapshotEvent.SnapshotRequested;
import io.snapledger.contract.snapshot.SnapshotId;
import io.snapledger.contract.volume.VolumeEvent.VolumeDeletionRequested;
import io.snapledger.contract.volume.VolumeEvent.VolumeExtensionRequested;
import io.snapledger.contract.volume.VolumeEvent.VolumeFromSourceRequested;
import io.snapledger.contract.volume.VolumeEvent.VolumeRequested;
import io.snapledger.contract.volume.VolumeId;
import io.snapledger.contract.volumetype.VolumeTypeId;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/** Events as the command service publishes them. */
final class Events {

    static final String VOLUMES = "snapledger.events.volume";
    static final String SNAPSHOTS = "snapledger.events.snapshot";
    static final String GROUP_SNAPSHOTS = "snapledger.events.group-snapshot";
    static final String SHARES = "snapledger.events.share-instance";
    static final String SHARE_SNAPSHOTS = "snapledger.events.share-snapshot-instance";
    static final String REQUEST_ID = "req-1d2e3f40-0000-4000-8000-000000000001";

    private static final String PROJECT = "a project";
    private static final Instant AT = Instant.parse("2026-01-02T03:04:05.678901Z");

    private Events() {}

    static VolumeRequested volumeRequested(VolumeId id, int sizeGib) {
        return new VolumeRequested(
                id,
                PROJECT,
                "a user",
                null,
                null,
                sizeGib,
                new VolumeTypeId(UUID.randomUUID()),
                null,
                "nova",
                Map.of(),
                UUID.randomUUID(),
                StatusChange.to(null, "creating"),
                AT);
    }

    static VolumeFromSourceRequested volumeFromSourceRequested(
            VolumeId id, @Nullable SnapshotId snapshot, @Nullable VolumeId source, int sizeGib) {
        return new VolumeFromSourceRequested(
                id,
                PROJECT,
                "a user",
                null,
                null,
                sizeGib,
                new VolumeTypeId(UUID.randomUUID()),
                null,
                snapshot,
                source,
                false,
                "nova",
                Map.of(),
                UUID.randomUUID(),
                StatusChange.to(null, "creating"),
                AT);
    }

    static VolumeDeletionRequested volumeDeletionRequested(VolumeId id) {
        return new VolumeDeletionRequested(
                id, PROJECT, UUID.randomUUID(), StatusChange.to("available", "deleting"), AT);
    }

    static VolumeExtensionRequested volumeExtensionRequested(VolumeId id, int sizeGib) {
        return new VolumeExtensionRequested(
                id,
                PROJECT,
                sizeGib,
                sizeGib,
                UUID.randomUUID(),
                StatusChange.to("available", "extending"),
                AT);
    }

    static SnapshotRequested snapshotRequested(
            SnapshotId id, VolumeId volume, @Nullable GroupSnapshotId groupSnapshot) {
        return new SnapshotRequested(
                id,
                PROJECT,
                "a user",
                null,
                null,
                volume,
                1,
                new VolumeTypeId(UUID.randomUUID()),
                groupSnapshot,
                UUID.randomUUID(),
                StatusChange.to(null, "creating"),
                AT);
    }

    static SnapshotDeletionRequested snapshotDeletionRequested(
            SnapshotId id, @Nullable GroupSnapshotId groupSnapshot) {
        return new SnapshotDeletionRequested(
                id,
                PROJECT,
                UUID.randomUUID(),
                StatusChange.to("available", "deleting"),
                AT,
                groupSnapshot);
    }

    static GroupSnapshotRequested groupSnapshotRequested(GroupSnapshotId id, List<Member> members) {
        return new GroupSnapshotRequested(
                id,
                PROJECT,
                "a user",
                new GroupId(UUID.randomUUID()),
                new GroupTypeId(UUID.randomUUID()),
                null,
                null,
                members,
                UUID.randomUUID(),
                StatusChange.to(null, "creating"),
                AT);
    }

    static GroupSnapshotDeletionRequested groupSnapshotDeletionRequested(
            GroupSnapshotId id, List<Member> members) {
        return new GroupSnapshotDeletionRequested(
                id,
                PROJECT,
                members,
                UUID.randomUUID(),
                StatusChange.to("available", "deleting"),
                AT);
    }

    static ShareInstanceRequested shareInstanceRequested(
            ShareInstanceId id, @Nullable String host, @Nullable Source source) {
        return new ShareInstanceRequested(
                id,
                "a project",
                new ShareId(UUID.randomUUID()),
                null,
                "NFS",
                1,
                "nova",
                host,
                null,
                source,
                UUID.randomUUID(),
                StatusChange.to(null, "creating"),
                Instant.EPOCH);
    }

    static ShareInstanceDeletionRequested shareInstanceDeletionRequested(
            ShareInstanceId id, String host) {
        return new ShareInstanceDeletionRequested(
                id,
                "a project",
                new ShareId(UUID.randomUUID()),
                host,
                null,
                false,
                UUID.randomUUID(),
                StatusChange.to("available", "deleting"),
                Instant.EPOCH);
    }

    static ShareSnapshotInstanceRequested shareSnapshotInstanceRequested(
            ShareSnapshotInstanceId id,
            ShareInstanceId share,
            @Nullable String host,
            @Nullable UUID workId) {
        return new ShareSnapshotInstanceRequested(
                id,
                "a project",
                new ShareSnapshotId(UUID.randomUUID()),
                new ShareId(UUID.randomUUID()),
                share,
                1,
                host,
                workId,
                StatusChange.to(null, "creating"),
                Instant.EPOCH);
    }

    static ShareSnapshotInstanceCopyRequested shareSnapshotInstanceCopyRequested(
            ShareSnapshotInstanceId id, ShareInstanceId share, String host, Source source) {
        return new ShareSnapshotInstanceCopyRequested(
                id,
                "a project",
                new ShareSnapshotId(UUID.randomUUID()),
                new ShareId(UUID.randomUUID()),
                share,
                host,
                source,
                UUID.randomUUID(),
                StatusChange.to("creating", "creating"),
                Instant.EPOCH);
    }

    static ProducerRecord<byte[], byte[]> published(String topic, ResourceEvent event) {
        Map<String, Object> envelope = new LinkedHashMap<>();
        String name = EventNames.nameOf(event.getClass());
        envelope.put("event_id", UUID.randomUUID());
        envelope.put("name", name);
        envelope.put("version", 1);
        envelope.put("request_id", REQUEST_ID);
        envelope.put("data", event);
        return message(
                topic,
                event.id().toString(),
                name + ".v1",
                ContractJson.mapper().writeValueAsString(envelope));
    }

    static ProducerRecord<byte[], byte[]> message(
            String topic, String key, String type, String value) {
        var message = new ProducerRecord<>(topic, bytes(key), bytes(value));
        message.headers()
                .add("ce_specversion", bytes("1.0"))
                .add("ce_id", bytes(UUID.randomUUID().toString()))
                .add("ce_type", bytes(type))
                .add("ce_requestid", bytes(REQUEST_ID));
        return message;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
