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

    static final String GET = "message:get";
    static final String GET_ALL = "message:get_all";
    static final String DELETE = "message:delete";

    private static final String ONE = "/messages/{message_id}";

    @Override
    public List<PolicyRule> rules() {
        return List.of(
                PolicyRule.of(
                                GET,
                                ManilaBaseRules.ADMIN_OR_PROJECT_READER,
                                "Get details of a given message.",
                                new Operation("GET", ONE))
                        .deprecating(ManilaBaseRules.DEFAULT, ManilaBaseRules.WALLABY),
                PolicyRule.of(
                                GET_ALL,
                                ManilaBaseRules.ADMIN_OR_PROJECT_READER,
                                "Get all messages.",
                                new Operation("GET", "/messages"))
                        .deprecating(ManilaBaseRules.DEFAULT, ManilaBaseRules.WALLABY),
                PolicyRule.of(
                                DELETE,
                                ManilaBaseRules.ADMIN_OR_PROJECT_MEMBER,
                                "Delete a message.",
                                new Operation("DELETE", ONE))
                        .deprecating(ManilaBaseRules.DEFAULT, ManilaBaseRules.WALLABY));
    }
}
