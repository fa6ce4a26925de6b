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
    static final String DELETE = "group:group_types:delete";
    static final String SHOW_SPECS = "group:access_group_types_specs";

    /** The one rule there was for every change of a type. */
    private static final String MANAGE = "group:group_types_manage";

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
                                DELETE,
                                BaseRules.ADMIN_API,
                                "Delete a group type.",
                                new Operation("DELETE", "/group_types/{group_type_id}"))
                        .deprecating(MANAGE, BaseRules.ADMIN_API, "Xena"),
                PolicyRule.of(
                        SHOW_SPECS,
                        BaseRules.ADMIN_API,
                        "Show group type with type specs attributes.",
                        new Operation("GET", "/group_types/{group_type_id}")));
    }
}
