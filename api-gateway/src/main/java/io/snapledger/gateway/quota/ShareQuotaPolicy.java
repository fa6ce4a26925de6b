package io.snapledger.gateway.quota;

import io.snapledger.gateway.policy.ManilaBaseRules;
import io.snapledger.gateway.policy.ManilaRules;
import io.snapledger.gateway.policy.PolicyRule;
import io.snapledger.gateway.policy.PolicyRule.Operation;
import java.util.List;
import org.springframework.stereotype.Component;

/** manila/policies/quota_set.py and quota_class_set.py. */
@Component
final class ShareQuotaPolicy implements ManilaRules {

    static final String SHOW = "quota_set:show";
    static final String UPDATE = "quota_set:update";
    static final String DELETE = "quota_set:delete";
    static final String SHOW_CLASS = "quota_class_set:show";
    static final String UPDATE_CLASS = "quota_class_set:update";

    private static final String SET = "/quota-sets/{project_id}";
    private static final String OS_SET = "/os-quota-sets/{project_id}";
    private static final String CLASS = "/quota-class-sets/{class_name}";
    private static final String OS_CLASS = "/os-quota-class-sets/{class_name}";

    @Override
    public List<PolicyRule> rules() {
        return List.of(
                administrators(
                        UPDATE,
                        "Update the quotas for a project and/or share type.",
                        new Operation("PUT", SET),
                        new Operation("PUT", SET + "?share_type={share_type_id}"),
                        new Operation("PUT", OS_SET)),
                readers(
                        SHOW,
                        "List the quotas for a project.",
                        new Operation("GET", SET),
                        new Operation("GET", SET + "/detail"),
                        new Operation("GET", SET + "/defaults"),
                        new Operation("GET", OS_SET),
                        new Operation("GET", OS_SET + "/defaults")),
                administrators(
                        DELETE,
                        "Delete quota for a project or project/share-type.",
                        new Operation("DELETE", SET),
                        new Operation("DELETE", SET + "?share_type={share_type_id}"),
                        new Operation("DELETE", OS_SET)),
                administrators(
                        UPDATE_CLASS,
                        "Update quota class.",
                        new Operation("PUT", CLASS),
                        new Operation("PUT", OS_CLASS)),
                readers(
                        SHOW_CLASS,
                        "Get quota class.",
                        new Operation("GET", CLASS),
                        new Operation("GET", OS_CLASS)));
    }

    private static PolicyRule readers(String name, String description, Operation... operations) {
        return PolicyRule.of(name, ManilaBaseRules.ADMIN_OR_PROJECT_READER, description, operations)
                .deprecating(ManilaBaseRules.DEFAULT, ManilaBaseRules.WALLABY);
    }

    private static PolicyRule administrators(
            String name, String description, Operation... operations) {
        return PolicyRule.of(name, ManilaBaseRules.ADMIN, description, operations)
                .deprecating(ManilaBaseRules.ADMIN_API, ManilaBaseRules.WALLABY);
    }
}
