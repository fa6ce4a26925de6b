package io.snapledger.gateway.group;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.snapledger.contract.group.GroupView;
import io.snapledger.gateway.caller.Caller;
import io.snapledger.gateway.json.Shown;
import io.snapledger.gateway.links.Links.Link;
import io.snapledger.gateway.microversion.CinderVersions;
import io.snapledger.gateway.microversion.Microversion;
import io.snapledger.gateway.policy.Policy;
import io.snapledger.gateway.policy.Target;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One group: cinder/api/v3/views/groups.py. */
record GroupBody(
        String id,
        String status,
        String availabilityZone,
        Instant createdAt,
        @Nullable String name,
        @Nullable String description,
        String groupType,
        List<String> volumeTypes,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Shown<String> groupSnapshotId,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Shown<String> sourceGroupId,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable List<String> volumes,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String replicationStatus,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String projectId) {

    /**
     * As this caller may see it at this version.
     *
     * @param listVolumes whether the volumes' ids were asked for
     */
    static GroupBody of(
            GroupView group,
            boolean listVolumes,
            Caller caller,
            Microversion version,
            Policy policy) {
        boolean showsSource = version.atLeast(CinderVersions.GROUP_SNAPSHOTS);
        boolean showsProject =
                version.atLeast(CinderVersions.GROUP_GROUPSNAPSHOT_PROJECT_ID)
                        && policy.allows(caller, GroupPolicy.PROJECT_ATTRIBUTE, Target.own(caller));
        return new GroupBody(
                group.id().toString(),
                group.status().word(),
                group.availabilityZone(),
                group.createdAt(),
                group.name(),
                group.description(),
                group.groupTypeId().toString(),
                texts(group.volumeTypeIds()),
                Shown.when(showsSource, text(group.groupSnapshotId())),
                Shown.when(showsSource, text(group.sourceGroupId())),
                listVolumes && version.atLeast(CinderVersions.GROUP_VOLUME_LIST)
                        ? texts(group.volumeIds())
                        : null,
                version.atLeast(CinderVersions.GROUP_REPLICATION) ? "disabled" : null,
                showsProject ? group.projectId() : null);
    }

    private static List<String> texts(List<?> ids) {
        return ids.stream().map(Object::toString).toList();
    }

    private static @Nullable String text(@Nullable Object id) {
        return id == null ? null : id.toString();
    }

    /** {@code {"group": {…}}} */
    record One(GroupBody group) {}

    /** What lists and creates tell of a group. */
    record Summary(String id, @Nullable String name) {

        static Summary of(GroupView group) {
            return new Summary(group.id().toString(), group.name());
        }
    }

    /** {@code {"group": {"id", "name"}}} */
    record OneSummary(Summary group) {}

    /**
     * {@code {"groups": […]}}
     *
     * @param groups of {@link Summary} or of {@link GroupBody}
     */
    record Page(
            List<?> groups,
            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable List<Link> groupLinks) {}
}
