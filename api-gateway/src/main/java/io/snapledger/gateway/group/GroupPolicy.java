package io.snapledger.gateway.group;

import io.snapledger.gateway.policy.BaseRules;
import io.snapledger.gateway.policy.PolicyRule;
import io.snapledger.gateway.policy.PolicyRule.Operation;
import io.snapledger.gateway.policy.PolicyRules;
import java.util.List;
import org.springframework.stereotype.Component;

/** cinder/policies/groups.py and group_actions.py. */
@Component
final class GroupPolicy implements PolicyRules {

    static final String CREATE = "group:create";
    static final String GET = "group:get";
    static final String GET_ALL = "group:get_all";
    static final String UPDATE = "group:update";
    static final String PROJECT_ATTRIBUTE = "group:group_project_attribute";
    static final String DELETE = "group:delete";
    static final String RESET_STATUS = "group:reset_status";

    static final String ENABLE_REPLICATION = "group:enable_replication";
    static final String DISABLE_REPLICATION = "group:disable_replication";
    static final String FAILOVER_REPLICATION = "group:failover_replication";
    static final String LIST_REPLICATION_TARGETS = "group:list_replication_targets";

    private static final Operation LIST = new Operation("GET", "/groups");
    private static final Operation DETAIL = new Operation("GET", "/groups/detail");
    private static final Operation SHOW = new Operation("GET", "/groups/{group_id}");

    @Override
    public List<PolicyRule> rules() {
        return List.of(
                BaseRules.readers(GET_ALL, "List groups.", LIST, DETAIL),
                PolicyRule.of(
                                CREATE,
                                BaseRules.ADMIN_OR_PROJECT_MEMBER,
                                "Create group.",
                                new Operation("POST", "/groups"))
                        .deprecating(BaseRules.ANYONE),
                BaseRules.readers(GET, "Show group.", SHOW),
                BaseRules.members(
                        UPDATE, "Update group.", new Operation("PUT", "/groups/{group_id}")),
                PolicyRule.of(
                        PROJECT_ATTRIBUTE,
                        BaseRules.ADMIN_API,
                        "List groups or show group with project attributes.",
                        SHOW,
                        DETAIL),
                BaseRules.members(
                        DELETE,
                        "Delete group.",
                        new Operation("POST", "/groups/{group_id}/action (delete)")),
                PolicyRule.of(
                        RESET_STATUS,
                        BaseRules.ADMIN_API,
                        "Reset status of group.",
                        new Operation("POST", "/groups/{group_id}/action (reset_status)")),
                replication(ENABLE_REPLICATION, "Enable replication.", "(enable_replication)"),
                replication(DISABLE_REPLICATION, "Disable replication.", "(disable_replication)"),
                replication(
                        FAILOVER_REPLICATION, "Fail over replication.", "(failover_replication)"),
                replication(
                        LIST_REPLICATION_TARGETS,
                        "List failover replication.",
                        "(list_replication_targets)"));
    }

    private static PolicyRule replication(String name, String description, String action) {
        return BaseRules.members(
                name, description, new Operation("POST", "/groups/{group_id}/action " + action));
    }
}
