package io.snapledger.gateway.policy;

import io.snapledger.gateway.policy.PolicyRule.Operation;
import java.util.List;
import org.springframework.stereotype.Component;

/** The rules that every other rule of Manila's is made of: manila/policies/base.py. */
@Component
public final class ManilaBaseRules implements ManilaRules {

    /** Administrators. */
    public static final String ADMIN = "rule:context_is_admin";

    /** Administrators, and members of the project. */
    public static final String ADMIN_OR_PROJECT_MEMBER =
            "(rule:context_is_admin) or (rule:project-member)";

    /** Administrators, and readers of the project. */
    public static final String ADMIN_OR_PROJECT_READER =
            "(rule:context_is_admin) or (rule:project-reader)";

    /** The default before Wallaby: administrators, and whoever belongs to the project. */
    public static final String DEFAULT = "rule:default";

    /** The default before Wallaby: administrators. */
    public static final String ADMIN_API = "rule:admin_api";

    /** The release that replaced those two. */
    public static final String WALLABY = "Wallaby";

    /** What administrators may do, and readers of the project. */
    public static PolicyRule readers(String name, String description, Operation... operations) {
        return PolicyRule.of(name, ADMIN_OR_PROJECT_READER, description, operations)
                .deprecating(DEFAULT, WALLABY);
    }

    /** What administrators may do, and members of the project. */
    public static PolicyRule members(String name, String description, Operation... operations) {
        return PolicyRule.of(name, ADMIN_OR_PROJECT_MEMBER, description, operations)
                .deprecating(DEFAULT, WALLABY);
    }

    /** What administrators may do. */
    public static PolicyRule administrators(
            String name, String description, Operation... operations) {
        return PolicyRule.of(name, ADMIN, description, operations).deprecating(ADMIN_API, WALLABY);
    }

    @Override
    public List<PolicyRule> rules() {
        return List.of(
                PolicyRule.of(
                        "context_is_admin",
                        "role:admin",
                        "Decides what is required for the is_admin:True check to succeed."),
                PolicyRule.of(
                        "context_is_host_admin",
                        "role:admin and project_id:%(project_id)s",
                        "Administrators of the project, who may choose a host."),
                PolicyRule.of(
                        "project-admin",
                        "role:admin and project_id:%(project_id)s",
                        "Administrators of the project."),
                PolicyRule.of(
                        "project-member",
                        "role:member and project_id:%(project_id)s",
                        "Members of the project."),
                PolicyRule.of(
                        "project-reader",
                        "role:reader and project_id:%(project_id)s",
                        "Readers of the project."),
                PolicyRule.of(
                        "admin_or_owner",
                        "is_admin:True or project_id:%(project_id)s",
                        "Administrators, and whoever belongs to the project."),
                PolicyRule.of(
                        "default",
                        "rule:admin_or_owner",
                        "Default of most calls before roles were told apart."),
                PolicyRule.of(
                        "admin_api",
                        "is_admin:True",
                        "Default of most administrative calls before roles were told apart."));
    }
}
