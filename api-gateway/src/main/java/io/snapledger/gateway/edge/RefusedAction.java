package io.snapledger.gateway.edge;

import io.snapledger.gateway.caller.Caller;
import io.snapledger.gateway.fault.Fault;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * An action on a resource that was refused.
 *
 * @param action its name
 * @param resourceType what the resource is in the event log
 * @param id of the resource, as in the path
 * @param arguments what the body has under the action's name, null where it is nothing
 */
public record RefusedAction(
        String action,
        String resourceType,
        String id,
        @Nullable JsonNode arguments,
        Caller caller,
        Fault fault) {}
