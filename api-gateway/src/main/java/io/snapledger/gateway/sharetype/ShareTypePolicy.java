package io.snapledger.gateway.sharetype;

import io.snapledger.gateway.policy.ManilaBaseRules;
import io.snapledger.gateway.policy.ManilaRules;
import io.snapledger.gateway.policy.PolicyRule;
import io.snapledger.gateway.policy.PolicyRule.Operation;
import java.util.List;
import org.springframework.stereotype.Component;

/** manila/policies/share_type.py and share_types_extra_spec.py. */
@Component
final class ShareTypePolicy implements ManilaRules {

    static final String CREATE = "share_type:create";
    static final String UPDATE = "share_type:update";
    static final String SHOW = "share_type:show";
    static final String INDEX = "share_type:index";
    static final String DEFAULT = "share_type:default";
    static final String DELETE = "share_type:delete";
    static final String LIST_ACCESS = "share_type:list_project_access";
    static final String ADD_ACCESS = "share_type:add_project_access";
    static final String REMOVE_ACCESS = "share_type:remove_project_access";
    static final String CREATE_SPEC = "share_types_extra_spec:create";
    static final String SHOW_SPEC = "share_types_extra_spec:show";
    static final String INDEX_SPECS = "share_types_extra_spec:index";
    static final String UPDATE_SPEC = "share_types_extra_spec:update";
    static final String DELETE_SPEC = "share_types_extra_spec:delete";

    private static final String ONE = "/types/{share_type_id}";
    private static final String SPECS = ONE + "/extra_specs";
    private static final String SPEC = SPECS + "/{key}";

    @Override
    public List<PolicyRule> rules() {
        return List.of(
                administrators(CREATE, "Create share type.", "POST", "/types"),
                administrators(UPDATE, "Update share type.", "PUT", ONE),
                readers(SHOW, "Get share type.", ONE),
                readers(INDEX, "List share types.", "/types"),
                readers(DEFAULT, "Get default share type.", "/types/default"),
                administrators(DELETE, "Delete share type.", "DELETE", ONE),
                ManilaBaseRules.administrators(
                        LIST_ACCESS,
                        "List share type project access.",
                        new Operation("GET", ONE + "/share_type_access"),
                        new Operation("GET", ONE + "/os-share-type-access")),
                administrators(
                        ADD_ACCESS,
                        "Add share type to project.",
                        "POST",
                        ONE + "/action (addProjectAccess)"),
                administrators(
                        REMOVE_ACCESS,
                        "Remove share type from project.",
                        "POST",
                        ONE + "/action (removeProjectAccess)"),
                administrators(CREATE_SPEC, "Create share type extra spec.", "POST", SPECS),
                administrators(SHOW_SPEC, "Get a share type extra spec.", "GET", SPEC),
                administrators(INDEX_SPECS, "Get share type extra specs.", "GET", SPECS),
                administrators(UPDATE_SPEC, "Update share type extra spec.", "PUT", SPEC),
                administrators(DELETE_SPEC, "Delete share type extra spec.", "DELETE", SPEC));
    }

    private static PolicyRule readers(String name, String description, String path) {
        return ManilaBaseRules.readers(name, description, new Operation("GET", path));
    }

    private static PolicyRule administrators(
            String name, String description, String method, String path) {
        return ManilaBaseRules.administrators(name, description, new Operation(method, path));
    }
}
