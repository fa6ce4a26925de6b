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
    static final String UPDATE = "volume:update_snapshot";
    static final String RESET_STATUS = "volume_extension:snapshot_admin_actions:reset_status";
    static final String FORCE_DELETE = "volume_extension:snapshot_admin_actions:force_delete";
    static final String REPORT_STATUS =
            "snapshot_extension:snapshot_actions:update_snapshot_status";
    static final String GET_METADATA = "volume:get_snapshot_metadata";
    static final String UPDATE_METADATA = "volume:update_snapshot_metadata";
    static final String DELETE_METADATA = "volume:delete_snapshot_metadata";

    /** Asked here, defined by the volumes' own policy: cinder/policies/volumes.py. */
    static final String GET_VOLUME = "volume:get";

    static final String EXTENDED_ATTRIBUTES = "volume_extension:extended_snapshot_attributes";

    private static final Operation LIST = new Operation("GET", "/snapshots");
    private static final Operation DETAIL = new Operation("GET", "/snapshots/detail");
    private static final Operation SHOW = new Operation("GET", "/snapshots/{snapshot_id}");

    private static final String ACTION = "/snapshots/{snapshot_id}/action";
    private static final String METADATA = "/snapshots/{snapshot_id}/metadata";
    private static final String METADATUM = METADATA + "/{key}";

    @Override
    public List<PolicyRule> rules() {
        return List.of(
                BaseRules.readers(GET_ALL, "List snapshots.", LIST, DETAIL),
                BaseRules.readers(
                        EXTENDED_ATTRIBUTES,
                        "List or show snapshots with extended attributes.",
                        SHOW,
                        DETAIL),
                BaseRules.members(CREATE, "Create snapshot.", new Operation("POST", "/snapshots")),
                BaseRules.readers(GET, "Show snapshot.", SHOW),
                BaseRules.members(
                        DELETE,
                        "Delete snapshot.",
                        new Operation("DELETE", "/snapshots/{snapshot_id}")),
                BaseRules.members(
                        UPDATE,
                        "Update snapshot.",
                        new Operation("PUT", "/snapshots/{snapshot_id}")),
                PolicyRule.of(
                        RESET_STATUS,
                        BaseRules.ADMIN_API,
                        "Reset status of a snapshot.",
                        new Operation("POST", ACTION + " (os-reset_status)")),
                PolicyRule.of(
                                REPORT_STATUS,
                                BaseRules.ADMIN_OR_PROJECT_MEMBER,
                                "Update database fields of snapshot.",
                                new Operation("POST", ACTION + " (os-update_snapshot_status)"))
                        .deprecating(BaseRules.ANYONE),
                PolicyRule.of(
                        FORCE_DELETE,
                        BaseRules.ADMIN_API,
                        "Force delete a snapshot.",
                        new Operation("POST", ACTION + " (os-force_delete)")),
                BaseRules.readers(
                        GET_METADATA,
                        "Show snapshot's metadata or one specified metadata with a given" + " key.",
                        new Operation("GET", METADATA),
                        new Operation("GET", METADATUM)),
                BaseRules.members(
                        UPDATE_METADATA,
                        "Update snapshot's metadata or one specified metadata with a given"
                                + " key.",
                        new Operation("POST", METADATA),
                        new Operation("PUT", METADATA),
                        new Operation("PUT", METADATUM)),
                BaseRules.members(
                        DELETE_METADATA,
                        "Delete snapshot's specified metadata with a given key.",
                        new Operation("DELETE", METADATUM)));
    }
}
