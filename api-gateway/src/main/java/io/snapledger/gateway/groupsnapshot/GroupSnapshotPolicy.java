package io.snapledger.gateway.groupsnapshot;

import io.snapledger.gateway.policy.BaseRules;
import io.snapledger.gateway.policy.PolicyRule;
import io.snapledger.gateway.policy.PolicyRule.Operation;
import io.snapledger.gateway.policy.PolicyRules;
import java.util.List;
import org.springframework.stereotype.Component;

/** cinder/policies/group_snapshots.py and group_snapshot_actions.py. */
@Component
final class GroupSnapshotPolicy implements PolicyRules {

    static final String GET_ALL = "group:get_all_group_snapshots";
    static final String GET = "group:get_group_snapshot";
    static final String CREATE = "group:create_group_snapshot";
    static final String DELETE = "group:delete_group_snapshot";
    static final String PROJECT_ATTRIBUTE = "group:group_snapshot_project_attribute";
    static final String RESET_STATUS = "group:reset_group_snapshot_status";

    /** Asked here, defined by the groups' own policy: cinder/policies/groups.py. */
    static final String GET_GROUP = "group:get";

    /** Asked here, defined by the snapshots' own policy: cinder/policies/snapshots.py. */
    static final String CREATE_SNAPSHOT = "volume:create_snapshot";

    private static final String UPDATE = "group:update_group_snapshot";

    private static final Operation DETAIL = new Operation("GET", "/group_snapshots/detail");
    private static final Operation SHOW =
            new Operation("GET", "/group_snapshots/{group_snapshot_id}");

    @Override
    public List<PolicyRule> rules() {
        return List.of(
                BaseRules.readers(
                        GET_ALL,
                        "List group snapshots.",
                        new Operation("GET", "/group_snapshots"),
                        DETAIL),
                PolicyRule.of(
                                CREATE,
                                BaseRules.ADMIN_OR_PROJECT_MEMBER,
                                "Create group snapshot.",
                                new Operation("POST", "/group_snapshots"))
                        .deprecating(BaseRules.ANYONE),
                BaseRules.readers(GET, "Show group snapshot.", SHOW),
                BaseRules.members(
                        DELETE,
                        "Delete group snapshot.",
                        new Operation("DELETE", "/group_snapshots/{group_snapshot_id}")),
                BaseRules.members(
                        UPDATE,
                        "Update group snapshot; no request asks for it.",
                        new Operation("PUT", "/group_snapshots/{group_snapshot_id}")),
                PolicyRule.of(
                        PROJECT_ATTRIBUTE,
                        BaseRules.ADMIN_API,
                        "List group snapshots or show group snapshot with project attributes.",
                        SHOW,
                        DETAIL),
                PolicyRule.of(
                        RESET_STATUS,
                        BaseRules.ADMIN_API,
                        "Reset status of group snapshot.",
                        new Operation(
                                "POST", "/group_snapshots/{g_snapshot_id}/action (reset_status)")));
    }
}
