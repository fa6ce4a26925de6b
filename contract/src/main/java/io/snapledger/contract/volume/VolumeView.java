package io.snapledger.contract.volume;

import io.snapledger.contract.group.GroupId;
import io.snapledger.contract.outcome.AgentIdentity;
import io.snapledger.contract.snapshot.SnapshotId;
import io.snapledger.contract.volumetype.VolumeTypeId;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A volume as it is read.
 *
 * @param volumeTypeName the type's name now
 * @param migrationStatus null if it was never migrated
 * @param agent who keeps it, null until one has made it
 */
public record VolumeView(
        VolumeId id,
        String projectId,
        String userId,
        @Nullable String name,
        @Nullable String description,
        VolumeStatus status,
        int sizeGib,
        VolumeTypeId volumeTypeId,
        String volumeTypeName,
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

    /** One that was never migrated. */
    public VolumeView(
            VolumeId id,
            String projectId,
            String userId,
            @Nullable String name,
            @Nullable String description,
            VolumeStatus status,
            int sizeGib,
            VolumeTypeId volumeTypeId,
            String volumeTypeName,
            @Nullable GroupId groupId,
            @Nullable SnapshotId snapshotId,
            @Nullable VolumeId sourceVolumeId,
            String availabilityZone,
            Map<String, String> metadata,
            @Nullable AgentIdentity agent,
            @Nullable String providerLocation,
            Instant createdAt,
            @Nullable Instant updatedAt) {
        this(
                id,
                projectId,
                userId,
                name,
                description,
                status,
                sizeGib,
                volumeTypeId,
                volumeTypeName,
                groupId,
                snapshotId,
                sourceVolumeId,
                availabilityZone,
                metadata,
                agent,
                providerLocation,
                createdAt,
                updatedAt,
                null);
    }
}
