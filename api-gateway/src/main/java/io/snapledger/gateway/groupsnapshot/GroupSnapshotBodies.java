package io.snapledger.gateway.groupsnapshot;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.snapledger.contract.group.GroupId;
import io.snapledger.contract.groupsnapshot.GroupSnapshotId;
import io.snapledger.contract.groupsnapshot.GroupSnapshotStatus;
import io.snapledger.contract.groupsnapshot.GroupSnapshotView;
import io.snapledger.contract.grouptype.GroupTypeId;
import io.snapledger.gateway.links.Links.Link;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** cinder/api/v3/views/group_snapshots.py. */
final class GroupSnapshotBodies {

    private GroupSnapshotBodies() {}

    record CreatedBody(Created groupSnapshot) {

        record Created(GroupSnapshotId id, @Nullable String name, GroupTypeId groupTypeId) {}
    }

    record ShowBody(Detail groupSnapshot) {}

    /** A list, of summaries or of details; without a next page there is no links key. */
    record ListBody(
            List<?> groupSnapshots,
            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable List<Link> groupSnapshotLinks) {}

    record Summary(GroupSnapshotId id, @Nullable String name) {

        static Summary of(GroupSnapshotView view) {
            return new Summary(view.id(), view.name());
        }
    }

    record Detail(
            GroupSnapshotId id,
            GroupId groupId,
            GroupTypeId groupTypeId,
            GroupSnapshotStatus status,
            Instant createdAt,
            @Nullable String name,
            @Nullable String description,
            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String projectId) {

        static Detail of(GroupSnapshotView view, boolean showsProject) {
            return new Detail(
                    view.id(),
                    view.groupId(),
                    view.groupTypeId(),
                    view.status(),
                    view.createdAt(),
                    view.name(),
                    view.description(),
                    showsProject ? view.projectId() : null);
        }
    }
}
