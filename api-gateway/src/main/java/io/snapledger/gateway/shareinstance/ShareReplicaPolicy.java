package io.snapledger.gateway.shareinstance;

import io.snapledger.gateway.policy.ManilaBaseRules;
import io.snapledger.gateway.policy.ManilaRules;
import io.snapledger.gateway.policy.PolicyRule;
import io.snapledger.gateway.policy.PolicyRule.Operation;
import java.util.List;
import org.springframework.stereotype.Component;

/**
 * manila/policies/share_replica.py, share_replica_export_location.py and share_export_location.py.
 */
@Component
final class ShareReplicaPolicy implements ManilaRules {

    static final String CREATE = "share_replica:create";
    static final String GET_ALL = "share_replica:get_all";
    static final String SHOW = "share_replica:show";
    static final String DELETE = "share_replica:delete";
    static final String FORCE_DELETE = "share_replica:force_delete";
    static final String PROMOTE = "share_replica:promote";
    static final String RESET_STATE = "share_replica:reset_replica_state";
    static final String RESET_STATUS = "share_replica:reset_status";
    static final String EXPORT_LOCATIONS = "share_export_location:index";
    static final String EXPORT_LOCATION = "share_export_location:show";

    static final String REPLICA_EXPORT_LOCATIONS = "share_replica_export_location:index";
    static final String REPLICA_EXPORT_LOCATION = "share_replica_export_location:show";

    private static final String ONE = "/share-replicas/{share_replica_id}";
    private static final String ACTION = ONE + "/action ";

    @Override
    public List<PolicyRule> rules() {
        return List.of(
                members(CREATE, "Create share replica.", "POST", "/share-replicas"),
                ManilaBaseRules.readers(
                        GET_ALL,
                        "Get all share replicas.",
                        new Operation("GET", "/share-replicas"),
                        new Operation("GET", "/share-replicas/detail")),
                readers(SHOW, "Get details of a share replica.", ONE),
                members(DELETE, "Delete a share replica.", "DELETE", ONE),
                administrators(
                        FORCE_DELETE, "Force delete a share replica.", ACTION + "(force_delete)"),
                members(
                        PROMOTE,
                        "Promote a non-active share replica to active.",
                        "POST",
                        ACTION + "(promote)"),
                administrators(
                        RESET_STATE,
                        "Reset share replica's replica_state attribute.",
                        ACTION + "(reset_replica_state)"),
                administrators(
                        RESET_STATUS, "Reset share replica's status.", ACTION + "(reset_status)"),
                readers(
                        REPLICA_EXPORT_LOCATIONS,
                        "Get all export locations of a given share replica.",
                        ONE + "/export-locations"),
                readers(
                        REPLICA_EXPORT_LOCATION,
                        "Get details about the requested share replica export location.",
                        ONE + "/export-locations/{export_location_id}"),
                readers(
                        EXPORT_LOCATIONS,
                        "Get all export locations of a given share.",
                        "/shares/{share_id}/export_locations"),
                readers(
                        EXPORT_LOCATION,
                        "Get details about the requested export location.",
                        "/shares/{share_id}/export_locations/{export_location_id}"));
    }

    private static PolicyRule readers(String name, String description, String path) {
        return ManilaBaseRules.readers(name, description, new Operation("GET", path));
    }

    private static PolicyRule members(String name, String description, String method, String path) {
        return ManilaBaseRules.members(name, description, new Operation(method, path));
    }

    private static PolicyRule administrators(String name, String description, String path) {
        return ManilaBaseRules.administrators(name, description, new Operation("POST", path));
    }
}
