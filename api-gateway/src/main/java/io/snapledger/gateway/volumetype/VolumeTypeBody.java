package io.snapledger.gateway.volumetype;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.snapledger.contract.volumetype.VolumeTypeView;
import io.snapledger.gateway.caller.Caller;
import io.snapledger.gateway.json.Shown;
import io.snapledger.gateway.links.Links.Link;
import io.snapledger.gateway.policy.Policy;
import io.snapledger.gateway.policy.Target;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One volume type: cinder/api/v3/views/types.py, and what volume_type_access.py adds. */
record VolumeTypeBody(
        String id,
        String name,
        boolean isPublic,
        @Nullable String description,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Map<String, String> extraSpecs,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Shown<String> qosSpecsId,
        @JsonProperty("os-volume-type-access:is_public") @JsonInclude(JsonInclude.Include.NON_NULL)
                @Nullable Boolean access) {

    // cinder/policies/type_extra_specs.py, USER_VISIBLE_EXTRA_SPECS
    private static final List<String> VISIBLE_TO_ALL =
            List.of("RESKEY:availability_zones", "multiattach", "replication_enabled");

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
                        ? visible(type.extraSpecs(), caller, policy)
                        : null,
                Shown.when(policy.allows(caller, VolumeTypePolicy.QOS_SPECS, own), null),
                withAccess ? type.isPublic() : null);
    }

    private static Map<String, String> visible(
            Map<String, String> extraSpecs, Caller caller, Policy policy) {
        if (policy.allows(caller, VolumeTypePolicy.READ_SENSITIVE, Target.own(caller))) {
            return extraSpecs;
        }
        Map<String, String> visible = new LinkedHashMap<>();
        for (String key : VISIBLE_TO_ALL) {
            String value = extraSpecs.get(key);
            if (value != null) {
                visible.put(key, value);
            }
        }
        return visible;
    }

    /** {@code {"volume_type": {…}}} */
    record One(VolumeTypeBody volumeType) {}

    /** {@code {"volume_types": […]}} */
    record Page(
            List<VolumeTypeBody> volumeTypes,
            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable List<Link> volumeTypeLinks) {}

    /** What a create answers: the same fields but one, in an order of their own. */
    record Created(NewVolumeType volumeType) {}

    record NewVolumeType(
            String id,
            String name,
            boolean isPublic,
            Map<String, String> extraSpecs,
            @Nullable String description,
            @JsonProperty("os-volume-type-access:is_public") boolean access) {}
}
