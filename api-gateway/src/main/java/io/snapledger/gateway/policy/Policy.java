package io.snapledger.gateway.policy;

import io.snapledger.gateway.caller.Caller;
import io.snapledger.gateway.fault.Fault;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Component;

/** Decides whether a caller may do something; all rules are read once, at the start. */
@Component
@EnableConfigurationProperties(PolicyProperties.class)
public final class Policy {

    private final Map<String, Expression> rules;

    public Policy(List<PolicyRules> slices, PolicyProperties properties) {
        Map<String, Expression> expressions = new LinkedHashMap<>();
        for (PolicyRules slice : slices) {
            for (PolicyRule rule : slice.rules()) {
                if (expressions.put(rule.name(), read(rule, properties)) != null) {
                    throw new IllegalArgumentException("two rules are named " + rule.name());
                }
            }
        }
        this.rules = Rules.resolve(expressions);
    }

    /**
     * Lets the caller through, or not.
     *
     * @throws Fault 403 that names the rule
     */
    public void enforce(Caller caller, String rule, Target target) {
        if (!allows(caller, rule, target)) {
            throw Fault.forbidden(rule);
        }
    }

    /** Whether the rule holds for the caller; for fields that are shown or left out. */
    public boolean allows(Caller caller, String rule, Target target) {
        Expression expression = rules.get(rule);
        if (expression == null) {
            throw new IllegalArgumentException("there is no rule " + rule);
        }
        return expression.holds(caller, target);
    }

    // oslo_policy/policy.py, Enforcer._handle_deprecated_rule: the old default is OR-ed in.
    private static Expression read(PolicyRule rule, PolicyProperties properties) {
        Expression current = RuleParser.parse(rule.check());
        PolicyRule.Predecessor predecessor = rule.predecessor();
        if (predecessor == null || properties.enforceNewDefaults()) {
            return current;
        }
        return new Expression.Any(List.of(current, RuleParser.parse(predecessor.check())));
    }
}
