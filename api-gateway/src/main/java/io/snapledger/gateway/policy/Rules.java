package io.snapledger.gateway.policy;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Rules put together: every reference to another rule replaced by what that rule says. */
final class Rules {

    private final Map<String, Expression> parsed;
    private final Map<String, Expression> resolved = new HashMap<>();

    private Rules(Map<String, Expression> parsed) {
        this.parsed = parsed;
    }

    /**
     * Puts rules together.
     *
     * @param expressions by rule name, as read
     * @throws IllegalArgumentException if a rule refers to none, or in the end to itself
     */
    static Map<String, Expression> resolve(Map<String, Expression> expressions) {
        Rules rules = new Rules(expressions);
        for (String name : expressions.keySet()) {
            rules.resolve(name, new LinkedHashSet<>());
        }
        return Map.copyOf(rules.resolved);
    }

    private Expression resolve(String name, Set<String> above) {
        Expression known = resolved.get(name);
        if (known != null) {
            return known;
        }
        Expression expression = parsed.get(name);
        if (expression == null) {
            throw new IllegalArgumentException(
                    "there is no rule \"" + name + "\", to which " + above + " refers");
        }
        if (!above.add(name)) {
            throw new IllegalArgumentException("the rules " + above + " refer to each other");
        }
        Expression whole = resolve(expression, above);
        above.remove(name);
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
                    Expression.LiteralIs _ ->
                    expression;
        };
    }

    private List<Expression> resolve(List<Expression> parts, Set<String> above) {
        List<Expression> whole = new ArrayList<>();
        for (Expression part : parts) {
            whole.add(resolve(part, above));
        }
        return List.copyOf(whole);
    }
}
