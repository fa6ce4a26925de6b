package io.snapledger.gateway.volume;

import io.snapledger.gateway.policy.BaseRules;
import io.snapledger.gateway.policy.PolicyRule;
import io.snapledger.gateway.policy.PolicyRule.Operation;
import io.snapledger.gateway.policy.PolicyRules;
import java.util.List;
import org.springframework.stereotype.Component;

/** cinder/policies/volumes.py, volume_actions.py and volume_metadata.py. */
@Component
final class VolumePolicy implements PolicyRules {

    static final String CREATE = "volume:create";
    static final String GET = "volume:get";
    static final String GET_ALL = "volume:get_all";
    static final String DELETE = "volume:delete";
    static final String RESET_STATUS = "volume_extension:volume_admin_actions:reset_status";
    static final String UPDATE = "volume:update";
    static final String FORCE_DELETE = "volume:force_delete";
    static final String FORCE_DELETE_ACTION = "volume_extension:volume_admin_actions:force_delete";
    static final String EXTEND = "volume:extend";
    static final String EXTEND_ATTACHED = "volume:extend_attached_volume";
    static final String GET_METADATA = "volume:get_volume_metadata";
    static final String CREATE_METADATA = "volume:create_volume_metadata";
    static final String UPDATE_METADATA = "volume:update_volume_metadata";
    static final String DELETE_METADATA = "volume:delete_volume_metadata";
    static final String HOST_ATTRIBUTE = "volume_extension:volume_host_attribute";
    static final String TENANT_ATTRIBUTE = "volume_extension:volume_tenant_attribute";
    static final String MIGRATION_ATTRIBUTE = "volume_extension:volume_mig_status_attribute";

    private static final Operation LIST = new Operation("GET", "/volumes");
    private static final Operation DETAIL = new Operation("GET", "/volumes/detail");
    private static final Operation SHOW = new Operation("GET", "/volumes/{volume_id}");

    private static final String ACTION = "/volumes/{volume_id}/action";
    private static final String METADATA = "/volumes/{volume_id}/metadata";
    private static final String METADATUM = METADATA + "/{key}";

    @Override
    public List<PolicyRule> rules() {
        return List.of(
                PolicyRule.of(
                                CREATE,
                                BaseRules.ADMIN_OR_PROJECT_MEMBER,
                                "Create volume.",
                                new Operation("POST", "/volumes"))
                        .deprecating(BaseRules.ANYONE),
                BaseRules.readers(GET, "Show volume.", SHOW),
                BaseRules.readers(GET_ALL, "List volumes.", LIST, DETAIL),
                BaseRules.members(
                        DELETE, "Delete volume.", new Operation("DELETE", "/volumes/{volume_id}")),
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
                BaseRules.readers(
                        TENANT_ATTRIBUTE,
                        "List or show volume with tenant attribute.",
                        SHOW,
                        DETAIL),
                PolicyRule.of(
                        MIGRATION_ATTRIBUTE,
                        BaseRules.ADMIN_API,
                        "List or show volume with migration status attribute.",
                        SHOW,
                        DETAIL),
                BaseRules.members(
                        UPDATE, "Update volume.", new Operation("PUT", "/volumes/{volume_id}")),
                PolicyRule.of(
                        FORCE_DELETE,
                        BaseRules.ADMIN_API,
                        "Force Delete a volume.",
                        new Operation("DELETE", "/volumes/{volume_id}")),
                PolicyRule.of(
                        FORCE_DELETE_ACTION,
                        BaseRules.ADMIN_API,
                        "Force delete a volume.",
                        new Operation("POST", ACTION + " (os-force_delete)")),
                BaseRules.members(
                        EXTEND, "Extend a volume.", new Operation("POST", ACTION + " (os-extend)")),
                BaseRules.members(
                        EXTEND_ATTACHED,
                        "Extend a attached volume.",
                        new Operation("POST", ACTION + " (os-extend)")),
                BaseRules.readers(
                        GET_METADATA,
                        "Show volume's metadata or one specified metadata with a given" + " key.",
                        new Operation("GET", METADATA),
                        new Operation("GET", METADATUM)),
                BaseRules.members(
                        CREATE_METADATA,
                        "Create volume metadata.",
                        new Operation("POST", METADATA)),
                BaseRules.members(
                        UPDATE_METADATA,
                        "Replace a volume's metadata dictionary or update a single metadatum"
                                + " with a given key.",
                        new Operation("PUT", METADATA),
                        new Operation("PUT", METADATUM)),
                BaseRules.members(
                        DELETE_METADATA,
                        "Delete a volume's metadatum with the given key.",
                        new Operation("DELETE", METADATUM)));
    }
}
