package io.snapledger.contract.origin;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Who acted.
 *
 * @param userId the user's id; an agent's host where an agent acted
 * @param projectId the project of the actor's token, null without one
 * @param roles role names, lower case
 * @param address the network address the request came from, null where there was none
 */
public record Actor(
        String userId, @Nullable String projectId, List<String> roles, @Nullable String address) {

    /** The service itself: deadlines and what is made at the first start. */
    public static final Actor SERVICE = new Actor("snapledger", null, List.of(), null);

    public Actor {
        roles = List.copyOf(roles);
    }
}
