package io.snapledger.gateway.schema;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A check with words of its own; it sees values of every type that the schema allows. */
@FunctionalInterface
public interface Format {

    /**
     * What is wrong with the value, null if nothing.
     *
     * @param field the last element of the path to the value, null at the top
     */
    @Nullable Violation violation(@Nullable String field, JsonNode value);
}
