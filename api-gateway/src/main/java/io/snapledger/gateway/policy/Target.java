package io.snapledger.gateway.policy;

import io.snapledger.gateway.caller.Caller;
import org.jspecify.annotations.Nullable;

/**
 * What a request is about.
 *
 * @param projectId the project that owns it, null where none does
 * @param userId the user who made it, null where unknown
 */
public record Target(@Nullable String projectId, @Nullable String userId) {

    // cinder/context.py, authorize(): without a target the caller's own project is meant.
    /** For what belongs to no one yet, or to everyone: the caller's own project. */
    public static Target own(Caller caller) {
        return new Target(caller.projectId(), caller.userId());
    }
}
