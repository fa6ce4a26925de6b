package io.snapledger.gateway.policy;

import io.snapledger.gateway.caller.Caller;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * A rule, read: the checks of oslo_policy/_checks.py that ask no other service. Its text is a rule
 * again, of the same meaning.
 */
sealed interface Expression {

    boolean holds(Caller caller, Target target);

    /** {@code @}, and the empty rule. */
    record Always() implements Expression {
        @Override
        public boolean holds(Caller caller, Target target) {
            return true;
        }

        @Override
        public String toString() {
            return "@";
        }
    }

    /** {@code !} */
    record Never() implements Expression {
        @Override
        public boolean holds(Caller caller, Target target) {
            return false;
        }

        @Override
        public String toString() {
            return "!";
        }
    }

    record Not(Expression inner) implements Expression {
        @Override
        public boolean holds(Caller caller, Target target) {
            return !inner.holds(caller, target);
        }

        @Override
        public String toString() {
            return "not " + inner;
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

        @Override
        public String toString() {
            return joined(parts, " and ");
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

        @Override
        public String toString() {
            return joined(parts, " or ");
        }
    }

    /** {@code role:name}; names compare without case. */
    record Role(Template name) implements Expression {
        @Override
        public boolean holds(Caller caller, Target target) {
            String wanted = name.fill(target);
            return wanted != null && caller.roles().contains(wanted.toLowerCase(Locale.ROOT));
        }

        @Override
        public String toString() {
            return "role:" + name;
        }
    }

    /** {@code rule:name}, before the rules are put together. */
    record Reference(String rule) implements Expression {
        @Override
        public boolean holds(Caller caller, Target target) {
            throw new IllegalStateException("rule:" + rule + " was not resolved");
        }

        @Override
        public String toString() {
            return "rule:" + rule;
        }
    }

    /** {@code project_id:%(project_id)s} and its like: a fact about the caller equals a value. */
    record CallerIs(CallerAttribute attribute, Template value) implements Expression {
        @Override
        public boolean holds(Caller caller, Target target) {
            return attribute.is(caller, value, target);
        }

        @Override
        public String toString() {
            return attribute.word() + ":" + value;
        }
    }

    /** A fact that no caller has: oslo_policy/_checks.py, GenericCheck._find_in_dict. */
    record CallerLacks(String word, Template value) implements Expression {
        @Override
        public boolean holds(Caller caller, Target target) {
            return false;
        }

        @Override
        public String toString() {
            return word + ":" + value;
        }
    }

    /**
     * {@code 'x':%(project_id)s}: a constant equals a value.
     *
     * @param text what Python's {@code str()} makes of it
     * @param written with its quotes
     */
    record LiteralIs(String text, String written, Template value) implements Expression {
        @Override
        public boolean holds(Caller caller, Target target) {
            return text.equals(value.fill(target));
        }

        @Override
        public String toString() {
            return written + ":" + value;
        }
    }

    private static String joined(List<Expression> parts, String by) {
        return parts.stream().map(Expression::toString).collect(Collectors.joining(by, "(", ")"));
    }
}
