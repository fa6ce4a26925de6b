package io.snapledger.gateway.policy;

import io.snapledger.gateway.caller.Caller;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a rule may know of a caller: oslo_context/context.py and cinder/context.py. */
enum CallerAttribute {
    USER_ID("user_id"),
    PROJECT_ID("project_id"),
    ROLES("roles"),
    IS_ADMIN("is_admin"),
    IS_ADMIN_PROJECT("is_admin_project"),
    SYSTEM_SCOPE("system_scope"),
    DOMAIN_ID("domain_id"),
    USER_DOMAIN_ID("user_domain_id"),
    PROJECT_DOMAIN_ID("project_domain_id"),
    SERVICE_USER_ID("service_user_id"),
    SERVICE_USER_DOMAIN_ID("service_user_domain_id"),
    SERVICE_PROJECT_ID("service_project_id"),
    SERVICE_PROJECT_DOMAIN_ID("service_project_domain_id"),
    SERVICE_ROLES("service_roles");

    private final String word;

    CallerAttribute(String word) {
        this.word = word;
    }

    private @Nullable Object of(Caller caller) {
        return switch (this) {
            case USER_ID -> caller.userId();
            case PROJECT_ID -> caller.projectId();
            case ROLES -> caller.roles();
            case IS_ADMIN -> caller.admin();
            // Keystone says otherwise only where an admin project is configured.
            case IS_ADMIN_PROJECT -> caller.scope().adminProject();
            // keystonemiddleware/auth_token/_request.py, _get_system_scope
            case SYSTEM_SCOPE -> caller.scope().system() ? "all" : null;
            case SERVICE_ROLES -> List.of();
            // A token of a project without a service's token beside it has none of these.
            case DOMAIN_ID,
                    USER_DOMAIN_ID,
                    PROJECT_DOMAIN_ID,
                    SERVICE_USER_ID,
                    SERVICE_USER_DOMAIN_ID,
                    SERVICE_PROJECT_ID,
                    SERVICE_PROJECT_DOMAIN_ID ->
                    null;
        };
    }

    static Optional<CallerAttribute> of(String word) {
        return Arrays.stream(values()).filter(one -> one.word.equals(word)).findFirst();
    }

    String word() {
        return word;
    }

    /** Whether the caller's value is what the template says of the target, in Python's notation. */
    boolean is(Caller caller, Template wanted, Target target) {
        String text = wanted.fill(target);
        if (text == null) {
            return false;
        }
        return switch (of(caller)) {
            // Without a value a caller is like no target, not even one that is called None.
            case null -> wanted.isPlain() && text.equals("None");
            // Callers have their roles in lower case.
            case List<?> list -> list.contains(text.toLowerCase(Locale.ROOT));
            case Boolean truth -> text.equals(truth ? "True" : "False");
            case Object other -> text.equals(other.toString());
        };
    }
}
