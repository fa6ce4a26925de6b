package io.snapledger.gateway.shareinstance;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.snapledger.contract.shareinstance.ExportLocation;
import io.snapledger.contract.shareinstance.ReplicaState;
import io.snapledger.contract.shareinstance.ShareInstanceView;
import io.snapledger.gateway.caller.Caller;
import io.snapledger.gateway.fault.Fault;
import io.snapledger.gateway.json.Shown;
import io.snapledger.gateway.microversion.ManilaVersions;
import io.snapledger.gateway.microversion.Microversion;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One export location of a share or of its instances. Its times are those of its instance, with
 * which it came to be.
 */
record ExportLocationBody(
        UUID id,
        String path,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Boolean preferred,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable UUID shareInstanceId,
        @JsonInclude(JsonInclude.Include.NON_NULL) @JsonProperty("is_admin_only")
                @Nullable Boolean isAdminOnly,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Instant createdAt,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Shown<Instant> updatedAt,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable ReplicaState replicaState,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Shown<String> availabilityZone) {

    /** {@code {"export_locations": […]}} */
    record All(List<ExportLocationBody> exportLocations) {}

    /** {@code {"export_location": {…}}} */
    record One(ExportLocationBody exportLocation) {}

    /** Those of some instances that the caller may see. */
    static All all(List<ShareInstanceView> instances, Caller caller, Microversion version) {
        return new All(
                instances.stream()
                        .flatMap(instance ->
                                instance.exportLocations().stream()
                                        .filter(one -> caller.admin() || !one.isAdminOnly())
                                        .map(one -> of(one, instance, false, caller, version)))
                        .toList());
    }

    /**
     * One of them.
     *
     * @throws Fault if there is none of that id, or it is the administrators'
     */
    static One one(
            String id, List<ShareInstanceView> instances, Caller caller, Microversion version) {
        for (ShareInstanceView instance : instances) {
            for (ExportLocation location : instance.exportLocations()) {
                if (location.id().toString().equals(id)) {
                    if (location.isAdminOnly() && !caller.admin()) {
                        throw Fault.forbidden();
                    }
                    return new One(of(location, instance, true, caller, version));
                }
            }
        }
        throw Fault.notFound("Export location '" + id + "' not found.");
    }

    /** The same as one of a replica, which tells of that replica too. */
    ExportLocationBody of(ShareInstanceView replica) {
        return new ExportLocationBody(
                id,
                path,
                preferred,
                shareInstanceId,
                isAdminOnly,
                createdAt,
                updatedAt,
                replica.replicaState(),
                Shown.when(true, replica.availabilityZone()));
    }

    private static ExportLocationBody of(
            ExportLocation location,
            ShareInstanceView instance,
            boolean isDetail,
            Caller caller,
            Microversion version) {
        return new ExportLocationBody(
                location.id(),
                location.path(),
                version.atLeast(ManilaVersions.EXPORT_LOCATION_PREFERRED)
                        ? location.preferred()
                        : null,
                caller.admin() ? instance.id().value() : null,
                caller.admin() ? location.isAdminOnly() : null,
                isDetail ? instance.createdAt() : null,
                Shown.when(isDetail, instance.updatedAt()),
                null,
                null);
    }
}
