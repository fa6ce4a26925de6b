package io.snapledger.gateway.policy;

import io.snapledger.gateway.caller.Caller;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A rule, read: the checks of oslo_policy/_checks.py that ask no other service. */
sealed interface Expression {

    boolean holds(Caller caller, Target target);

    /** {@code @}, and the empty rule. */
    record Always() implements Expression {
        @Override
        public boolean holds(Caller caller, Target target) {
            return true;
        }
    }

    /** {@code !} */
    record Never() implements Expression {
        @Override
        public boolean holds(Caller caller, Target target) {
            return false;
        }
    }

    record Not(Expression inner) implements Expression {
        @Override
        public boolean holds(Caller caller, Target target) {
            return !inner.holds(caller, target);
        }
    }

    record All(List<Expression> parts) implements Expression {
        @Override
        public boolean holds(Caller caller, Target target) {
            for (Expression part : parts) {
                if (!part.holds(caller, target)) {
                    return false;
                }
            }
            return true;
        }
    }

    record Any(List<Expression> parts) implements Expression {
        @Override
        public boolean holds(Caller caller, Target target) {
            for (Expression part : parts) {
                if (part.holds(caller, target)) {
                    return true;
                }
            }
            return false;
        }
    }

    /** {@code role:name}; names compare without case. */
    record Role(Template name) implements Expression {
        @Override
        public boolean holds(Caller caller, Target target) {
            String wanted = name.fill(target);
            return wanted != null && caller.roles().contains(wanted.toLowerCase(Locale.ROOT));
        }
    }

    /** {@code rule:name}, before the rules are put together. */
    record Reference(String rule) implements Expression {
        @Override
        public boolean holds(Caller caller, Target target) {
            throw new IllegalStateException("rule:" + rule + " was not resolved");
        }
    }

    /** {@code project_id:%(project_id)s} and its like: a fact about the caller equals a value. */
    record CallerIs(Attribute attribute, Template value) implements Expression {
        @Override
        public boolean holds(Caller caller, Target target) {
            String wanted = value.fill(target);
            return wanted != null && attribute.is(caller, wanted);
        }
    }

    /** {@code 'x':%(project_id)s}: a literal equals a value. */
    record LiteralIs(String literal, Template value) implements Expression {
        @Override
        public boolean holds(Caller caller, Target target) {
            return literal.equals(value.fill(target));
        }
    }

    /** What a rule may know of a caller: cinder/context.py, to_policy_values(). */
    enum Attribute {
        USER_ID("user_id"),
        PROJECT_ID("project_id"),
        ROLES("roles"),
        IS_ADMIN("is_admin"),
        IS_ADMIN_PROJECT("is_admin_project"),
        SYSTEM_SCOPE("system_scope");

        private final String word;

        Attribute(String word) {
            this.word = word;
        }

        static @Nullable Attribute of(String word) {
            for (Attribute attribute : values()) {
                if (attribute.word.equals(word)) {
                    return attribute;
                }
            }
            return null;
        }

        boolean is(Caller caller, String wanted) {
            return switch (this) {
                case USER_ID -> wanted.equals(caller.userId());
                case PROJECT_ID -> wanted.equals(caller.projectId());
                case ROLES -> caller.roles().contains(wanted);
                case IS_ADMIN -> wanted.equals(caller.admin() ? "True" : "False");
                case IS_ADMIN_PROJECT ->
                        wanted.equals(caller.scope().adminProject() ? "True" : "False");
                // keystonemiddleware/auth_token/_request.py, _get_system_scope
                case SYSTEM_SCOPE -> caller.scope().system() && wanted.equals("all");
            };
        }
    }
}
