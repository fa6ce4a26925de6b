package io.snapledger.gateway.sharesnapshotinstance;

import io.snapledger.gateway.policy.BaseRules;
import io.snapledger.gateway.policy.PolicyRule;
import io.snapledger.gateway.policy.PolicyRule.Operation;
import io.snapledger.gateway.policy.PolicyRules;
import java.util.List;
import org.springframework.stereotype.Component;

/** A rule of our own, written as upstream writes its own. */
@Component
final class SnapshotInstanceTrailPolicy implements PolicyRules {

    static final String GET_ALL = "audit:snapshot_instances:get_all";

    @Override
    public List<PolicyRule> rules() {
        return List.of(
                PolicyRule.of(
                        GET_ALL,
                        BaseRules.ADMIN_OR_PROJECT_READER,
                        "List share snapshot instances page by page. Administrators see all of"
                                + " them, everybody else those of their own project.",
                        new Operation("GET", "/audit/v1/snapshot-instances")));
    }
}
