package io.snapledger.query.table;

import io.snapledger.contract.json.ContractJson;
import io.snapledger.contract.list.ListQuery.Match;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** What a field holds: how it is compared with a text that a caller sent. */
enum FieldType {
    TEXT("''", "%s"),
    UUID_("'00000000-0000-0000-0000-000000000000'::uuid", "%s::text"),
    INTEGER("0", "%s::text"),
    BOOLEAN("false", "%s::text"),
    TIMESTAMP(
            "timestamptz '1900-01-01 00:00:00+00'",
            "to_char(%s at time zone 'UTC', 'YYYY-MM-DD HH24:MI:SS.US')"),
    /** A {@code jsonb} object of texts; what it is asked for is one too, and contained in it. */
    TEXTS("'{}'::jsonb", "%s::text");

    private static final Pattern UUID_TEXT =
            Pattern.compile("\\p{XDigit}{8}(-\\p{XDigit}{4}){3}-\\p{XDigit}{12}");

    private final String smallest;
    private final String asText;

    FieldType(String smallest, String asText) {
        this.smallest = smallest;
        this.asText = asText;
    }

    /** What null counts as in an order, in SQL. */
    String smallest() {
        return smallest;
    }

    /** A column as text, in SQL. */
    String asText(String column) {
        return asText.formatted(column);
    }

    /** That a column compares so with the value which is bound to that parameter, in SQL. */
    String compares(String column, Match match, String parameter) {
        String sign =
                switch (match) {
                    case EQUAL -> this == TEXTS ? "@>" : "=";
                    case UNEQUAL -> "<>";
                    case LIKE -> "like";
                    case LESS -> "<";
                    case AT_MOST -> "<=";
                    case MORE -> ">";
                    case AT_LEAST -> ">=";
                };
        return match == Match.LIKE
                ? "%s like :%s escape ''".formatted(asText(column), parameter)
                : (this == TEXTS ? "%s %s cast(:%s as jsonb)" : "%s %s :%s")
                        .formatted(column, sign, parameter);
    }

    /** The value that a text names; empty if it names none, so that nothing equals it. */
    Optional<Object> value(String text) {
        return switch (this) {
            case TEXT -> Optional.of(text);
            case UUID_ ->
                    UUID_TEXT.matcher(text).matches()
                            ? Optional.of(UUID.fromString(text))
                            : Optional.empty();
            case INTEGER -> integer(text);
            case BOOLEAN ->
                    switch (text.toLowerCase(Locale.ROOT)) {
                        case "true", "1" -> Optional.of(true);
                        case "false", "0" -> Optional.of(false);
                        default -> Optional.empty();
                    };
            case TEXTS -> texts(text);
            case TIMESTAMP -> timestamp(text);
        };
    }

    private static Optional<Object> texts(String text) {
        try {
            JsonNode tree = ContractJson.mapper().readTree(text);
            return tree.isObject() && text.indexOf("\\u0000") < 0
                    ? Optional.of(text)
                    : Optional.empty();
        } catch (JacksonException _) {
            return Optional.empty();
        }
    }

    private static Optional<Object> integer(String text) {
        try {
            return Optional.of(Integer.valueOf(text));
        } catch (NumberFormatException _) {
            return Optional.empty();
        }
    }

    // On the wire a time has no offset and is UTC.
    private static Optional<Object> timestamp(String text) {
        try {
            return Optional.of(
                    LocalDateTime.parse(text.replace(' ', 'T')).atOffset(ZoneOffset.UTC));
        } catch (DateTimeException _) {
            return instant(text);
        }
    }

    private static Optional<Object> instant(String text) {
        try {
            OffsetDateTime time = Instant.parse(text).atOffset(ZoneOffset.UTC);
            return Optional.of(time);
        } catch (DateTimeException _) {
            return Optional.empty();
        }
    }
}
