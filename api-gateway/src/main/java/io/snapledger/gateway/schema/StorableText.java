package io.snapledger.gateway.schema;

import io.snapledger.gateway.fault.Fault;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/**
 * Text that can be kept. JSON, and upstream's schemas, let U+0000 and halves of surrogate pairs
 * pass; no PostgreSQL text holds them, and an event that does could be shown by no view.
 */
final class StorableText {

    private StorableText() {}

    /** Refuses a body that has such a character anywhere, in a key or in a value. */
    static void require(JsonNode body) {
        require("body", body);
    }

    private static void require(String field, JsonNode node) {
        if (node.isString()) {
            check(field, node.stringValue());
        } else if (node.isArray()) {
            node.forEach(element -> require(field, element));
        } else {
            for (Map.Entry<String, JsonNode> property : node.properties()) {
                check(field, property.getKey());
                require(property.getKey(), property.getValue());
            }
        }
    }

    private static void check(String field, String text) {
        if (!isStorable(text)) {
            throw Fault.badRequest(
                    "Invalid input for field/attribute "
                            + field
                            + ". It contains a character that cannot be stored: U+0000 or half of a"
                            + " surrogate pair.");
        }
    }

    static boolean isStorable(String text) {
        return text.codePoints()
                .noneMatch(point -> point == 0 || Character.getType(point) == Character.SURROGATE);
    }
}
