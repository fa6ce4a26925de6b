package io.snapledger.gateway.service;

import io.snapledger.gateway.policy.BaseRules;
import io.snapledger.gateway.policy.PolicyRule;
import io.snapledger.gateway.policy.PolicyRule.Operation;
import io.snapledger.gateway.policy.PolicyRules;
import java.util.List;
import org.springframework.stereotype.Component;

/** cinder/policies/services.py */
@Component
final class ServicePolicy implements PolicyRules {

    static final String GET_ALL = "volume_extension:services:index";

    @Override
    public List<PolicyRule> rules() {
        return List.of(
                PolicyRule.of(
                        GET_ALL,
                        BaseRules.ADMIN_API,
                        "List all services.",
                        new Operation("GET", "/os-services")));
    }
}
