package io.snapledger.systemtests.fuzz;

import io.snapledger.systemtests.client.Caller;
import java.util.List;

/** What there is for a request to name: everything belongs to one project, but for the types. */
public sealed interface Resources {

    /** An id that nothing has. */
    String UNKNOWN = "00000000-0000-4000-8000-00000000dead";

    /** Who owns them. */
    Caller owner();

    /** Something that exists, of the kind that a name in a path, a query or a body speaks of. */
    List<String> named(String name);

    /** Those of the shared file systems. */
    record OfShares(
            Caller owner,
            String shareType,
            String share,
            String replica,
            String snapshot,
            String instance)
            implements Resources {

        @Override
        public List<String> named(String name) {
            String like = name.replace('-', '_');
            if (like.contains("snapshot_instance")) {
                return List.of(instance);
            }
            if (like.contains("snapshot")) {
                return List.of(snapshot);
            }
            if (like.contains("type")) {
                return List.of(shareType);
            }
            if (like.contains("replica") || like.contains("instance")) {
                return List.of(replica);
            }
            if (like.contains("share")) {
                return List.of(share);
            }
            if (like.contains("project") || like.contains("tenant")) {
                return List.of(owner.projectId());
            }
            return List.of(share, snapshot, instance, replica, shareType, UNKNOWN);
        }
    }

    /** Those of the block storage, and of what stands beside the APIs. */
    record OfVolumes(
            Caller owner,
            String group,
            String volume,
            String snapshot,
            String groupSnapshot,
            String volumeType,
            String groupType)
            implements Resources {

        @Override
        public List<String> named(String name) {
            String like = name.replace('-', '_');
            if (like.contains("group_snapshot")) {
                return List.of(groupSnapshot);
            }
            if (like.contains("group_type")) {
                return List.of(groupType);
            }
            if (like.contains("volume_type") || like.equals("types") || like.equals("type")) {
                return List.of(volumeType);
            }
            if (like.contains("group")) {
                return List.of(group);
            }
            if (like.contains("snapshot")) {
                return List.of(snapshot);
            }
            if (like.contains("vol")) {
                return List.of(volume);
            }
            if (like.equals("resource_type")) {
                return List.of("group-snapshot", "volume", "group", "snapshot", "volume-type");
            }
            if (like.contains("project") || like.contains("tenant")) {
                return List.of(owner.projectId());
            }
            return List.of(groupSnapshot, group, volume, snapshot, volumeType, groupType, UNKNOWN);
        }
    }
}
