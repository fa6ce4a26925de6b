package io.snapledger.gateway.schema;

import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The formats of cinder/api/validation/validators.py that no resource owns. */
public final class Formats {

    /**
     * Whatever Python's {@code uuid.UUID} reads: any case, with or without dashes, in braces, as
     * URN.
     */
    public static final Format UUID =
            (field, value) ->
                    Uuids.isLike(value.stringValue()) ? null : Violation.notA(field, value, "uuid");

    /** More than blanks. */
    public static final Format NAME =
            (_, value) ->
                    Python.strip(value.stringValue()).isEmpty()
                            ? new Violation(
                                    "An invalid 'name' value was provided. The 'name' can not be"
                                            + " empty.")
                            : null;

    private Formats() {}

    // _validate_string_length with remove_whitespaces; InvalidInput passes through the validator.
    /**
     * Null, empty, or at most so many characters once blanks at both ends are taken off.
     *
     * @param name how the message calls it
     */
    public static Format strippedAtMost(String name, int maximum) {
        return (_, value) ->
                value.isString() ? tooLong(name, Python.strip(value.stringValue()), maximum) : null;
    }

    private static @Nullable Violation tooLong(String name, String text, int maximum) {
        int length = Python.length(text);
        return length > maximum
                ? new Violation(
                        "Invalid input received: %s has %d characters, more than %d."
                                .formatted(name, length, maximum))
                : null;
    }

    /** What a {@link Schema#lenientBoolean()} says. */
    public static boolean isTrue(JsonNode value) {
        return value.isBoolean()
                ? value.booleanValue()
                : booleanText(value.stringValue()).orElse(false);
    }

    // oslo_utils/strutils.py, bool_from_string, strict.
    /** What a word says that stands for true or false, in any case; empty if it does not. */
    public static Optional<Boolean> booleanText(String text) {
        return switch (Python.strip(text).toLowerCase(Locale.ROOT)) {
            case "1", "t", "true", "on", "y", "yes" -> Optional.of(true);
            case "0", "f", "false", "off", "n", "no" -> Optional.of(false);
            default -> Optional.empty();
        };
    }
}
