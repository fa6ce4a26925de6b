package io.snapledger.gateway.message;

import io.snapledger.gateway.policy.ManilaBaseRules;
import io.snapledger.gateway.policy.ManilaRules;
import io.snapledger.gateway.policy.PolicyRule;
import io.snapledger.gateway.policy.PolicyRule.Operation;
import java.util.List;
import org.springframework.stereotype.Component;

/** manila/policies/message.py. */
@Component
final class ShareMessagePolicy implements ManilaRules {

    static final String GET_ALL = "message:get_all";

    @Override
    public List<PolicyRule> rules() {
        return List.of(
                PolicyRule.of(
                                GET_ALL,
                                ManilaBaseRules.ADMIN_OR_PROJECT_READER,
                                "Get all messages.",
                                new Operation("GET", "/messages"))
                        .deprecating(ManilaBaseRules.DEFAULT, ManilaBaseRules.WALLABY));
    }
}
