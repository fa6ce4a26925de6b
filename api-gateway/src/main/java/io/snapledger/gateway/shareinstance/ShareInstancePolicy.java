package io.snapledger.gateway.shareinstance;

import io.snapledger.gateway.policy.ManilaBaseRules;
import io.snapledger.gateway.policy.ManilaRules;
import io.snapledger.gateway.policy.PolicyRule;
import io.snapledger.gateway.policy.PolicyRule.Operation;
import java.util.List;
import org.springframework.stereotype.Component;

/** manila/policies/share_instance.py and share_instance_export_location.py. */
@Component
final class ShareInstancePolicy implements ManilaRules {

    static final String INDEX = "share_instance:index";
    static final String SHOW = "share_instance:show";
    static final String FORCE_DELETE = "share_instance:force_delete";
    static final String RESET_STATUS = "share_instance:reset_status";
    static final String EXPORT_LOCATIONS = "share_instance_export_location:index";
    static final String EXPORT_LOCATION = "share_instance_export_location:show";

    private static final String ONE = "/share_instances/{share_instance_id}";

    @Override
    public List<PolicyRule> rules() {
        return List.of(
                ManilaBaseRules.administrators(
                        INDEX,
                        "Get all share instances.",
                        new Operation("GET", "/share_instances"),
                        new Operation("GET", "/shares/{share_id}/instances")),
                ManilaBaseRules.administrators(
                        SHOW, "Get details of a share instance.", new Operation("GET", ONE)),
                ManilaBaseRules.administrators(
                        FORCE_DELETE,
                        "Force delete a share instance.",
                        new Operation("POST", ONE + "/action (force_delete)"),
                        new Operation("POST", ONE + "/action (os-force_delete)")),
                ManilaBaseRules.administrators(
                        RESET_STATUS,
                        "Reset share instance's status.",
                        new Operation("POST", ONE + "/action (reset_status)"),
                        new Operation("POST", ONE + "/action (os-reset_status)")),
                ManilaBaseRules.administrators(
                        EXPORT_LOCATIONS,
                        "List export locations of a share instance.",
                        new Operation("GET", ONE + "/export_locations")),
                ManilaBaseRules.administrators(
                        EXPORT_LOCATION,
                        "Return data about the requested export location.",
                        new Operation("GET", ONE + "/export_locations/{export_location_id}")));
    }
}
