package io.snapledger.agent.work;

import io.snapledger.contract.groupsnapshot.GroupSnapshotEvent.Member;
import io.snapledger.contract.groupsnapshot.GroupSnapshotId;
import io.snapledger.contract.resource.ResourceId;
import io.snapledger.contract.shareinstance.ShareInstanceEvent.Source;
import io.snapledger.contract.shareinstance.ShareInstanceId;
import io.snapledger.contract.sharesnapshotinstance.ShareSnapshotInstanceId;
import io.snapledger.contract.snapshot.SnapshotId;
import io.snapledger.contract.volume.VolumeId;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What an event asks of the agent. */
sealed interface Work {

    ResourceId id();

    /** Names this attempt; its outcome carries it back. */
    UUID workId();

    /** The word for it in logs and metrics. */
    String action();

    record CreateVolume(VolumeId id, UUID workId, int sizeGib) implements Work {
        public CreateVolume {
            require(id, workId);
            requireSize(sizeGib);
        }

        @Override
        public String action() {
            return "create-volume";
        }
    }

    /** Exactly one of the two sources is named. */
    record CopyVolume(
            VolumeId id,
            UUID workId,
            int sizeGib,
            @Nullable SnapshotId snapshotId,
            @Nullable VolumeId sourceVolumeId)
            implements Work {

        public CopyVolume {
            require(id, workId);
            requireSize(sizeGib);
            if ((snapshotId == null) == (sourceVolumeId == null)) {
                throw new IllegalArgumentException(
                        "exactly one of snapshot_id and source_volume_id has to be there");
            }
        }

        @Override
        public String action() {
            return "copy-volume";
        }
    }

    record DeleteVolume(VolumeId id, UUID workId) implements Work {
        public DeleteVolume {
            require(id, workId);
        }

        @Override
        public String action() {
            return "delete-volume";
        }
    }

    record ExtendVolume(VolumeId id, UUID workId, int sizeGib) implements Work {
        public ExtendVolume {
            require(id, workId);
            requireSize(sizeGib);
        }

        @Override
        public String action() {
            return "extend-volume";
        }
    }

    record TakeSnapshot(SnapshotId id, UUID workId, VolumeId volumeId, int sizeGib)
            implements Work {
        public TakeSnapshot {
            require(id, workId);
            Objects.requireNonNull(volumeId, "volume_id");
        }

        @Override
        public String action() {
            return "take-snapshot";
        }
    }

    record DropSnapshot(SnapshotId id, UUID workId) implements Work {
        public DropSnapshot {
            require(id, workId);
        }

        @Override
        public String action() {
            return "drop-snapshot";
        }
    }

    record TakeGroupSnapshot(GroupSnapshotId id, UUID workId, List<Member> members)
            implements Work {
        public TakeGroupSnapshot {
            require(id, workId);
            members = whole(members);
        }

        @Override
        public String action() {
            return "take-group-snapshot";
        }
    }

    record DropGroupSnapshot(GroupSnapshotId id, UUID workId, List<Member> members)
            implements Work {
        public DropGroupSnapshot {
            require(id, workId);
            members = whole(members);
        }

        @Override
        public String action() {
            return "drop-group-snapshot";
        }
    }

    /** Work on a share instance or a snapshot of one, on the backend of that host. */
    sealed interface OnShare extends Work {

        /** Where it is: {@code host@backend#pool}. */
        String host();

        /** The backend's name in it. */
        default String backend() {
            return backendOf(host());
        }
    }

    /**
     * The share may begin with the files of another instance, or of a snapshot of one.
     *
     * @param source null if it begins empty
     */
    record CreateShare(
            ShareInstanceId id, UUID workId, String host, int sizeGib, @Nullable Source source)
            implements OnShare {
        public CreateShare {
            require(id, workId);
            Objects.requireNonNull(host, "host");
            requireSize(sizeGib);
            if (source != null) {
                Objects.requireNonNull(source.shareInstanceId(), "source's share_instance_id");
                Objects.requireNonNull(source.host(), "source's host");
            }
        }

        @Override
        public String action() {
            return source == null ? "create-share" : "copy-share";
        }
    }

    record ExtendShare(ShareInstanceId id, UUID workId, String host, int sizeGib)
            implements OnShare {
        public ExtendShare {
            require(id, workId);
            Objects.requireNonNull(host, "host");
            requireSize(sizeGib);
        }

        @Override
        public String action() {
            return "extend-share";
        }
    }

    record DeleteShare(ShareInstanceId id, UUID workId, String host) implements OnShare {
        public DeleteShare {
            require(id, workId);
            Objects.requireNonNull(host, "host");
        }

        @Override
        public String action() {
            return "delete-share";
        }
    }

    record TakeShareSnapshot(
            ShareSnapshotInstanceId id,
            UUID workId,
            String host,
            ShareInstanceId shareInstanceId,
            int sizeGib)
            implements OnShare {
        public TakeShareSnapshot {
            require(id, workId);
            Objects.requireNonNull(host, "host");
            Objects.requireNonNull(shareInstanceId, "share_instance_id");
        }

        @Override
        public String action() {
            return "take-share-snapshot";
        }
    }

    /** The source is a snapshot of another instance of the share. */
    record CopyShareSnapshot(
            ShareSnapshotInstanceId id,
            UUID workId,
            String host,
            ShareInstanceId shareInstanceId,
            Source source)
            implements OnShare {
        public CopyShareSnapshot {
            require(id, workId);
            Objects.requireNonNull(host, "host");
            Objects.requireNonNull(shareInstanceId, "share_instance_id");
            Objects.requireNonNull(source, "source");
            Objects.requireNonNull(source.shareInstanceId(), "source's share_instance_id");
            Objects.requireNonNull(source.snapshotInstanceId(), "source's snapshot_instance_id");
            Objects.requireNonNull(source.host(), "source's host");
        }

        @Override
        public String action() {
            return "copy-share-snapshot";
        }
    }

    record DropShareSnapshot(
            ShareSnapshotInstanceId id, UUID workId, String host, ShareInstanceId shareInstanceId)
            implements OnShare {
        public DropShareSnapshot {
            require(id, workId);
            Objects.requireNonNull(host, "host");
            Objects.requireNonNull(shareInstanceId, "share_instance_id");
        }

        @Override
        public String action() {
            return "drop-share-snapshot";
        }
    }

    /** The name of the backend in {@code host@backend#pool}. */
    static String backendOf(String host) {
        int at = host.indexOf('@');
        int pool = host.indexOf('#', at + 1);
        return host.substring(at + 1, pool < 0 ? host.length() : pool);
    }

    // Records are filled from messages, whatever their components promise.
    private static void require(ResourceId id, UUID workId) {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(workId, "work_id");
    }

    private static void requireSize(int sizeGib) {
        if (sizeGib < 1) {
            throw new IllegalArgumentException("size_gib is " + sizeGib);
        }
    }

    private static List<Member> whole(List<Member> members) {
        Objects.requireNonNull(members, "members");
        for (Member member : members) {
            Objects.requireNonNull(member, "member");
            Objects.requireNonNull(member.snapshotId(), "member's snapshot_id");
            Objects.requireNonNull(member.volumeId(), "member's volume_id");
        }
        return List.copyOf(members);
    }
}
