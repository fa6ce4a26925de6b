package io.snapledger.systemtests.http;

import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.core.json.JsonWriteFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** JSON as these tests write and read it. */
public final class Json {

    private static final JsonMapper MAPPER =
            JsonMapper.builder()
                    // Half a surrogate pair cannot be written in UTF-8, but it can be escaped.
                    .enable(JsonWriteFeature.ESCAPE_NON_ASCII)
                    .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                    // A flag that is absent is false.
                    .disable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
                    .build();

    private Json() {}

    public static JsonMapper mapper() {
        return MAPPER;
    }

    public static String write(JsonNode json) {
        return MAPPER.writeValueAsString(json);
    }

    /** The JSON in a text; empty if the text is no JSON document. */
    public static Optional<JsonNode> read(String text) {
        if (text.isBlank()) {
            return Optional.empty();
        }
        try {
            return Optional.of(MAPPER.readTree(text));
        } catch (JacksonException _) {
            return Optional.empty();
        }
    }

    /** An object with one member that is an object of the given fields. */
    public static JsonNode wrap(String name, Map<String, ?> fields) {
        return MAPPER.valueToTree(Map.of(name, fields));
    }
}
