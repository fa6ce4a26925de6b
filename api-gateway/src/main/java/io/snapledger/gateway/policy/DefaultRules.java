package io.snapledger.gateway.policy;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The rules of the code, read. */
final class DefaultRules {

    private final Map<String, Default> byName;

    /**
     * A rule of the code.
     *
     * @param older what else lets callers through while the new defaults are not enforced
     */
    record Default(PolicyRule rule, Expression check, @Nullable Expression older) {}

    private DefaultRules(Map<String, Default> byName) {
        this.byName = byName;
    }

    /**
     * Reads them.
     *
     * @throws IllegalArgumentException if two have one name, or one asks for what no caller has
     * @throws PolicyRefused if one is no rule
     */
    static DefaultRules of(List<PolicyRules> slices) {
        Map<String, Default> byName = new LinkedHashMap<>();
        for (PolicyRules slice : slices) {
            for (PolicyRule rule : slice.rules()) {
                PolicyRule.Predecessor predecessor = rule.predecessor();
                Default read =
                        new Default(
                                rule,
                                parse(rule.name(), rule.check()),
                                predecessor == null
                                        ? null
                                        : parse(rule.name(), predecessor.check()));
                if (byName.put(rule.name(), read) != null) {
                    throw new IllegalArgumentException("two rules are named " + rule.name());
                }
            }
        }
        return new DefaultRules(byName);
    }

    private static Expression parse(String name, String check) {
        Expression expression = RuleParser.parse(check);
        ExpressionWalk.lacking(expression)
                .findFirst()
                .ifPresent(word -> {
                    throw new IllegalArgumentException(
                            "the rule " + name + " asks for " + word + ", which no caller has");
                });
        return expression;
    }

    List<Default> all() {
        return List.copyOf(byName.values());
    }

    Optional<Default> find(String name) {
        return Optional.ofNullable(byName.get(name));
    }
}
