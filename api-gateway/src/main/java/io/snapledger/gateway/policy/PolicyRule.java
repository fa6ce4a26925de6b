package io.snapledger.gateway.policy;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One rule as upstream documents it.
 *
 * @param name for example {@code group:create}
 * @param operations the requests it guards; none for a rule that only other rules refer to
 * @param check the default, in the rule language
 * @param predecessor what else lets a caller through while the new defaults are not enforced
 */
public record PolicyRule(
        String name,
        String description,
        List<Operation> operations,
        String check,
        @Nullable Predecessor predecessor) {

    public PolicyRule {
        operations = List.copyOf(operations);
    }

    /** A rule without an older default. */
    public static PolicyRule of(
            String name, String check, String description, Operation... operations) {
        return new PolicyRule(name, description, List.of(operations), check, null);
    }

    /** The same rule with the default it had before. */
    public PolicyRule deprecating(String oldName, String oldCheck, String since) {
        return new PolicyRule(
                name, description, operations, check, new Predecessor(oldName, oldCheck, since));
    }

    /** The same rule with the default it had under the same name before Cinder's Xena release. */
    public PolicyRule deprecating(String oldCheck) {
        return deprecating(name, oldCheck, "Xena");
    }

    /** The same rule with the default it had under the same name before that release. */
    public PolicyRule deprecating(String oldCheck, String since) {
        return deprecating(name, oldCheck, since);
    }

    /** A request, its path below the API's prefix and the project. */
    public record Operation(String method, String path) {}

    /**
     * An older default of a rule.
     *
     * @param name the name it had
     * @param since the release that replaced it
     */
    public record Predecessor(String name, String check, String since) {}
}
