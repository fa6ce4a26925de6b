package io.snapledger.query;

import io.snapledger.contract.group.GroupEvent.GroupCreated;
import io.snapledger.contract.group.GroupEvent.GroupFromSourceRequested;
import io.snapledger.contract.group.GroupId;
import io.snapledger.contract.groupsnapshot.GroupSnapshotEvent.GroupSnapshotDeleted;
import io.snapledger.contract.groupsnapshot.GroupSnapshotEvent.GroupSnapshotDeletionRequested;
import io.snapledger.contract.groupsnapshot.GroupSnapshotEvent.GroupSnapshotRequested;
import io.snapledger.contract.groupsnapshot.GroupSnapshotEvent.GroupSnapshotStatusReset;
import io.snapledger.contract.groupsnapshot.GroupSnapshotEvent.GroupSnapshotTaken;
import io.snapledger.contract.groupsnapshot.GroupSnapshotId;
import io.snapledger.contract.grouptype.GroupTypeEvent.GroupTypeCreated;
import io.snapledger.contract.grouptype.GroupTypeId;
import io.snapledger.contract.outcome.AgentIdentity;
import io.snapledger.contract.refusedattempt.RefusedAttemptEvent.RefusedAttemptRecorded;
import io.snapledger.contract.refusedattempt.RefusedAttemptId;
import io.snapledger.contract.resource.StatusChange;
import io.snapledger.contract.snapshot.SnapshotEvent.SnapshotDeleted;
import io.snapledger.contract.snapshot.SnapshotEvent.SnapshotDeletionRequested;
import io.snapledger.contract.snapshot.SnapshotEvent.SnapshotRequested;
import io.snapledger.contract.snapshot.SnapshotEvent.SnapshotTaken;
import io.snapledger.contract.snapshot.SnapshotId;
import io.snapledger.contract.volume.VolumeEvent.VolumeCreated;
import io.snapledger.contract.volume.VolumeEvent.VolumeFromSourceRequested;
import io.snapledger.contract.volume.VolumeEvent.VolumeRequested;
import io.snapledger.contract.volume.VolumeId;
import io.snapledger.contract.volumetype.VolumeTypeEvent.VolumeTypeCreated;
import io.snapledger.contract.volumetype.VolumeTypeId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Facts about an ordinary day, each with its own microsecond. */
public final class Facts {

    public static final Instant MORNING = Instant.parse("2026-11-21T08:00:00.000001Z");
    public static final AgentIdentity AGENT =
            new AgentIdentity(new UUID(7, 7), "agent-1@files#pool");
    public static final UUID WORK = new UUID(1, 1);

    private Facts() {}

    public static Instant minute(long number) {
        return MORNING.plusSeconds(60 * number);
    }

    public static VolumeTypeCreated volumeTypeCreated(VolumeTypeId id, String name) {
        return new VolumeTypeCreated(
                id,
                name,
                "fast",
                true,
                Map.of("tier", "gold"),
                StatusChange.to(null, "available"),
                minute(0));
    }

    public static GroupTypeCreated groupTypeCreated(GroupTypeId id, String name) {
        return new GroupTypeCreated(
                id, name, null, false, Map.of(), StatusChange.to(null, "available"), minute(0));
    }

    public static GroupCreated groupCreated(
            GroupId id, GroupTypeId type, VolumeTypeId... volumeTypes) {
        return new GroupCreated(
                id,
                "project-1",
                "user-1",
                "databases",
                "all of them",
                type,
                List.of(volumeTypes),
                "nova",
                StatusChange.to(null, "available"),
                minute(1));
    }

    public static VolumeRequested volumeRequested(
            VolumeId id, VolumeTypeId type, @Nullable GroupId group, Instant at) {
        return new VolumeRequested(
                id,
                "project-1",
                "user-1",
                "data",
                null,
                3,
                type,
                group,
                "nova",
                Map.of("purpose", "it's \"quoted\", {braced} and \\ slashed"),
                WORK,
                StatusChange.to(null, "creating"),
                at);
    }

    public static GroupFromSourceRequested groupFromSourceRequested(
            GroupId id, GroupTypeId type, GroupSnapshotId source, Instant at) {
        return new GroupFromSourceRequested(
                id,
                "project-1",
                "user-1",
                "restored",
                null,
                type,
                List.of(),
                "nova",
                source,
                null,
                List.of(),
                StatusChange.to(null, "creating"),
                at);
    }

    public static VolumeFromSourceRequested volumeFromSourceRequested(
            VolumeId id,
            VolumeTypeId type,
            @Nullable GroupId group,
            @Nullable SnapshotId snapshot,
            @Nullable VolumeId source,
            Instant at) {
        return new VolumeFromSourceRequested(
                id,
                "project-1",
                "user-1",
                null,
                null,
                3,
                type,
                group,
                snapshot,
                source,
                group != null,
                "nova",
                Map.of(),
                WORK,
                StatusChange.to(null, "creating"),
                at);
    }

    public static VolumeCreated volumeCreated(VolumeId id, Instant at) {
        return new VolumeCreated(
                id,
                "project-1",
                AGENT,
                "volumes/" + id,
                StatusChange.to("creating", "available"),
                at);
    }

    public static GroupSnapshotRequested groupSnapshotRequested(
            GroupSnapshotId id,
            GroupId group,
            GroupTypeId type,
            @Nullable String name,
            Instant at) {
        return groupSnapshotRequested(id, "project-1", group, type, name, at);
    }

    public static GroupSnapshotRequested groupSnapshotRequested(
            GroupSnapshotId id,
            String project,
            GroupId group,
            GroupTypeId type,
            @Nullable String name,
            Instant at) {
        return new GroupSnapshotRequested(
                id,
                project,
                "user-1",
                group,
                type,
                name,
                null,
                List.of(),
                WORK,
                StatusChange.to(null, "creating"),
                at);
    }

    public static GroupSnapshotTaken groupSnapshotTaken(GroupSnapshotId id, Instant at) {
        return new GroupSnapshotTaken(
                id, "project-1", StatusChange.to("creating", "available"), at);
    }

    public static GroupSnapshotStatusReset groupSnapshotReset(
            GroupSnapshotId id, String from, String to, Instant at) {
        return new GroupSnapshotStatusReset(
                id, "project-1", new StatusChange(from, to, "it was stuck"), at);
    }

    public static GroupSnapshotDeletionRequested groupSnapshotDeletionRequested(
            GroupSnapshotId id, String from, Instant at) {
        return new GroupSnapshotDeletionRequested(
                id, "project-1", List.of(), WORK, StatusChange.to(from, "deleting"), at);
    }

    public static GroupSnapshotDeleted groupSnapshotDeleted(GroupSnapshotId id, Instant at) {
        return new GroupSnapshotDeleted(
                id, "project-1", StatusChange.to("deleting", "deleted"), at);
    }

    public static SnapshotRequested snapshotRequested(
            SnapshotId id,
            VolumeId volume,
            VolumeTypeId type,
            @Nullable GroupSnapshotId groupSnapshot,
            Instant at) {
        return new SnapshotRequested(
                id,
                "project-1",
                "user-1",
                "nightly",
                null,
                volume,
                3,
                type,
                groupSnapshot,
                WORK,
                StatusChange.to(null, "creating"),
                at);
    }

    /** A single one, of some volume. */
    public static SnapshotRequested snapshotRequested(
            SnapshotId id, @Nullable VolumeId volume, Map<String, String> metadata) {
        return new SnapshotRequested(
                id,
                "project-1",
                "user-1",
                "single",
                null,
                volume == null ? new VolumeId(UUID.randomUUID()) : volume,
                3,
                new VolumeTypeId(UUID.randomUUID()),
                null,
                WORK,
                StatusChange.to(null, "creating"),
                minute(1),
                metadata);
    }

    public static SnapshotTaken snapshotTaken(SnapshotId id, Instant at) {
        return new SnapshotTaken(
                id, "project-1", "snapshots/" + id, StatusChange.to("creating", "available"), at);
    }

    public static SnapshotDeletionRequested snapshotDeletionRequested(SnapshotId id, Instant at) {
        return new SnapshotDeletionRequested(
                id, "project-1", WORK, StatusChange.to("available", "deleting"), at);
    }

    public static SnapshotDeleted snapshotDeleted(SnapshotId id, Instant at) {
        return new SnapshotDeleted(id, "project-1", StatusChange.to("deleting", "deleted"), at);
    }

    static RefusedAttemptRecorded refusedAttempt(String resource, int code, Instant at) {
        return new RefusedAttemptRecorded(
                new RefusedAttemptId(UUID.randomUUID()),
                "project-1",
                "reset_status",
                "volume",
                resource,
                null,
                code,
                "no",
                at);
    }
}
