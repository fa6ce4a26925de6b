package io.snapledger.gateway.rebuild;

import io.snapledger.gateway.policy.BaseRules;
import io.snapledger.gateway.policy.PolicyRule;
import io.snapledger.gateway.policy.PolicyRule.Operation;
import io.snapledger.gateway.policy.PolicyRules;
import java.util.List;
import org.springframework.stereotype.Component;

/** Rules of our own, written as upstream writes its own. */
@Component
final class ViewPolicy implements PolicyRules {

    static final String GET_ALL = "admin:views:get_all";
    static final String GET = "admin:views:get_rebuild";
    static final String REBUILD = "admin:views:rebuild";
    static final String ABORT = "admin:views:abort_rebuild";

    @Override
    public List<PolicyRule> rules() {
        return List.of(
                PolicyRule.of(
                        GET_ALL,
                        BaseRules.ADMIN_API,
                        "List the views, how far each has come and its last rebuild.",
                        new Operation("GET", "/admin/v1/views")),
                PolicyRule.of(
                        GET,
                        BaseRules.ADMIN_API,
                        "Show how far the last rebuild of a view is or was.",
                        new Operation("GET", "/admin/v1/views/{view}/rebuild")),
                PolicyRule.of(
                        REBUILD,
                        BaseRules.ADMIN_API,
                        "Make a view again from the events, beside the live one.",
                        new Operation("POST", "/admin/v1/views/{view}/rebuild")),
                PolicyRule.of(
                        ABORT,
                        BaseRules.ADMIN_API,
                        "Abort the rebuild of a view.",
                        new Operation("DELETE", "/admin/v1/views/{view}/rebuild")));
    }
}
