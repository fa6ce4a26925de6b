package io.snapledger.contract.volume;

import io.snapledger.contract.group.GroupId;
import io.snapledger.contract.group.GroupStatus;
import io.snapledger.contract.refusal.Refused;
import io.snapledger.contract.snapshot.SnapshotId;
import io.snapledger.contract.snapshot.SnapshotStatus;
import io.snapledger.contract.volumetype.VolumeTypeId;

/** Why a volume command was turned down. */
public sealed interface VolumeRefused extends Refused {

    record NotFound(VolumeId id) implements VolumeRefused {
        @Override
        public String sentence() {
            return "There is no volume " + id;
        }
    }

    /** Its status forbids it, or a group or a snapshot still holds it. */
    record StateForbids(VolumeId id, String action, VolumeStatus status) implements VolumeRefused {
        @Override
        public String sentence() {
            return "Cannot %s volume %s: status is %s, or it is in a group, or has snapshots"
                    .formatted(action, id, status.word());
        }
    }

    /** A group, a snapshot, an attachment or a migration holds it, which not even force undoes. */
    record HeldByOthers(VolumeId id) implements VolumeRefused {
        @Override
        public String sentence() {
            return "Cannot delete volume %s by force: it is in a group, has snapshots, is attached or is being migrated"
                    .formatted(id);
        }
    }

    /** A snapshot that is part of a group snapshot cannot go with its volume. */
    record SnapshotInGroupSnapshot(VolumeId id, SnapshotId snapshot) implements VolumeRefused {
        @Override
        public String sentence() {
            return "Cannot delete volume %s: its snapshot %s is part of a group snapshot"
                    .formatted(id, snapshot);
        }
    }

    record NotLarger(VolumeId id, int sizeGib, int askedGib) implements VolumeRefused {
        @Override
        public String sentence() {
            return "Cannot extend volume %s to %d GiB: it has %d".formatted(id, askedGib, sizeGib);
        }
    }

    /**
     * Its status forbids growing.
     *
     * @param wanted the status it would have to be in
     */
    record StatusForbidsExtension(VolumeId id, VolumeStatus status, VolumeStatus wanted)
            implements VolumeRefused {
        @Override
        public String sentence() {
            return "Cannot extend volume %s: status is %s".formatted(id, status.word());
        }
    }

    /** It is in maintenance. */
    record InMaintenance(VolumeId id) implements VolumeRefused {
        @Override
        public String sentence() {
            return "Cannot update volume " + id + ": it is in maintenance";
        }
    }

    /**
     * Its status forbids other metadata.
     *
     * @param deletion whether some was to go
     */
    record StatusForbidsMetadata(VolumeId id, VolumeStatus status, boolean deletion)
            implements VolumeRefused {
        @Override
        public String sentence() {
            return "Cannot change the metadata of volume %s: status is %s"
                    .formatted(id, status.word());
        }
    }

    record VolumeTypeNotFound(VolumeTypeId id) implements VolumeRefused {
        @Override
        public String sentence() {
            return "Cannot create a volume: there is no volume type " + id;
        }
    }

    record GroupNotFound(GroupId id) implements VolumeRefused {
        @Override
        public String sentence() {
            return "Cannot create a volume: there is no group " + id;
        }
    }

    /** The group does not take volumes of that type. */
    record VolumeTypeNotInGroup(VolumeTypeId id, GroupId group) implements VolumeRefused {
        @Override
        public String sentence() {
            return "Cannot create a volume of type %s: group %s does not support it"
                    .formatted(id, group);
        }
    }

    /** A group takes new volumes only while it is available or being created. */
    record GroupStatusForbids(GroupId id, GroupStatus status) implements VolumeRefused {

        @Override
        public String sentence() {
            return "Cannot create a volume: group %s is in status %s".formatted(id, status.word());
        }
    }

    record SnapshotNotFound(SnapshotId id) implements VolumeRefused {

        @Override
        public String sentence() {
            return "Cannot create a volume: there is no snapshot " + id;
        }
    }

    /** Only an available snapshot can be copied. */
    record SnapshotNotAvailable(SnapshotId id, SnapshotStatus status) implements VolumeRefused {

        @Override
        public String sentence() {
            return "Cannot create a volume: snapshot %s is in status %s"
                    .formatted(id, status.word());
        }
    }

    /** The volume to be copied is in a status that forbids it. */
    record SourceStatusForbids(VolumeId id, VolumeStatus status) implements VolumeRefused {

        @Override
        public String sentence() {
            return "Cannot create a volume: source volume %s is in status %s"
                    .formatted(id, status.word());
        }
    }

    record SmallerThanSnapshot(int sizeGib, int snapshotSizeGib) implements VolumeRefused {

        @Override
        public String sentence() {
            return "Cannot create a volume of %d GiB: its snapshot has %d"
                    .formatted(sizeGib, snapshotSizeGib);
        }
    }

    record SmallerThanSource(int sizeGib, int sourceSizeGib) implements VolumeRefused {

        @Override
        public String sentence() {
            return "Cannot create a volume of %d GiB: its source has %d"
                    .formatted(sizeGib, sourceSizeGib);
        }
    }
}
