package io.snapledger.query.volume;

import io.snapledger.contract.group.GroupId;
import io.snapledger.contract.outcome.AgentIdentity;
import io.snapledger.contract.snapshot.SnapshotId;
import io.snapledger.contract.volume.MigrationStatus;
import io.snapledger.contract.volume.VolumeId;
import io.snapledger.contract.volume.VolumeStatus;
import io.snapledger.contract.volumetype.VolumeTypeId;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What is kept of a volume: all that its own events say. Its type's name is looked up. */
record VolumeRow(
        VolumeId id,
        String projectId,
        String userId,
        @Nullable String name,
        @Nullable String description,
        VolumeStatus status,
        int sizeGib,
        VolumeTypeId volumeTypeId,
        @Nullable GroupId groupId,
        @Nullable SnapshotId snapshotId,
        @Nullable VolumeId sourceVolumeId,
        String availabilityZone,
        Map<String, String> metadata,
        @Nullable AgentIdentity agent,
        @Nullable String providerLocation,
        Instant createdAt,
        @Nullable Instant updatedAt,
        @Nullable MigrationStatus migrationStatus) {

    VolumeRow moved(VolumeStatus to, Instant at) {
        return new VolumeRow(
                id,
                projectId,
                userId,
                name,
                description,
                to,
                sizeGib,
                volumeTypeId,
                groupId,
                snapshotId,
                sourceVolumeId,
                availabilityZone,
                metadata,
                agent,
                providerLocation,
                createdAt,
                at,
                migrationStatus);
    }

    VolumeRow keptBy(AgentIdentity keeper, @Nullable String location) {
        return new VolumeRow(
                id,
                projectId,
                userId,
                name,
                description,
                status,
                sizeGib,
                volumeTypeId,
                groupId,
                snapshotId,
                sourceVolumeId,
                availabilityZone,
                metadata,
                keeper,
                location,
                createdAt,
                updatedAt,
                migrationStatus);
    }

    VolumeRow createdAt(Instant at) {
        return new VolumeRow(
                id,
                projectId,
                userId,
                name,
                description,
                status,
                sizeGib,
                volumeTypeId,
                groupId,
                snapshotId,
                sourceVolumeId,
                availabilityZone,
                metadata,
                agent,
                providerLocation,
                at,
                updatedAt,
                migrationStatus);
    }

    VolumeRow in(@Nullable GroupId group, Instant at) {
        return new VolumeRow(
                id,
                projectId,
                userId,
                name,
                description,
                status,
                sizeGib,
                volumeTypeId,
                group,
                snapshotId,
                sourceVolumeId,
                availabilityZone,
                metadata,
                agent,
                providerLocation,
                createdAt,
                at,
                migrationStatus);
    }

    VolumeRow renamed(@Nullable String newName, @Nullable String newDescription, Instant at) {
        return new VolumeRow(
                id,
                projectId,
                userId,
                newName,
                newDescription,
                status,
                sizeGib,
                volumeTypeId,
                groupId,
                snapshotId,
                sourceVolumeId,
                availabilityZone,
                metadata,
                agent,
                providerLocation,
                createdAt,
                at,
                migrationStatus);
    }

    VolumeRow describedBy(Map<String, String> entries, Instant at) {
        return new VolumeRow(
                id,
                projectId,
                userId,
                name,
                description,
                status,
                sizeGib,
                volumeTypeId,
                groupId,
                snapshotId,
                sourceVolumeId,
                availabilityZone,
                entries,
                agent,
                providerLocation,
                createdAt,
                at,
                migrationStatus);
    }

    VolumeRow ofSize(int newSizeGib) {
        return new VolumeRow(
                id,
                projectId,
                userId,
                name,
                description,
                status,
                newSizeGib,
                volumeTypeId,
                groupId,
                snapshotId,
                sourceVolumeId,
                availabilityZone,
                metadata,
                agent,
                providerLocation,
                createdAt,
                updatedAt,
                migrationStatus);
    }

    VolumeRow migrating(@Nullable MigrationStatus where, Instant at) {
        return new VolumeRow(
                id,
                projectId,
                userId,
                name,
                description,
                status,
                sizeGib,
                volumeTypeId,
                groupId,
                snapshotId,
                sourceVolumeId,
                availabilityZone,
                metadata,
                agent,
                providerLocation,
                createdAt,
                at,
                where);
    }

    VolumeRow touched(Instant at) {
        return new VolumeRow(
                id,
                projectId,
                userId,
                name,
                description,
                status,
                sizeGib,
                volumeTypeId,
                groupId,
                snapshotId,
                sourceVolumeId,
                availabilityZone,
                metadata,
                agent,
                providerLocation,
                createdAt,
                at,
                migrationStatus);
    }
}
