package io.snapledger.gateway.schema;

import io.snapledger.gateway.fault.Fault;
import io.snapledger.gateway.json.JsonBody;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What a body of Manila's API is about: the object under its one name. Upstream reads member by
 * member and has no schemas; a member of the wrong type is Python's TypeError there, which becomes
 * a 400 without words.
 */
public record Entity(JsonNode tree) {

    // manila/common/constants.py, DB_DISPLAY_FIELDS_MAX_LENGTH
    private static final int LONGEST = 255;
    private static final int LONGEST_METADATA = 1023;

    /**
     * The object of that name.
     *
     * @param absent what to say if there is none: manila/api/openstack/wsgi.py, is_valid_body
     */
    public static Entity of(JsonBody body, String name, Supplier<Fault> absent) {
        JsonNode tree = body.tree().isObject() ? body.tree().get(name) : null;
        if (tree == null || !tree.isObject()) {
            throw absent.get();
        }
        StorableText.require(tree);
        return new Entity(tree);
    }

    /** What stands below an action's name, which may be nothing at all. */
    public static JsonNode argument(JsonBody body, String action) {
        StorableText.require(body.tree());
        return body.tree().get(action);
    }

    public boolean has(String field) {
        return tree.has(field);
    }

    /** The text, null where there is none. */
    public @Nullable String text(String field) {
        JsonNode value = tree.get(field);
        if (value == null || value.isNull()) {
            return null;
        }
        if (!value.isString()) {
            throw Fault.badRequest();
        }
        return value.stringValue();
    }

    /** The text that has to be there. */
    public String requiredText(String field) {
        String text = text(field);
        if (text == null) {
            throw Fault.badRequest();
        }
        return text;
    }

    // manila/api/common.py, check_display_field_length
    /** A name or a description; upstream's columns have no room for longer ones. */
    public @Nullable String display(String field) {
        String text = text(field);
        if (text != null && Python.length(text) > LONGEST) {
            throw Fault.badRequest(
                    "Invalid input received: %s can only be %d characters long."
                            .formatted(field, LONGEST));
        }
        return text;
    }

    /** The same under its name, or under the one it has in the database. */
    public @Nullable String displayed(String field) {
        String text = display(field);
        return text == null || text.isEmpty() ? display("display_" + field) : text;
    }

    /** The truth value of that name; empty where there is none. */
    public Optional<Boolean> truth(String field) {
        JsonNode value = tree.get(field);
        if (value == null || value.isNull()) {
            return Optional.empty();
        }
        Optional<Boolean> read =
                value.isBoolean()
                        ? Optional.of(value.booleanValue())
                        : Formats.booleanText(value.asString(""));
        if (read.isEmpty()) {
            throw Fault.badRequest(
                    "Invalid value '%s' for %s. It must be a boolean."
                            .formatted(value.asString(""), field));
        }
        return read;
    }

    /** An object of texts; empty where there is none. */
    public Map<String, String> texts(String field) {
        JsonNode object = tree.get(field);
        if (object == null || object.isNull()) {
            return new LinkedHashMap<>();
        }
        if (!object.isObject()) {
            throw Fault.badRequest();
        }
        return new Entity(object).asTexts();
    }

    /** Itself, as an object of texts. */
    public Map<String, String> asTexts() {
        Map<String, String> texts = new LinkedHashMap<>();
        tree.properties().forEach(entry -> texts.put(key(entry.getKey()), value(entry.getValue())));
        return texts;
    }

    // manila/api/common.py, _check_metadata_properties
    private static String key(String key) {
        if (key.isEmpty() || Python.length(key) > LONGEST) {
            throw Fault.badRequest(
                    "Metadata property key %s."
                            .formatted(
                                    key.isEmpty() ? "is blank" : "is greater than 255 characters"));
        }
        return key;
    }

    private static String value(JsonNode value) {
        if (!value.isString()) {
            throw Fault.badRequest();
        }
        String text = value.stringValue();
        if (text.isEmpty() || Python.length(text) > LONGEST_METADATA) {
            throw Fault.badRequest(
                    "Metadata property value %s."
                            .formatted(
                                    text.isEmpty()
                                            ? "is blank"
                                            : "is greater than 1023 characters"));
        }
        return text;
    }

    // manila/api/openstack/wsgi.py, AdminActionsMixin.validate_update
    /**
     * The state that an administrator's action asks for.
     *
     * @param argument what stands below the action's name
     * @param attribute what is to be set
     * @param words those that may be, {@code None} for null
     * @return null for null
     */
    public static @Nullable String state(JsonNode argument, String attribute, List<String> words) {
        if (!argument.isObject() || !argument.has(attribute)) {
            throw Fault.badRequest("Must specify '" + attribute + "'");
        }
        JsonNode value = argument.get(attribute);
        if (value.isContainer()) {
            throw Fault.badRequest();
        }
        if (value.isNull() && words.contains(NONE)) {
            return null;
        }
        String word = value.isString() ? value.stringValue() : "";
        if (word.equals(NONE) || !words.contains(word)) {
            // In the order of the documentation; upstream prints a set.
            throw Fault.badRequest(
                    words.stream()
                            .collect(
                                    Collectors.joining(
                                            ", ", "Invalid state. Valid states: ", ".")));
        }
        return word;
    }

    /** How Python writes null. */
    public static final String NONE = "None";
}
