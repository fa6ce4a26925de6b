package io.snapledger.gateway.policy;

import io.snapledger.gateway.policy.PolicyRule.Operation;
import java.util.List;
import org.springframework.stereotype.Component;

/** The rules that every other rule is made of: cinder/policies/base.py. */
@Component
public final class BaseRules implements PolicyRules {

    /** Administrators. */
    public static final String ADMIN_API = "rule:admin_api";

    /** The default before Xena: administrators, and whoever belongs to the project. */
    public static final String ADMIN_OR_OWNER = "rule:admin_or_owner";

    /** Administrators, and readers of the project. */
    public static final String ADMIN_OR_PROJECT_READER = "rule:xena_system_admin_or_project_reader";

    /** Administrators, and members of the project. */
    public static final String ADMIN_OR_PROJECT_MEMBER = "rule:xena_system_admin_or_project_member";

    /** Everybody with a valid token. */
    public static final String ANYONE = "";

    /** What administrators may do, and readers of the project. */
    public static PolicyRule readers(String name, String description, Operation... operations) {
        return PolicyRule.of(name, ADMIN_OR_PROJECT_READER, description, operations)
                .deprecating(ADMIN_OR_OWNER);
    }

    /** What administrators may do, and members of the project. */
    public static PolicyRule members(String name, String description, Operation... operations) {
        return PolicyRule.of(name, ADMIN_OR_PROJECT_MEMBER, description, operations)
                .deprecating(ADMIN_OR_OWNER);
    }

    @Override
    public List<PolicyRule> rules() {
        return List.of(
                PolicyRule.of(
                        "context_is_admin",
                        "role:admin",
                        "Decides what is required for the is_admin:True check to succeed."),
                PolicyRule.of(
                        "admin_api",
                        "is_admin:True or (role:admin and is_admin_project:True)",
                        "Default of most administrative calls."),
                PolicyRule.of(
                        "admin_or_owner",
                        "is_admin:True or (role:admin and is_admin_project:True)"
                                + " or project_id:%(project_id)s",
                        "Default of most calls before roles were told apart."),
                PolicyRule.of(
                        "system_or_domain_or_project_admin",
                        "(role:admin and system_scope:all)"
                                + " or (role:admin and domain_id:%(domain_id)s)"
                                + " or (role:admin and project_id:%(project_id)s)",
                        "Administrators of the cloud, of a domain or of a project."),
                PolicyRule.of(
                        "xena_system_admin_or_project_reader",
                        "(role:admin) or (role:reader and project_id:%(project_id)s)",
                        "Administrators and readers of the project."),
                PolicyRule.of(
                        "xena_system_admin_or_project_member",
                        "(role:admin) or (role:member and project_id:%(project_id)s)",
                        "Administrators and members of the project."));
    }
}
