package io.snapledger.gateway.policy;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Rules put together: every reference to another rule replaced by what that rule says. */
final class Rules {

    private static final int DEEPEST = 50;
    private static final long MOST_CHECKS = 10_000;

    private final Map<String, Expression> parsed;
    private final String defaultRule;
    private final Map<String, Expression> resolved = new HashMap<>();
    private final Map<String, Long> checks = new HashMap<>();

    /**
     * Rules to be put together.
     *
     * @param parsed by rule name, as read
     * @param defaultRule the rule that stands in for those that are not there, if it is there
     */
    Rules(Map<String, Expression> parsed, String defaultRule) {
        this.parsed = parsed;
        this.defaultRule = defaultRule;
    }

    /**
     * The rule of that name, without references.
     *
     * @throws PolicyRefused if it refers to none, or in the end to itself
     */
    Expression resolve(String name) {
        return resolve(name, new LinkedHashSet<>());
    }

    private Expression resolve(String name, Set<String> above) {
        Expression known = resolved.get(name);
        if (known != null) {
            return known;
        }
        if (above.size() >= DEEPEST) {
            throw new PolicyRefused("the rules " + above + " are too long a chain");
        }
        if (!above.add(name)) {
            throw new PolicyRefused("the rules " + above + " refer to each other");
        }
        Expression expression = parsed.get(name);
        if (expression == null) {
            // oslo_policy/policy.py, Rules.__missing__
            expression = parsed.get(defaultRule);
        }
        if (expression == null) {
            above.remove(name);
            throw new PolicyRefused(
                    "there is no rule \"" + name + "\", to which " + above + " refers");
        }
        Expression whole = resolve(expression, above);
        above.remove(name);
        checks.put(name, checks(name, expression));
        resolved.put(name, whole);
        return whole;
    }

    private Expression resolve(Expression expression, Set<String> above) {
        return switch (expression) {
            case Expression.Reference(String rule) -> resolve(rule, above);
            case Expression.Not(Expression inner) -> new Expression.Not(resolve(inner, above));
            case Expression.All(List<Expression> parts) ->
                    new Expression.All(resolve(parts, above));
            case Expression.Any(List<Expression> parts) ->
                    new Expression.Any(resolve(parts, above));
            case Expression.Always _,
                    Expression.Never _,
                    Expression.Role _,
                    Expression.CallerIs _,
                    Expression.CallerLacks _,
                    Expression.LiteralIs _ ->
                    expression;
        };
    }

    // Counted on what was read: of rules that each name the next one twice, the whole is too large
    // to be counted, and to be asked for a request.
    private long checks(String name, Expression expression) {
        long count =
                switch (expression) {
                    case Expression.Reference(String rule) -> checks.getOrDefault(rule, 1L);
                    case Expression.Not(Expression inner) -> checks(name, inner);
                    case Expression.All(List<Expression> parts) -> checks(name, parts);
                    case Expression.Any(List<Expression> parts) -> checks(name, parts);
                    case Expression.Always _,
                            Expression.Never _,
                            Expression.Role _,
                            Expression.CallerIs _,
                            Expression.CallerLacks _,
                            Expression.LiteralIs _ ->
                            1;
                };
        if (count > MOST_CHECKS) {
            throw new PolicyRefused(
                    "the rule \"%s\" and those it refers to come to more than %d checks"
                            .formatted(name, MOST_CHECKS));
        }
        return count;
    }

    private long checks(String name, List<Expression> parts) {
        return parts.stream().mapToLong(part -> checks(name, part)).sum();
    }

    private List<Expression> resolve(List<Expression> parts, Set<String> above) {
        List<Expression> whole = new ArrayList<>();
        for (Expression part : parts) {
            whole.add(resolve(part, above));
        }
        return List.copyOf(whole);
    }
}
