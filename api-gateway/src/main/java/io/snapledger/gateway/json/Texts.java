package io.snapledger.gateway.json;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Reads an object whose values are texts or nulls, in its order. */
public final class Texts {

    private Texts() {}

    /** Its entries; none if it is no object. */
    public static Map<String, @Nullable String> of(JsonNode object) {
        Map<String, @Nullable String> texts = new LinkedHashMap<>();
        object.properties()
                .forEach(entry -> texts.put(entry.getKey(), entry.getValue().stringValue(null)));
        return texts;
    }
}
