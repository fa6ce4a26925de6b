package io.snapledger.gateway.policy;

import io.snapledger.gateway.policy.DefaultRules.Default;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The rules in force, all at once: the code's, and the operator's in their place.
 *
 * @param resolved by name, ready to be asked
 * @param written by name, as one would write them in a file
 * @param overridden the names that the files define
 * @param warnings what an operator should look at, one sentence each
 */
record RuleSet(
        Map<String, Expression> resolved,
        Map<String, Expression> written,
        Set<String> overridden,
        List<String> warnings) {

    /**
     * Puts rules together.
     *
     * @throws PolicyRefused if a file says what cannot be put in force
     */
    static RuleSet of(
            DefaultRules defaults, PolicyFiles.Contents contents, PolicyProperties properties) {
        if (contents.problem() != null) {
            throw new PolicyRefused(contents.problem());
        }
        Map<String, Expression> files = new LinkedHashMap<>();
        for (PolicyFiles.Document document : contents.documents()) {
            PolicyDocument.read(document.name(), document.text())
                    .forEach((name, rule) -> files.put(name, parse(document, name, rule)));
        }
        return new Assembly(defaults, files, properties).ruleSet();
    }

    private static Expression parse(PolicyFiles.Document document, String name, Object rule) {
        try {
            return RuleParser.parse(rule);
        } catch (PolicyRefused refused) {
            throw refused.in(document.name() + ", rule \"" + name + "\"");
        }
    }

    /** One way to put them together. */
    private static final class Assembly {

        private final DefaultRules defaults;
        private final Map<String, Expression> files;
        private final PolicyProperties properties;
        private final Map<String, Expression> written = new LinkedHashMap<>();
        private final Set<String> olderNames = new HashSet<>();
        private final List<String> warnings = new ArrayList<>();

        Assembly(
                DefaultRules defaults, Map<String, Expression> files, PolicyProperties properties) {
            this.defaults = defaults;
            this.files = files;
            this.properties = properties;
        }

        RuleSet ruleSet() {
            for (Default one : defaults.all()) {
                written.put(one.rule().name(), inForce(one));
            }
            Map<String, Expression> all = new LinkedHashMap<>(written);
            files.forEach(all::putIfAbsent);
            Rules rules = new Rules(all, properties.defaultRule());
            Map<String, Expression> resolved = new LinkedHashMap<>();
            for (String name : written.keySet()) {
                try {
                    resolved.put(name, rules.resolve(name));
                } catch (PolicyRefused refused) {
                    throw refused.in("rule \"" + name + "\"");
                }
            }
            warnOfNames(all);
            warnOfAttributes();
            return new RuleSet(
                    Map.copyOf(resolved),
                    written,
                    Set.copyOf(files.keySet()),
                    List.copyOf(warnings));
        }

        private Expression inForce(Default one) {
            String name = one.rule().name();
            Expression own = files.get(name);
            if (own != null) {
                if (own.equals(one.check())) {
                    warnings.add(
                            "\"%s\" is the same as its default and may be left out"
                                    .formatted(name));
                }
                noteOlderName(one, false);
                return own;
            }
            Expression older = noteOlderName(one, true);
            if (older != null) {
                return older;
            }
            // oslo_policy/policy.py, Enforcer._handle_deprecated_rule: the old default is OR-ed in.
            Expression before = one.older();
            return before == null
                            || properties.enforceNewDefaults()
                            || before.toString().equals(one.check().toString())
                    ? one.check()
                    : new Expression.Any(List.of(one.check(), before));
        }

        // The same: a rule of the old name holds for the new one, but where it only points there.
        private @Nullable Expression noteOlderName(Default one, boolean counts) {
            PolicyRule.Predecessor predecessor = one.rule().predecessor();
            String name = one.rule().name();
            if (predecessor == null || predecessor.name().equals(name)) {
                return null;
            }
            olderNames.add(predecessor.name());
            Expression older = files.get(predecessor.name());
            if (older == null || older.equals(new Expression.Reference(name))) {
                return null;
            }
            warnings.add(
                    "\"%s\" was replaced by \"%s\" in %s; %s"
                            .formatted(
                                    predecessor.name(),
                                    name,
                                    predecessor.since(),
                                    counts ? "it is used in its place" : "it is not used"));
            return counts ? older : null;
        }

        private void warnOfNames(Map<String, Expression> all) {
            Set<String> reached = new LinkedHashSet<>();
            written.values().forEach(rule -> reach(rule, all, reached));
            Set<String> unknown = new TreeSet<>(files.keySet());
            unknown.removeAll(written.keySet());
            unknown.removeAll(reached);
            unknown.removeAll(olderNames);
            unknown.remove(properties.defaultRule());
            if (!unknown.isEmpty()) {
                warnings.add(
                        "no policy of this service has, or refers to, these names: "
                                + String.join(", ", unknown));
            }
        }

        private static void reach(
                Expression rule, Map<String, Expression> all, Set<String> reached) {
            ExpressionWalk.references(rule)
                    .filter(reached::add)
                    .forEach(name -> {
                        Expression further = all.get(name);
                        if (further != null) {
                            reach(further, all, reached);
                        }
                    });
        }

        private void warnOfAttributes() {
            files.forEach((name, rule) ->
                    ExpressionWalk.lacking(rule)
                            .distinct()
                            .forEach(word ->
                                    warnings.add(
                                            "\"%s\" asks for \"%s\", which no caller has: that never"
                                                            .formatted(name, word)
                                                    + " holds")));
        }
    }
}
