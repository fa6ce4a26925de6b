package io.snapledger.gateway.volumetype;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.snapledger.contract.volumetype.VolumeTypeView;
import io.snapledger.gateway.caller.Caller;
import io.snapledger.gateway.json.Shown;
import io.snapledger.gateway.links.Links.Link;
import io.snapledger.gateway.policy.Policy;
import io.snapledger.gateway.policy.Target;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One volume type: cinder/api/v3/views/types.py, and what volume_type_access.py adds. */
record VolumeTypeBody(
        String id,
        String name,
        boolean isPublic,
        @Nullable String description,
        @JsonInclude(JsonInclude.Include.NON_NULL)
                @Nullable Map<String, @Nullable String> extraSpecs,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Shown<String> qosSpecsId,
        @JsonProperty("os-volume-type-access:is_public") @JsonInclude(JsonInclude.Include.NON_NULL)
                @Nullable Boolean access) {

    /**
     * As this caller may see it.
     *
     * @param withAccess whether {@code os-volume-type-access:is_public} is shown; the default type
     *     asked for as such lacks it
     */
    static VolumeTypeBody of(
            VolumeTypeView type, Caller caller, Policy policy, boolean withAccess) {
        Target own = Target.own(caller);
        return new VolumeTypeBody(
                type.id().toString(),
                type.name(),
                type.isPublic(),
                type.description(),
                policy.allows(caller, VolumeTypePolicy.EXTRA_SPECS, own)
                        ? VisibleSpecs.of(type, caller, policy)
                        : null,
                Shown.when(policy.allows(caller, VolumeTypePolicy.QOS_SPECS, own), null),
                (withAccess && policy.allows(caller, VolumeTypePolicy.ACCESS, own))
                        ? type.isPublic()
                        : null);
    }

    /** {@code {"volume_type": {…}}} */
    record One(VolumeTypeBody volumeType) {}

    /** {@code {"volume_types": […]}} */
    record Page(
            List<VolumeTypeBody> volumeTypes,
            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable List<Link> volumeTypeLinks) {}

    // cinder/api/views/types.py
    /** What a create and an update answer: the same fields but one, in an order of their own. */
    record Changed(ChangedVolumeType volumeType) {

        static Changed of(VolumeTypeView type, boolean withAccess) {
            return new Changed(
                    new ChangedVolumeType(
                            type.id().toString(),
                            type.name(),
                            type.isPublic(),
                            type.extraSpecs(),
                            type.description(),
                            withAccess ? type.isPublic() : null));
        }
    }

    record ChangedVolumeType(
            String id,
            String name,
            boolean isPublic,
            Map<String, @Nullable String> extraSpecs,
            @Nullable String description,
            @JsonProperty("os-volume-type-access:is_public")
                    @JsonInclude(JsonInclude.Include.NON_NULL)
                    @Nullable Boolean access) {}
}
