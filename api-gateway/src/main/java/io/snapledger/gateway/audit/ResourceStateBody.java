package io.snapledger.gateway.audit;

import io.snapledger.contract.audit.ResourceStateView;
import io.snapledger.gateway.trail.Rfc3339;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a resource was.
 *
 * @param asOf the moment: what was asked for, or the position of the last event
 */
record ResourceStateBody(String asOf, State resource) {

    // Where storage keeps it, which OpenStack's APIs tell administrators only.
    private static final List<String> PLACES =
            List.of("agent", "host", "provider_location", "export_locations");

    /**
     * One resource.
     *
     * @param position of the last event that counts
     * @param at when it happened
     * @param deleted whether the resource had ended; its attributes are those before its end
     * @param attributes by the names of the audit trail, which are those of the events
     */
    record State(
            String resourceType,
            String resourceId,
            @Nullable String projectId,
            long position,
            String eventId,
            String event,
            String at,
            boolean deleted,
            JsonNode attributes) {

        static State of(ResourceStateView state, boolean showsPlaces) {
            return new State(
                    state.resourceType(),
                    state.resourceId().toString(),
                    state.projectId(),
                    state.position(),
                    state.eventId().toString(),
                    state.eventName(),
                    Rfc3339.text(state.at()),
                    state.deleted(),
                    showsPlaces ? state.state() : withoutPlaces(state.state()));
        }

        private static JsonNode withoutPlaces(JsonNode attributes) {
            JsonNode copy = attributes.deepCopy();
            return copy instanceof ObjectNode object ? object.remove(PLACES) : copy;
        }
    }
}
