package io.snapledger.gateway.message;

import io.snapledger.gateway.policy.BaseRules;
import io.snapledger.gateway.policy.PolicyRule;
import io.snapledger.gateway.policy.PolicyRule.Operation;
import io.snapledger.gateway.policy.PolicyRules;
import java.util.List;
import org.springframework.stereotype.Component;

/** cinder/policies/messages.py; the rules for one message are never asked, as there is none. */
@Component
final class MessagePolicy implements PolicyRules {

    static final String GET_ALL = "message:get_all";

    @Override
    public List<PolicyRule> rules() {
        return List.of(
                BaseRules.readers(GET_ALL, "List messages.", new Operation("GET", "/messages")));
    }
}
