package io.snapledger.gateway.share;

import io.snapledger.gateway.policy.ManilaBaseRules;
import io.snapledger.gateway.policy.ManilaRules;
import io.snapledger.gateway.policy.PolicyRule;
import io.snapledger.gateway.policy.PolicyRule.Operation;
import java.util.List;
import org.springframework.stereotype.Component;

/** manila/policies/shares.py, as far as there is something to allow. */
@Component
final class SharePolicy implements ManilaRules {

    static final String CREATE = "share:create";
    static final String CREATE_PUBLIC = "share:create_public_share";
    static final String GET = "share:get";
    static final String GET_ALL = "share:get_all";
    static final String UPDATE = "share:update";
    static final String SET_PUBLIC = "share:set_public_share";
    static final String DELETE = "share:delete";
    static final String FORCE_DELETE = "share:force_delete";
    static final String EXTEND = "share:extend";
    static final String FORCE_EXTEND = "share:force_extend";
    static final String RESET_STATUS = "share:reset_status";
    static final String RESET_TASK_STATE = "share:reset_task_state";

    static final String GET_METADATA = "share:get_share_metadata";
    static final String UPDATE_METADATA = "share:update_share_metadata";
    static final String DELETE_METADATA = "share:delete_share_metadata";
    static final String UPDATE_RESERVED_METADATA = "share:update_admin_only_metadata";

    /** Defined with the rules that all others are made of. */
    static final String HOST_ADMIN = "context_is_host_admin";

    private static final String ONE = "/shares/{share_id}";
    private static final String METADATA = ONE + "/metadata";
    private static final String ENTRY = METADATA + "/{key}";
    private static final String ACTION = ONE + "/action ";

    @Override
    public List<PolicyRule> rules() {
        return List.of(
                members(CREATE, "Create share.", "", new Operation("POST", "/shares")),
                administrators(
                        CREATE_PUBLIC,
                        "Create shares visible across all projects in the cloud.",
                        new Operation("POST", "/shares")),
                readers(GET, "Get share.", new Operation("GET", ONE)),
                readers(
                        GET_ALL,
                        "List shares.",
                        new Operation("GET", "/shares"),
                        new Operation("GET", "/shares/detail")),
                members(
                        UPDATE,
                        "Update a share.",
                        ManilaBaseRules.DEFAULT,
                        new Operation("PUT", ONE)),
                administrators(
                        SET_PUBLIC,
                        "Update a share to be visible across all projects in the cloud.",
                        new Operation("PUT", ONE)),
                members(
                        DELETE,
                        "Delete share.",
                        ManilaBaseRules.DEFAULT,
                        new Operation("DELETE", ONE)),
                administrators(
                        FORCE_DELETE,
                        "Force delete a share.",
                        new Operation("POST", ACTION + "(force_delete)"),
                        new Operation("POST", ACTION + "(os-force_delete)")),
                members(
                        EXTEND,
                        "Extend share.",
                        ManilaBaseRules.DEFAULT,
                        new Operation("POST", ACTION + "(extend)"),
                        new Operation("POST", ACTION + "(os-extend)")),
                PolicyRule.of(
                        FORCE_EXTEND,
                        ManilaBaseRules.ADMIN,
                        "Force extend share.",
                        new Operation("POST", ACTION + "(extend)")),
                administrators(
                        RESET_STATUS,
                        "Reset status.",
                        new Operation("POST", ACTION + "(reset_status)"),
                        new Operation("POST", ACTION + "(os-reset_status)")),
                administrators(
                        RESET_TASK_STATE,
                        "Reset task state.",
                        new Operation("POST", ACTION + "(reset_task_state)")),
                readers(
                        GET_METADATA,
                        "Get share metadata.",
                        new Operation("GET", METADATA),
                        new Operation("GET", ENTRY)),
                members(
                        UPDATE_METADATA,
                        "Update share metadata.",
                        ManilaBaseRules.DEFAULT,
                        new Operation("PUT", METADATA),
                        new Operation("POST", ENTRY),
                        new Operation("POST", METADATA)),
                members(
                        DELETE_METADATA,
                        "Delete share metadata.",
                        ManilaBaseRules.DEFAULT,
                        new Operation("DELETE", ENTRY)),
                PolicyRule.of(
                                UPDATE_RESERVED_METADATA,
                                ManilaBaseRules.ADMIN,
                                "Update metadata items that are considered \"admin only\" by the"
                                        + " service.",
                                new Operation("PUT", METADATA),
                                new Operation("POST", ENTRY),
                                new Operation("POST", METADATA),
                                new Operation("DELETE", ENTRY))
                        .deprecating(ManilaBaseRules.ADMIN_API, "Yoga"));
    }

    private static PolicyRule readers(String name, String description, Operation... operations) {
        return PolicyRule.of(name, ManilaBaseRules.ADMIN_OR_PROJECT_READER, description, operations)
                .deprecating(ManilaBaseRules.DEFAULT, ManilaBaseRules.WALLABY);
    }

    private static PolicyRule members(
            String name, String description, String before, Operation... operations) {
        return PolicyRule.of(name, ManilaBaseRules.ADMIN_OR_PROJECT_MEMBER, description, operations)
                .deprecating(before, ManilaBaseRules.WALLABY);
    }

    private static PolicyRule administrators(
            String name, String description, Operation... operations) {
        return PolicyRule.of(name, ManilaBaseRules.ADMIN, description, operations)
                .deprecating(ManilaBaseRules.ADMIN_API, ManilaBaseRules.WALLABY);
    }
}
