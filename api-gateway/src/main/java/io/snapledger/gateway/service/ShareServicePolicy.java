package io.snapledger.gateway.service;

import io.snapledger.gateway.policy.ManilaBaseRules;
import io.snapledger.gateway.policy.ManilaRules;
import io.snapledger.gateway.policy.PolicyRule;
import io.snapledger.gateway.policy.PolicyRule.Operation;
import java.util.List;
import org.springframework.stereotype.Component;

/** manila/policies/service.py and scheduler_stats.py. */
@Component
final class ShareServicePolicy implements ManilaRules {

    static final String INDEX = "service:index";
    static final String POOLS = "scheduler_stats:pools:index";
    static final String POOLS_DETAIL = "scheduler_stats:pools:detail";

    @Override
    public List<PolicyRule> rules() {
        return List.of(
                PolicyRule.of(
                                INDEX,
                                ManilaBaseRules.ADMIN,
                                "Return a list of all running services.",
                                new Operation("GET", "/os-services"),
                                new Operation("GET", "/services"))
                        .deprecating(ManilaBaseRules.ADMIN_API, ManilaBaseRules.WALLABY),
                PolicyRule.of(
                                POOLS,
                                ManilaBaseRules.ADMIN,
                                "Get information regarding backends (and storage pools) known to"
                                        + " the scheduler.",
                                new Operation("GET", "/scheduler-stats/pools"))
                        .deprecating(ManilaBaseRules.ADMIN_API, ManilaBaseRules.WALLABY),
                PolicyRule.of(
                                POOLS_DETAIL,
                                ManilaBaseRules.ADMIN,
                                "Get detailed information regarding backends (and storage pools)"
                                        + " known to the scheduler.",
                                new Operation("GET", "/scheduler-stats/pools/detail"))
                        .deprecating(ManilaBaseRules.ADMIN_API, ManilaBaseRules.WALLABY));
    }
}
