package io.snapledger.gateway.snapshot;

import io.snapledger.gateway.policy.BaseRules;
import io.snapledger.gateway.policy.PolicyRule;
import io.snapledger.gateway.policy.PolicyRule.Operation;
import io.snapledger.gateway.policy.PolicyRules;
import java.util.List;
import org.springframework.stereotype.Component;

/** cinder/policies/snapshots.py. */
@Component
final class SnapshotPolicy implements PolicyRules {

    /** Asked for each volume whose snapshot is taken, one by one or with its group. */
    static final String CREATE = "volume:create_snapshot";

    static final String GET = "volume:get_snapshot";
    static final String GET_ALL = "volume:get_all_snapshots";
    static final String DELETE = "volume:delete_snapshot";
    static final String EXTENDED_ATTRIBUTES = "volume_extension:extended_snapshot_attributes";

    private static final Operation LIST = new Operation("GET", "/snapshots");
    private static final Operation DETAIL = new Operation("GET", "/snapshots/detail");
    private static final Operation SHOW = new Operation("GET", "/snapshots/{snapshot_id}");

    @Override
    public List<PolicyRule> rules() {
        return List.of(
                PolicyRule.of(
                                GET_ALL,
                                BaseRules.ADMIN_OR_PROJECT_READER,
                                "List snapshots.",
                                LIST,
                                DETAIL)
                        .deprecating(BaseRules.ADMIN_OR_OWNER),
                PolicyRule.of(
                                EXTENDED_ATTRIBUTES,
                                BaseRules.ADMIN_OR_PROJECT_READER,
                                "List or show snapshots with extended attributes.",
                                SHOW,
                                DETAIL)
                        .deprecating(BaseRules.ADMIN_OR_OWNER),
                PolicyRule.of(
                                CREATE,
                                BaseRules.ADMIN_OR_PROJECT_MEMBER,
                                "Create snapshot.",
                                new Operation("POST", "/snapshots"))
                        .deprecating(BaseRules.ADMIN_OR_OWNER),
                PolicyRule.of(GET, BaseRules.ADMIN_OR_PROJECT_READER, "Show snapshot.", SHOW)
                        .deprecating(BaseRules.ADMIN_OR_OWNER),
                PolicyRule.of(
                                DELETE,
                                BaseRules.ADMIN_OR_PROJECT_MEMBER,
                                "Delete snapshot.",
                                new Operation("DELETE", "/snapshots/{snapshot_id}"))
                        .deprecating(BaseRules.ADMIN_OR_OWNER));
    }
}
