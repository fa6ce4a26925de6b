package io.snapledger.gateway.volumetype;

import io.snapledger.gateway.policy.BaseRules;
import io.snapledger.gateway.policy.PolicyRule;
import io.snapledger.gateway.policy.PolicyRule.Operation;
import io.snapledger.gateway.policy.PolicyRules;
import java.util.List;
import org.springframework.stereotype.Component;

/** cinder/policies/volume_type.py, type_extra_specs.py and volume_access.py. */
@Component
final class VolumeTypePolicy implements PolicyRules {

    static final String CREATE = "volume_extension:type_create";
    static final String UPDATE = "volume_extension:type_update";
    static final String DELETE = "volume_extension:type_delete";
    static final String GET = "volume_extension:type_get";
    static final String GET_ALL = "volume_extension:type_get_all";
    static final String EXTRA_SPECS = "volume_extension:access_types_extra_specs";
    static final String QOS_SPECS = "volume_extension:access_types_qos_specs_id";
    static final String READ_SENSITIVE = "volume_extension:types_extra_specs:read_sensitive";
    static final String LIST_SPECS = "volume_extension:types_extra_specs:index";
    static final String SHOW_SPEC = "volume_extension:types_extra_specs:show";
    static final String CREATE_SPECS = "volume_extension:types_extra_specs:create";
    static final String UPDATE_SPEC = "volume_extension:types_extra_specs:update";
    static final String DELETE_SPEC = "volume_extension:types_extra_specs:delete";
    static final String ACCESS = "volume_extension:volume_type_access";
    static final String LIST_ACCESS = "volume_extension:volume_type_access:get_all_for_type";
    static final String ADD_ACCESS = "volume_extension:volume_type_access:addProjectAccess";
    static final String REMOVE_ACCESS = "volume_extension:volume_type_access:removeProjectAccess";

    /** The one rule there was for every change of a type. */
    private static final String MANAGE = "volume_extension:types_manage";

    private static final Operation LIST = new Operation("GET", "/types");
    private static final Operation SHOW = new Operation("GET", "/types/{type_id}");
    private static final String SPECS_PATH = "/types/{type_id}/extra_specs";
    private static final String SPEC_PATH = SPECS_PATH + "/{extra_spec_key}";
    private static final Operation ALL_SPECS = new Operation("GET", SPECS_PATH);
    private static final Operation ONE_SPEC = new Operation("GET", SPEC_PATH);

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
                                UPDATE,
                                BaseRules.ADMIN_API,
                                "Update volume type.",
                                new Operation("PUT", "/types/{type_id}"))
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
                        LIST,
                        ALL_SPECS,
                        ONE_SPEC),
                PolicyRule.of(
                                LIST_SPECS,
                                BaseRules.ADMIN_OR_PROJECT_READER,
                                "List type extra specs.",
                                ALL_SPECS)
                        .deprecating(BaseRules.ANYONE),
                PolicyRule.of(
                                SHOW_SPEC,
                                BaseRules.ADMIN_OR_PROJECT_READER,
                                "Show one specified type extra specs.",
                                ONE_SPEC)
                        .deprecating(BaseRules.ANYONE),
                PolicyRule.of(
                        CREATE_SPECS,
                        BaseRules.ADMIN_API,
                        "Create type extra specs.",
                        new Operation("POST", SPECS_PATH)),
                PolicyRule.of(
                        UPDATE_SPEC,
                        BaseRules.ADMIN_API,
                        "Update type extra specs.",
                        new Operation("PUT", SPEC_PATH)),
                PolicyRule.of(
                        DELETE_SPEC,
                        BaseRules.ADMIN_API,
                        "Delete type extra specs.",
                        new Operation("DELETE", SPEC_PATH)),
                BaseRules.members(
                        ACCESS,
                        "Include os-volume-type-access:is_public in the answers that show"
                                + " volume types.",
                        LIST,
                        SHOW,
                        new Operation("POST", "/types")),
                PolicyRule.of(
                        LIST_ACCESS,
                        BaseRules.ADMIN_API,
                        "List the projects that may use a private volume type.",
                        new Operation("GET", "/types/{type_id}/os-volume-type-access")),
                PolicyRule.of(
                        ADD_ACCESS,
                        BaseRules.ADMIN_API,
                        "Add volume type access for project.",
                        new Operation("POST", "/types/{type_id}/action (addProjectAccess)")),
                PolicyRule.of(
                        REMOVE_ACCESS,
                        BaseRules.ADMIN_API,
                        "Remove volume type access for project.",
                        new Operation("POST", "/types/{type_id}/action (removeProjectAccess)")));
    }
}
