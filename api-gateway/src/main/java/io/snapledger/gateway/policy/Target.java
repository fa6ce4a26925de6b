package io.snapledger.gateway.policy;

import io.snapledger.gateway.caller.Caller;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a request is about.
 *
 * @param projectId the project that owns it, null where none does
 * @param userId the user who made it, null where unknown
 * @param attributes what else a rule may compare with, under upstream's names
 */
public record Target(
        @Nullable String projectId, @Nullable String userId, Map<String, String> attributes) {

    public Target {
        attributes = Map.copyOf(attributes);
    }

    public Target(@Nullable String projectId, @Nullable String userId) {
        this(projectId, userId, Map.of());
    }

    // cinder/context.py, authorize(): without a target the caller's own project is meant.
    /** For what belongs to no one yet, or to everyone: the caller's own project. */
    public static Target own(Caller caller) {
        return new Target(caller.projectId(), caller.userId());
    }

    /** The same, with one attribute more; none if it has no value. */
    public Target with(String name, @Nullable Object value) {
        if (value == null) {
            return this;
        }
        Map<String, String> more = new HashMap<>(attributes);
        more.put(name, value.toString());
        return new Target(projectId, userId, more);
    }

    /** What stands for {@code %(key)s}; null if the target has no such attribute, or no value. */
    @Nullable String value(String key) {
        return switch (key) {
            case "project_id" -> projectId;
            case "user_id" -> userId;
            // oslo_policy/_checks.py, GenericCheck: a key the target does not have fails the check.
            default -> attributes.get(key);
        };
    }
}
