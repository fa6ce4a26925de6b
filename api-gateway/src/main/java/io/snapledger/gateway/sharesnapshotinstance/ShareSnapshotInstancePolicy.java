package io.snapledger.gateway.sharesnapshotinstance;

import io.snapledger.gateway.policy.ManilaBaseRules;
import io.snapledger.gateway.policy.ManilaRules;
import io.snapledger.gateway.policy.PolicyRule;
import io.snapledger.gateway.policy.PolicyRule.Operation;
import java.util.List;
import org.springframework.stereotype.Component;

/**
 * manila/policies/share_snapshot_instance.py and share_snapshot_instance_export_location.py.
 * Whoever may list sees every project's.
 */
@Component
final class ShareSnapshotInstancePolicy implements ManilaRules {

    static final String INDEX = "share_snapshot_instance:index";
    static final String DETAIL = "share_snapshot_instance:detail";
    static final String SHOW = "share_snapshot_instance:show";
    static final String RESET_STATUS = "share_snapshot_instance:reset_status";
    static final String EXPORT_LOCATIONS = "share_snapshot_instance_export_location:index";
    static final String EXPORT_LOCATION = "share_snapshot_instance_export_location:show";

    private static final String ONE = "/snapshot-instances/{snapshot_instance_id}";

    @Override
    public List<PolicyRule> rules() {
        return List.of(
                rule(INDEX, "Get all share snapshot instances.", "GET", "/snapshot-instances"),
                rule(
                        DETAIL,
                        "Get details of share snapshot instances.",
                        "GET",
                        "/snapshot-instances/detail"),
                rule(SHOW, "Get share snapshot instance.", "GET", ONE),
                rule(
                        RESET_STATUS,
                        "Reset share snapshot instance's status.",
                        "POST",
                        ONE + "/action (reset_status)"),
                rule(
                        EXPORT_LOCATIONS,
                        "List export locations of a share snapshot instance.",
                        "GET",
                        ONE + "/export-locations"),
                rule(
                        EXPORT_LOCATION,
                        "Show details of a specified export location of a share snapshot instance.",
                        "GET",
                        ONE + "/export-locations/{export_location_id}"));
    }

    private static PolicyRule rule(String name, String description, String method, String path) {
        return ManilaBaseRules.administrators(name, description, new Operation(method, path));
    }
}
