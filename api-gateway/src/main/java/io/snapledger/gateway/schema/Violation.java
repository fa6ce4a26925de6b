package io.snapledger.gateway.schema;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What is wrong with a body, in the words that the client will read.
 *
 * @param text the whole message
 */
public record Violation(String text) {

    // cinder/api/validation/validators.py, _SchemaValidator.validate: with a path, its last
    // element and the value are named; at the top, the message stands alone.
    /**
     * A value that its schema does not allow.
     *
     * @param field the last element of the path to the value, null at the top
     */
    static Violation of(@Nullable String field, JsonNode value, String message) {
        return new Violation(
                field == null
                        ? message
                        : "Invalid input for field/attribute %s. Value: %s. %s"
                                .formatted(field, Python.str(value), message));
    }

    /** A value that is not of its format: upstream's ordinary words for it. */
    public static Violation notA(@Nullable String field, JsonNode value, String format) {
        return of(
                field, value, "%s is not a %s".formatted(Python.repr(value), Python.repr(format)));
    }
}
