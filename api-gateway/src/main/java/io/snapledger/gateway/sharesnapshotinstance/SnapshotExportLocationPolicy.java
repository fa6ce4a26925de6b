package io.snapledger.gateway.sharesnapshotinstance;

import io.snapledger.gateway.policy.ManilaBaseRules;
import io.snapledger.gateway.policy.ManilaRules;
import io.snapledger.gateway.policy.PolicyRule;
import io.snapledger.gateway.policy.PolicyRule.Operation;
import java.util.List;
import org.springframework.stereotype.Component;

/** manila/policies/share_snapshot_export_location.py. */
@Component
final class SnapshotExportLocationPolicy implements ManilaRules {

    static final String INDEX = "share_snapshot_export_location:index";
    static final String SHOW = "share_snapshot_export_location:show";

    private static final String ALL = "/snapshots/{snapshot_id}/export-locations";

    @Override
    public List<PolicyRule> rules() {
        return List.of(
                rule(INDEX, "List export locations of a share snapshot.", ALL),
                rule(
                        SHOW,
                        "Get details of a specified export location of a share snapshot.",
                        ALL + "/{export_location_id}"));
    }

    private static PolicyRule rule(String name, String description, String path) {
        return PolicyRule.of(
                        name,
                        ManilaBaseRules.ADMIN_OR_PROJECT_READER,
                        description,
                        new Operation("GET", path))
                .deprecating(ManilaBaseRules.DEFAULT, ManilaBaseRules.WALLABY);
    }
}
