package io.snapledger.gateway.volume;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.snapledger.contract.volume.VolumeStatus;
import io.snapledger.contract.volume.VolumeView;
import io.snapledger.gateway.caller.Caller;
import io.snapledger.gateway.json.Shown;
import io.snapledger.gateway.links.Links;
import io.snapledger.gateway.links.Links.Link;
import io.snapledger.gateway.microversion.CinderVersions;
import io.snapledger.gateway.microversion.Microversion;
import io.snapledger.gateway.policy.Policy;
import io.snapledger.gateway.policy.Target;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One volume: cinder/api/v3/views/volumes.py, and what cinder/api/contrib adds. */
record VolumeBody(
        String id,
        String status,
        int size,
        String availabilityZone,
        Instant createdAt,
        @Nullable Instant updatedAt,
        @Nullable String name,
        @Nullable String description,
        String volumeType,
        @Nullable String snapshotId,
        @Nullable String sourceVolid,
        Map<String, String> metadata,
        List<Link> links,
        String userId,
        String bootable,
        boolean encrypted,
        @Nullable String replicationStatus,
        @Nullable String consistencygroupId,
        boolean multiattach,
        List<String> attachments,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Shown<String> migrationStatus,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Shown<String> groupId,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Shown<String> providerId,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Boolean sharedTargets,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Shown<String> serviceUuid,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Shown<String> clusterName,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String volumeTypeId,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Boolean consumesQuota,
        @JsonProperty("os-vol-tenant-attr:tenant_id") @JsonInclude(JsonInclude.Include.NON_NULL)
                @Nullable String tenantId,
        @JsonProperty("os-vol-mig-status-attr:migstat") @JsonInclude(JsonInclude.Include.NON_NULL)
                @Nullable Shown<String> migstat,
        @JsonProperty("os-vol-mig-status-attr:name_id") @JsonInclude(JsonInclude.Include.NON_NULL)
                @Nullable Shown<String> nameId,
        @JsonProperty("os-vol-host-attr:host") @JsonInclude(JsonInclude.Include.NON_NULL)
                @Nullable Shown<String> host) {

    static final String COLLECTION = "volumes";

    /** As create and update answer: without what the extensions add. */
    static VolumeBody plain(VolumeView volume, Caller caller, Microversion version, Links links) {
        return of(volume, caller, version, links, false, false, false);
    }

    /** As show and detail answer. */
    static VolumeBody of(
            VolumeView volume, Caller caller, Microversion version, Links links, Policy policy) {
        Target own = Target.own(caller);
        return of(
                volume,
                caller,
                version,
                links,
                policy.allows(caller, VolumePolicy.TENANT_ATTRIBUTE, own),
                policy.allows(caller, VolumePolicy.MIGRATION_ATTRIBUTE, own),
                policy.allows(caller, VolumePolicy.HOST_ATTRIBUTE, own));
    }

    private static VolumeBody of(
            VolumeView volume,
            Caller caller,
            Microversion version,
            Links links,
            boolean showsTenant,
            boolean showsMigration,
            boolean showsHost) {
        boolean showsService =
                version.atLeast(CinderVersions.VOLUME_SHARED_TARGETS_AND_SERVICE_FIELDS);
        var agent = volume.agent();
        var migrationStatus = volume.migrationStatus();
        String migration = migrationStatus == null ? null : migrationStatus.word();
        return new VolumeBody(
                volume.id().toString(),
                shown(volume.status()),
                volume.sizeGib(),
                volume.availabilityZone(),
                volume.createdAt(),
                volume.updatedAt(),
                volume.name(),
                volume.description(),
                volume.volumeTypeName(),
                text(volume.snapshotId()),
                text(volume.sourceVolumeId()),
                volume.metadata(),
                links.of(COLLECTION, volume.id().value()),
                volume.userId(),
                "false",
                false,
                null,
                null,
                false,
                List.of(),
                Shown.when(caller.admin(), migration),
                Shown.when(version.atLeast(CinderVersions.GROUP_VOLUME), text(volume.groupId())),
                Shown.when(
                        caller.admin() && version.atLeast(CinderVersions.VOLUME_DETAIL_PROVIDER_ID),
                        null),
                // True until a backend has said otherwise, and ours then does.
                showsService ? agent == null : null,
                Shown.when(showsService, agent == null ? null : agent.id().toString()),
                Shown.when(
                        caller.admin() && version.atLeast(CinderVersions.VOLUME_CLUSTER_NAME),
                        null),
                version.atLeast(CinderVersions.VOLUME_TYPE_ID_IN_VOLUME_DETAIL)
                        ? volume.volumeTypeId().toString()
                        : null,
                version.atLeast(CinderVersions.USE_QUOTA) ? true : null,
                showsTenant ? volume.projectId() : null,
                Shown.when(showsMigration, migration),
                Shown.when(showsMigration, null),
                Shown.when(showsHost, agent == null ? null : agent.host()));
    }

    // views/volumes.py, _get_volume_status: these two came later than some clients.
    private static String shown(VolumeStatus status) {
        return switch (status) {
            case MANAGING -> VolumeStatus.CREATING.word();
            case ERROR_MANAGING -> VolumeStatus.ERROR.word();
            case CREATING,
                    AVAILABLE,
                    DELETING,
                    DELETED,
                    ERROR,
                    ERROR_DELETING,
                    ATTACHING,
                    IN_USE,
                    DETACHING,
                    MAINTENANCE,
                    RESTORING_BACKUP,
                    ERROR_RESTORING,
                    RESERVED,
                    AWAITING_TRANSFER,
                    BACKING_UP,
                    ERROR_BACKING_UP,
                    ERROR_EXTENDING,
                    DOWNLOADING,
                    UPLOADING,
                    RETYPING,
                    EXTENDING ->
                    status.word();
        };
    }

    private static @Nullable String text(@Nullable Object id) {
        return id == null ? null : id.toString();
    }

    /** {@code {"volume": {…}}} */
    record One(VolumeBody volume) {}

    /** What the plain list tells of a volume. */
    record Summary(String id, @Nullable String name, List<Link> links) {

        static Summary of(VolumeView volume, Links links) {
            return new Summary(
                    volume.id().toString(),
                    volume.name(),
                    links.of(COLLECTION, volume.id().value()));
        }
    }

    /**
     * {@code {"volumes": […]}}
     *
     * @param volumes of {@link Summary} or of {@link VolumeBody}
     */
    record Page(
            List<?> volumes,
            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable List<Link> volumesLinks,
            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Long count) {}
}
