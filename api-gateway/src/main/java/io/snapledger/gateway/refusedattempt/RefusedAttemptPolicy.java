package io.snapledger.gateway.refusedattempt;

import io.snapledger.gateway.policy.BaseRules;
import io.snapledger.gateway.policy.PolicyRule;
import io.snapledger.gateway.policy.PolicyRule.Operation;
import io.snapledger.gateway.policy.PolicyRules;
import java.util.List;
import org.springframework.stereotype.Component;

/** A rule of our own, written as upstream writes its own. */
@Component
final class RefusedAttemptPolicy implements PolicyRules {

    static final String GET_ALL = "audit:refused_attempts:get_all";

    @Override
    public List<PolicyRule> rules() {
        return List.of(
                PolicyRule.of(
                        GET_ALL,
                        BaseRules.ADMIN_OR_PROJECT_READER,
                        "List refused attempts to reset a status. Administrators see all of them,"
                                + " everybody else those that came from their own project.",
                        new Operation("GET", "/audit/v1/refused-attempts")));
    }
}
