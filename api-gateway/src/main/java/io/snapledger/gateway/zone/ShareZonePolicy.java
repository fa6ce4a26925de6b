package io.snapledger.gateway.zone;

import io.snapledger.gateway.policy.ManilaBaseRules;
import io.snapledger.gateway.policy.ManilaRules;
import io.snapledger.gateway.policy.PolicyRule;
import io.snapledger.gateway.policy.PolicyRule.Operation;
import java.util.List;
import org.springframework.stereotype.Component;

/** manila/policies/availability_zone.py. */
@Component
final class ShareZonePolicy implements ManilaRules {

    static final String INDEX = "availability_zone:index";

    @Override
    public List<PolicyRule> rules() {
        return List.of(
                PolicyRule.of(
                                INDEX,
                                ManilaBaseRules.ADMIN_OR_PROJECT_READER,
                                "Get all storage availability zones.",
                                new Operation("GET", "/os-availability-zone"),
                                new Operation("GET", "/availability-zones"))
                        .deprecating(ManilaBaseRules.DEFAULT, ManilaBaseRules.WALLABY));
    }
}
