package io.snapledger.gateway.shareinstance;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.snapledger.contract.share.ShareId;
import io.snapledger.contract.share.ShareStatus;
import io.snapledger.contract.shareinstance.ExportLocation;
import io.snapledger.contract.shareinstance.ReplicaState;
import io.snapledger.contract.shareinstance.ShareInstanceId;
import io.snapledger.contract.shareinstance.ShareInstanceView;
import io.snapledger.contract.sharetype.ShareTypeId;
import io.snapledger.gateway.json.Shown;
import io.snapledger.gateway.microversion.ManilaVersions;
import io.snapledger.gateway.microversion.Microversion;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * manila/api/views/share_instance.py.
 *
 * @param accessRulesStatus always {@code active}, as there are no access rules
 */
record ShareInstanceBody(
        ShareInstanceId id,
        ShareId shareId,
        @Nullable String availabilityZone,
        Instant createdAt,
        @Nullable String host,
        ShareStatus status,
        @Nullable String shareNetworkId,
        @Nullable String shareServerId,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Shown<String> exportLocation,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable List<String> exportLocations,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String accessRulesStatus,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Shown<ReplicaState> replicaState,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Shown<ShareTypeId> shareTypeId,
        @JsonInclude(JsonInclude.Include.NON_NULL) @JsonProperty("cast_rules_to_readonly")
                @Nullable Boolean castRulesToReadonly,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Shown<String> progress,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Shown<Instant> updatedAt) {

    static ShareInstanceBody of(ShareInstanceView view, Microversion version) {
        boolean showsPaths = !version.atLeast(ManilaVersions.EXPORT_LOCATIONS);
        List<String> paths = view.exportLocations().stream().map(ExportLocation::path).toList();
        Integer progress = view.progress();
        return new ShareInstanceBody(
                view.id(),
                view.shareId(),
                view.availabilityZone(),
                view.createdAt(),
                view.host(),
                view.status(),
                null,
                null,
                Shown.when(showsPaths, paths.isEmpty() ? null : paths.getFirst()),
                showsPaths ? paths : null,
                version.atLeast(ManilaVersions.ACCESS_RULES_STATUS) ? "active" : null,
                Shown.when(version.atLeast(ManilaVersions.SHARE_REPLICAS), view.replicaState()),
                Shown.when(
                        version.atLeast(ManilaVersions.MIGRATION_OF_ADMINISTRATORS),
                        view.shareTypeId()),
                version.atLeast(ManilaVersions.CAST_RULES_TO_READONLY) ? Boolean.FALSE : null,
                Shown.when(
                        version.atLeast(ManilaVersions.PROGRESS),
                        progress == null ? null : progress + "%"),
                Shown.when(
                        version.atLeast(ManilaVersions.SHARE_INSTANCE_UPDATED_AT),
                        view.updatedAt()));
    }

    /** {@code {"share_instances": […]}} */
    record All(List<ShareInstanceBody> shareInstances) {}

    /** {@code {"share_instance": {…}}} */
    record One(ShareInstanceBody shareInstance) {}
}
