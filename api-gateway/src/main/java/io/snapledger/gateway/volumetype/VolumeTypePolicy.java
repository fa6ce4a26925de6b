package io.snapledger.gateway.volumetype;

import io.snapledger.gateway.policy.BaseRules;
import io.snapledger.gateway.policy.PolicyRule;
import io.snapledger.gateway.policy.PolicyRule.Operation;
import io.snapledger.gateway.policy.PolicyRules;
import java.util.List;
import org.springframework.stereotype.Component;

/** cinder/policies/volume_type.py and type_extra_specs.py. */
@Component
final class VolumeTypePolicy implements PolicyRules {

    static final String CREATE = "volume_extension:type_create";
    static final String DELETE = "volume_extension:type_delete";
    static final String GET = "volume_extension:type_get";
    static final String GET_ALL = "volume_extension:type_get_all";
    static final String EXTRA_SPECS = "volume_extension:access_types_extra_specs";
    static final String QOS_SPECS = "volume_extension:access_types_qos_specs_id";
    static final String READ_SENSITIVE = "volume_extension:types_extra_specs:read_sensitive";

    /** The one rule there was for every change of a type. */
    private static final String MANAGE = "volume_extension:types_manage";

    private static final Operation LIST = new Operation("GET", "/types");
    private static final Operation SHOW = new Operation("GET", "/types/{type_id}");

    @Override
    public List<PolicyRule> rules() {
        return List.of(
                PolicyRule.of(
                                CREATE,
                                BaseRules.ADMIN_API,
                                "Create volume type.",
                                new Operation("POST", "/types"))
                        .deprecating(MANAGE, BaseRules.ADMIN_API, "Xena"),
                PolicyRule.of(
                                DELETE,
                                BaseRules.ADMIN_API,
                                "Delete volume type.",
                                new Operation("DELETE", "/types/{type_id}"))
                        .deprecating(MANAGE, BaseRules.ADMIN_API, "Xena"),
                PolicyRule.of(
                                GET,
                                BaseRules.ADMIN_OR_PROJECT_READER,
                                "Get one specific volume type.",
                                SHOW)
                        .deprecating(BaseRules.ANYONE),
                PolicyRule.of(
                                GET_ALL,
                                BaseRules.ADMIN_OR_PROJECT_READER,
                                "List volume types.",
                                LIST)
                        .deprecating(BaseRules.ANYONE),
                PolicyRule.of(
                                EXTRA_SPECS,
                                BaseRules.ADMIN_OR_PROJECT_READER,
                                "Include the extra specs in the answers that show volume types.",
                                SHOW,
                                LIST)
                        .deprecating(BaseRules.ADMIN_API),
                PolicyRule.of(
                        QOS_SPECS,
                        BaseRules.ADMIN_API,
                        "Include the QoS specs id in the answers that show volume types.",
                        SHOW,
                        LIST),
                PolicyRule.of(
                        READ_SENSITIVE,
                        BaseRules.ADMIN_API,
                        "Include extra specs that tell of the deployment.",
                        SHOW,
                        LIST));
    }
}
