package io.snapledger.gateway.shareinstance;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.snapledger.contract.share.ShareId;
import io.snapledger.contract.share.ShareStatus;
import io.snapledger.contract.shareinstance.ReplicaState;
import io.snapledger.contract.shareinstance.ShareInstanceId;
import io.snapledger.contract.shareinstance.ShareInstanceView;
import io.snapledger.gateway.caller.Caller;
import io.snapledger.gateway.json.Shown;
import io.snapledger.gateway.microversion.ManilaVersions;
import io.snapledger.gateway.microversion.Microversion;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** manila/api/views/share_replicas.py. */
record ShareReplicaBody(
        ShareInstanceId id,
        ShareId shareId,
        @Nullable String availabilityZone,
        Instant createdAt,
        ShareStatus status,
        @Nullable String shareNetworkId,
        @Nullable ReplicaState replicaState,
        @Nullable Instant updatedAt,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Shown<String> shareServerId,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Shown<String> host,
        @JsonInclude(JsonInclude.Include.NON_NULL) @JsonProperty("cast_rules_to_readonly")
                @Nullable Boolean castRulesToReadonly) {

    static ShareReplicaBody of(ShareInstanceView view, Caller caller, Microversion version) {
        return new ShareReplicaBody(
                view.id(),
                view.shareId(),
                view.availabilityZone(),
                view.createdAt(),
                view.status(),
                null,
                view.replicaState(),
                view.updatedAt(),
                Shown.when(caller.admin(), null),
                Shown.when(caller.admin(), view.host()),
                (caller.admin() && version.atLeast(ManilaVersions.CAST_RULES_TO_READONLY))
                        ? Boolean.FALSE
                        : null);
    }

    /** {@code {"share_replicas": […]}}, of summaries or of details. */
    record All(List<?> shareReplicas) {}

    /** {@code {"share_replica": {…}}} */
    record One(ShareReplicaBody shareReplica) {}

    record Summary(
            ShareInstanceId id,
            ShareId shareId,
            ShareStatus status,
            @Nullable ReplicaState replicaState) {

        static Summary of(ShareInstanceView view) {
            return new Summary(view.id(), view.shareId(), view.status(), view.replicaState());
        }
    }
}
