package io.snapledger.gateway.grouptype;

import io.snapledger.gateway.policy.BaseRules;
import io.snapledger.gateway.policy.PolicyRule;
import io.snapledger.gateway.policy.PolicyRule.Operation;
import io.snapledger.gateway.policy.PolicyRules;
import java.util.List;
import org.springframework.stereotype.Component;

/** cinder/policies/group_types.py; there is none for lists and shows. */
@Component
final class GroupTypePolicy implements PolicyRules {

    static final String CREATE = "group:group_types:create";
    static final String UPDATE = "group:group_types:update";
    static final String DELETE = "group:group_types:delete";
    static final String SHOW_SPECS = "group:access_group_types_specs";
    static final String SHOW_SPEC = "group:group_types_specs:get";
    static final String LIST_SPECS = "group:group_types_specs:get_all";
    static final String CREATE_SPECS = "group:group_types_specs:create";
    static final String UPDATE_SPEC = "group:group_types_specs:update";
    static final String DELETE_SPEC = "group:group_types_specs:delete";

    /** The one rule there was for every change of a type. */
    private static final String MANAGE = "group:group_types_manage";

    /** The one rule there was for everything about specs. */
    private static final String SPECS = "group:group_types_specs";

    private static final String SPECS_PATH = "/group_types/{group_type_id}/group_specs";
    private static final String SPEC_PATH = SPECS_PATH + "/{g_spec_id}";

    @Override
    public List<PolicyRule> rules() {
        return List.of(
                PolicyRule.of(
                                CREATE,
                                BaseRules.ADMIN_API,
                                "Create a group type.",
                                new Operation("POST", "/group_types/"))
                        .deprecating(MANAGE, BaseRules.ADMIN_API, "Xena"),
                PolicyRule.of(
                                UPDATE,
                                BaseRules.ADMIN_API,
                                "Update a group type.",
                                new Operation("PUT", "/group_types/{group_type_id}"))
                        .deprecating(MANAGE, BaseRules.ADMIN_API, "Xena"),
                PolicyRule.of(
                                DELETE,
                                BaseRules.ADMIN_API,
                                "Delete a group type.",
                                new Operation("DELETE", "/group_types/{group_type_id}"))
                        .deprecating(MANAGE, BaseRules.ADMIN_API, "Xena"),
                PolicyRule.of(
                        SHOW_SPECS,
                        BaseRules.ADMIN_API,
                        "Show group type with type specs attributes.",
                        new Operation("GET", "/group_types/{group_type_id}")),
                ofSpecs(SHOW_SPEC, "Show a group type spec.", new Operation("GET", SPEC_PATH)),
                ofSpecs(LIST_SPECS, "List group type specs.", new Operation("GET", SPECS_PATH)),
                ofSpecs(
                        CREATE_SPECS,
                        "Create a group type spec.",
                        new Operation("POST", SPECS_PATH)),
                ofSpecs(UPDATE_SPEC, "Update a group type spec.", new Operation("PUT", SPEC_PATH)),
                ofSpecs(
                        DELETE_SPEC,
                        "Delete a group type spec.",
                        new Operation("DELETE", SPEC_PATH)));
    }

    private static PolicyRule ofSpecs(String name, String description, Operation operation) {
        return PolicyRule.of(name, BaseRules.ADMIN_API, description, operation)
                .deprecating(SPECS, BaseRules.ADMIN_API, "Xena");
    }
}
