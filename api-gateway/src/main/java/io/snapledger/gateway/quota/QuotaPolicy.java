package io.snapledger.gateway.quota;

import io.snapledger.gateway.policy.BaseRules;
import io.snapledger.gateway.policy.PolicyRule;
import io.snapledger.gateway.policy.PolicyRule.Operation;
import io.snapledger.gateway.policy.PolicyRules;
import java.util.List;
import org.springframework.stereotype.Component;

/** cinder/policies/quotas.py, quota_class.py and limits.py, and one rule of our own. */
@Component
final class QuotaPolicy implements PolicyRules {

    static final String SHOW = "volume_extension:quotas:show";
    static final String UPDATE = "volume_extension:quotas:update";
    static final String DELETE = "volume_extension:quotas:delete";
    static final String GET_CLASS = "volume_extension:quota_classes:get";
    static final String UPDATE_CLASS = "volume_extension:quota_classes:update";
    static final String USED_LIMITS = "limits_extension:used_limits";
    static final String GET_CHECK = "audit:quota_check:get";

    private static final String MANAGE_CLASSES = "volume_extension:quota_classes";

    @Override
    public List<PolicyRule> rules() {
        return List.of(
                PolicyRule.of(
                                SHOW,
                                BaseRules.ADMIN_OR_PROJECT_READER,
                                "Show project quota (including usage and default).",
                                new Operation("GET", "/os-quota-sets/{project_id}"),
                                new Operation("GET", "/os-quota-sets/{project_id}/defaults"),
                                new Operation("GET", "/os-quota-sets/{project_id}?usage=True"))
                        .deprecating(BaseRules.ADMIN_OR_OWNER),
                PolicyRule.of(
                        UPDATE,
                        BaseRules.ADMIN_API,
                        "Update project quota.",
                        new Operation("PUT", "/os-quota-sets/{project_id}")),
                PolicyRule.of(
                        DELETE,
                        BaseRules.ADMIN_API,
                        "Delete project quota.",
                        new Operation("DELETE", "/os-quota-sets/{project_id}")),
                PolicyRule.of(
                                GET_CLASS,
                                BaseRules.ADMIN_API,
                                "Show project quota class.",
                                new Operation("GET", "/os-quota-class-sets/{project_id}"))
                        .deprecating(MANAGE_CLASSES, BaseRules.ADMIN_API, "Xena"),
                PolicyRule.of(
                                UPDATE_CLASS,
                                BaseRules.ADMIN_API,
                                "Update project quota class.",
                                new Operation("PUT", "/os-quota-class-sets/{project_id}"))
                        .deprecating(MANAGE_CLASSES, BaseRules.ADMIN_API, "Xena"),
                PolicyRule.of(
                                USED_LIMITS,
                                BaseRules.ADMIN_OR_PROJECT_READER,
                                "Show limits with used limit attributes.",
                                new Operation("GET", "/limits"))
                        .deprecating(BaseRules.ADMIN_OR_OWNER),
                PolicyRule.of(
                        GET_CHECK,
                        BaseRules.ADMIN_API,
                        "Show what the last comparison of quota usage with the events found.",
                        new Operation("GET", "/audit/v1/quota-check")));
    }
}
