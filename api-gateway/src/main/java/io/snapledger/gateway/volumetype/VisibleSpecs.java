package io.snapledger.gateway.volumetype;

import io.snapledger.contract.volumetype.VolumeTypeView;
import io.snapledger.gateway.caller.Caller;
import io.snapledger.gateway.policy.Policy;
import io.snapledger.gateway.policy.Target;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Which extra specs a caller may know of: some tell of the deployment. */
final class VisibleSpecs {

    // cinder/policies/type_extra_specs.py, USER_VISIBLE_EXTRA_SPECS
    private static final List<String> VISIBLE_TO_ALL =
            List.of("RESKEY:availability_zones", "multiattach", "replication_enabled");

    private VisibleSpecs() {}

    /** Those of that type. */
    static Map<String, @Nullable String> of(VolumeTypeView type, Caller caller, Policy policy) {
        if (seesAll(caller, policy)) {
            return type.extraSpecs();
        }
        Map<String, @Nullable String> visible = new LinkedHashMap<>();
        for (String key : VISIBLE_TO_ALL) {
            if (type.extraSpecs().containsKey(key)) {
                visible.put(key, type.extraSpecs().get(key));
            }
        }
        return visible;
    }

    /** Whether the caller may know of a spec of that key. */
    static boolean includes(String key, Caller caller, Policy policy) {
        return VISIBLE_TO_ALL.contains(key) || seesAll(caller, policy);
    }

    private static boolean seesAll(Caller caller, Policy policy) {
        return policy.allows(caller, VolumeTypePolicy.READ_SENSITIVE, Target.own(caller));
    }
}
