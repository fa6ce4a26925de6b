package io.snapledger.gateway.volume;

import io.snapledger.gateway.policy.BaseRules;
import io.snapledger.gateway.policy.PolicyRule;
import io.snapledger.gateway.policy.PolicyRule.Operation;
import io.snapledger.gateway.policy.PolicyRules;
import java.util.List;
import org.springframework.stereotype.Component;

/** cinder/policies/volumes.py and volume_actions.py. */
@Component
final class VolumePolicy implements PolicyRules {

    static final String CREATE = "volume:create";
    static final String GET = "volume:get";
    static final String GET_ALL = "volume:get_all";
    static final String DELETE = "volume:delete";
    static final String RESET_STATUS = "volume_extension:volume_admin_actions:reset_status";
    static final String HOST_ATTRIBUTE = "volume_extension:volume_host_attribute";
    static final String TENANT_ATTRIBUTE = "volume_extension:volume_tenant_attribute";
    static final String MIGRATION_ATTRIBUTE = "volume_extension:volume_mig_status_attribute";

    private static final Operation LIST = new Operation("GET", "/volumes");
    private static final Operation DETAIL = new Operation("GET", "/volumes/detail");
    private static final Operation SHOW = new Operation("GET", "/volumes/{volume_id}");

    @Override
    public List<PolicyRule> rules() {
        return List.of(
                PolicyRule.of(
                                CREATE,
                                BaseRules.ADMIN_OR_PROJECT_MEMBER,
                                "Create volume.",
                                new Operation("POST", "/volumes"))
                        .deprecating(BaseRules.ANYONE),
                PolicyRule.of(GET, BaseRules.ADMIN_OR_PROJECT_READER, "Show volume.", SHOW)
                        .deprecating(BaseRules.ADMIN_OR_OWNER),
                PolicyRule.of(
                                GET_ALL,
                                BaseRules.ADMIN_OR_PROJECT_READER,
                                "List volumes.",
                                LIST,
                                DETAIL)
                        .deprecating(BaseRules.ADMIN_OR_OWNER),
                PolicyRule.of(
                                DELETE,
                                BaseRules.ADMIN_OR_PROJECT_MEMBER,
                                "Delete volume.",
                                new Operation("DELETE", "/volumes/{volume_id}"))
                        .deprecating(BaseRules.ADMIN_OR_OWNER),
                PolicyRule.of(
                        RESET_STATUS,
                        BaseRules.ADMIN_API,
                        "Reset status of a volume.",
                        new Operation("POST", "/volumes/{volume_id}/action (os-reset_status)")),
                PolicyRule.of(
                        HOST_ATTRIBUTE,
                        BaseRules.ADMIN_API,
                        "List or show volume with host attribute.",
                        SHOW,
                        DETAIL),
                PolicyRule.of(
                                TENANT_ATTRIBUTE,
                                BaseRules.ADMIN_OR_PROJECT_READER,
                                "List or show volume with tenant attribute.",
                                SHOW,
                                DETAIL)
                        .deprecating(BaseRules.ADMIN_OR_OWNER),
                PolicyRule.of(
                        MIGRATION_ATTRIBUTE,
                        BaseRules.ADMIN_API,
                        "List or show volume with migration status attribute.",
                        SHOW,
                        DETAIL));
    }
}
