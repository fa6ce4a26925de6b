package io.snapledger.gateway.service;

import io.snapledger.gateway.policy.ManilaBaseRules;
import io.snapledger.gateway.policy.ManilaRules;
import io.snapledger.gateway.policy.PolicyRule;
import io.snapledger.gateway.policy.PolicyRule.Operation;
import java.util.List;
import org.springframework.stereotype.Component;

/** manila/policies/service.py. */
@Component
final class ShareServicePolicy implements ManilaRules {

    static final String INDEX = "service:index";

    @Override
    public List<PolicyRule> rules() {
        return List.of(
                PolicyRule.of(
                                INDEX,
                                ManilaBaseRules.ADMIN,
                                "Return a list of all running services.",
                                new Operation("GET", "/os-services"),
                                new Operation("GET", "/services"))
                        .deprecating(ManilaBaseRules.ADMIN_API, ManilaBaseRules.WALLABY));
    }
}
