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
import java.util.function.Consumer;
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
        return with(next -> {
            next.status = to;
            next.updatedAt = at;
        });
    }

    VolumeRow keptBy(AgentIdentity keeper, @Nullable String location) {
        return with(next -> {
            next.agent = keeper;
            next.providerLocation = location;
        });
    }

    VolumeRow createdAt(Instant at) {
        return with(next -> next.createdAt = at);
    }

    VolumeRow in(@Nullable GroupId group, Instant at) {
        return with(next -> {
            next.groupId = group;
            next.updatedAt = at;
        });
    }

    VolumeRow renamed(@Nullable String newName, @Nullable String newDescription, Instant at) {
        return with(next -> {
            next.name = newName;
            next.description = newDescription;
            next.updatedAt = at;
        });
    }

    VolumeRow describedBy(Map<String, String> entries, Instant at) {
        return with(next -> {
            next.metadata = entries;
            next.updatedAt = at;
        });
    }

    VolumeRow ofSize(int newSizeGib) {
        return with(next -> next.sizeGib = newSizeGib);
    }

    VolumeRow migrating(@Nullable MigrationStatus where, Instant at) {
        return with(next -> {
            next.updatedAt = at;
            next.migrationStatus = where;
        });
    }

    VolumeRow touched(Instant at) {
        return with(next -> next.updatedAt = at);
    }

    private VolumeRow with(Consumer<Changed> change) {
        Changed changed = new Changed(this);
        change.accept(changed);
        return new VolumeRow(
                id,
                projectId,
                userId,
                changed.name,
                changed.description,
                changed.status,
                changed.sizeGib,
                volumeTypeId,
                changed.groupId,
                snapshotId,
                sourceVolumeId,
                availabilityZone,
                changed.metadata,
                changed.agent,
                changed.providerLocation,
                changed.createdAt,
                changed.updatedAt,
                changed.migrationStatus);
    }

    /** What events change. */
    private static final class Changed {
        private @Nullable String name;
        private @Nullable String description;
        private VolumeStatus status;
        private int sizeGib;
        private @Nullable GroupId groupId;
        private Map<String, String> metadata;
        private @Nullable AgentIdentity agent;
        private @Nullable String providerLocation;
        private Instant createdAt;
        private @Nullable Instant updatedAt;
        private @Nullable MigrationStatus migrationStatus;

        private Changed(VolumeRow row) {
            name = row.name();
            description = row.description();
            status = row.status();
            sizeGib = row.sizeGib();
            groupId = row.groupId();
            metadata = row.metadata();
            agent = row.agent();
            providerLocation = row.providerLocation();
            createdAt = row.createdAt();
            updatedAt = row.updatedAt();
            migrationStatus = row.migrationStatus();
        }
    }
}
