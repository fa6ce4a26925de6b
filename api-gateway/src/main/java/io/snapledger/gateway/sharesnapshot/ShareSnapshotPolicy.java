package io.snapledger.gateway.sharesnapshot;

import io.snapledger.gateway.policy.ManilaBaseRules;
import io.snapledger.gateway.policy.ManilaRules;
import io.snapledger.gateway.policy.PolicyRule;
import io.snapledger.gateway.policy.PolicyRule.Operation;
import java.util.List;
import org.springframework.stereotype.Component;

/** manila/policies/share_snapshot.py, and what shares.py says of snapshots. */
@Component
final class ShareSnapshotPolicy implements ManilaRules {

    static final String GET = "share_snapshot:get_snapshot";
    static final String GET_ALL = "share_snapshot:get_all_snapshots";
    static final String FORCE_DELETE = "share_snapshot:force_delete";
    static final String RESET_STATUS = "share_snapshot:reset_status";
    static final String CREATE = "share:create_snapshot";
    static final String DELETE = "share:delete_snapshot";
    static final String UPDATE = "share:snapshot_update";

    static final String GET_METADATA = "share_snapshot:get_metadata";
    static final String UPDATE_METADATA = "share_snapshot:update_metadata";
    static final String DELETE_METADATA = "share_snapshot:delete_metadata";

    private static final String ZED = "Zed";
    private static final String ONE = "/snapshots/{snapshot_id}";
    private static final String METADATA = ONE + "/metadata";
    private static final String ENTRY = METADATA + "/{key}";

    @Override
    public List<PolicyRule> rules() {
        return List.of(
                PolicyRule.of(
                                GET,
                                ManilaBaseRules.ADMIN_OR_PROJECT_READER,
                                "Get share snapshot.",
                                new Operation("GET", ONE))
                        .deprecating(ManilaBaseRules.DEFAULT, ManilaBaseRules.WALLABY),
                PolicyRule.of(
                                GET_ALL,
                                ManilaBaseRules.ADMIN_OR_PROJECT_READER,
                                "Get all share snapshots.",
                                new Operation("GET", "/snapshots"),
                                new Operation("GET", "/snapshots/detail"))
                        .deprecating(ManilaBaseRules.DEFAULT, ManilaBaseRules.WALLABY),
                PolicyRule.of(
                                FORCE_DELETE,
                                ManilaBaseRules.ADMIN,
                                "Force delete a share snapshot.",
                                new Operation("POST", ONE + "/action (force_delete)"),
                                new Operation("POST", ONE + "/action (os-force_delete)"))
                        .deprecating(ManilaBaseRules.ADMIN_API, ManilaBaseRules.WALLABY),
                PolicyRule.of(
                                RESET_STATUS,
                                ManilaBaseRules.ADMIN,
                                "Reset status.",
                                new Operation("POST", ONE + "/action (reset_status)"),
                                new Operation("POST", ONE + "/action (os-reset_status)"))
                        .deprecating(ManilaBaseRules.ADMIN_API, ManilaBaseRules.WALLABY),
                PolicyRule.of(
                                CREATE,
                                ManilaBaseRules.ADMIN_OR_PROJECT_MEMBER,
                                "Create share snapshot.",
                                new Operation("POST", "/snapshots"))
                        .deprecating(ManilaBaseRules.DEFAULT, ManilaBaseRules.WALLABY),
                PolicyRule.of(
                                DELETE,
                                ManilaBaseRules.ADMIN_OR_PROJECT_MEMBER,
                                "Delete share snapshot.",
                                new Operation("DELETE", ONE))
                        .deprecating(ManilaBaseRules.DEFAULT, ManilaBaseRules.WALLABY),
                PolicyRule.of(
                                UPDATE,
                                ManilaBaseRules.ADMIN_OR_PROJECT_MEMBER,
                                "Update share snapshot.",
                                new Operation("PUT", ONE))
                        .deprecating(ManilaBaseRules.DEFAULT, ManilaBaseRules.WALLABY),
                PolicyRule.of(
                                UPDATE_METADATA,
                                ManilaBaseRules.ADMIN_OR_PROJECT_MEMBER,
                                "Update snapshot metadata.",
                                new Operation("PUT", METADATA),
                                new Operation("POST", ENTRY),
                                new Operation("POST", METADATA))
                        .deprecating(ManilaBaseRules.DEFAULT, ZED),
                PolicyRule.of(
                                DELETE_METADATA,
                                ManilaBaseRules.ADMIN_OR_PROJECT_MEMBER,
                                "Delete snapshot metadata.",
                                new Operation("DELETE", ENTRY))
                        .deprecating(ManilaBaseRules.DEFAULT, ZED),
                PolicyRule.of(
                                GET_METADATA,
                                ManilaBaseRules.ADMIN_OR_PROJECT_READER,
                                "Get snapshot metadata.",
                                new Operation("GET", METADATA),
                                new Operation("GET", ENTRY))
                        .deprecating(ManilaBaseRules.DEFAULT, ZED));
    }
}
