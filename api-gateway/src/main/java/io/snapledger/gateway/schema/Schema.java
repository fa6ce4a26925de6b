package io.snapledger.gateway.schema;

import io.snapledger.gateway.fault.Fault;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What a JSON value must look like.
 *
 * <p>Checks run in the order in which they were added, as jsonschema runs them in the order in
 * which upstream wrote them, and the first one that fails makes the message; so a schema here is
 * written in the order of its original in cinder/api/schemas. The texts are those of jsonschema
 * 4.10. Immutable: each method gives a new schema.
 *
 * <p>Beside its checks each schema keeps what they say in JSON Schema's own words, for the API's
 * document.
 */
public final class Schema {

    /** What JSON calls a type; an integer is never a boolean, nor a number with a point. */
    public enum Type {
        OBJECT("object"),
        ARRAY("array"),
        STRING("string"),
        INTEGER("integer"),
        BOOLEAN("boolean"),
        NULL("null");

        private final String word;

        Type(String word) {
            this.word = word;
        }

        boolean is(JsonNode value) {
            return switch (this) {
                case OBJECT -> value.isObject();
                case ARRAY -> value.isArray();
                case STRING -> value.isString();
                case INTEGER -> value.isIntegralNumber();
                case BOOLEAN -> value.isBoolean();
                case NULL -> value.isNull();
            };
        }
    }

    private static final List<String> TRUE_WORDS =
            List.of("True", "TRUE", "true", "1", "ON", "On", "on", "YES", "Yes", "yes", "y", "t");
    private static final List<String> FALSE_WORDS =
            List.of(
                    "False", "FALSE", "false", "0", "OFF", "Off", "off", "NO", "No", "no", "n",
                    "f");
    private static final String BOOLEANS =
            Stream.of(
                            Stream.of("True"),
                            TRUE_WORDS.stream().map(Python::repr),
                            Stream.of("False"),
                            FALSE_WORDS.stream().map(Python::repr))
                    .flatMap(words -> words)
                    .collect(Collectors.joining(", ", "[", "]"));

    private static final Pattern DIGITS = Pattern.compile("[0-9]+\n?");

    private final List<Format> checks;
    private final Set<String> properties;
    private final Map<String, Object> words;

    private Schema(List<Format> checks, Set<String> properties, Map<String, Object> words) {
        this.checks = checks;
        this.properties = properties;
        this.words = words;
    }

    private static Schema unchecked() {
        return new Schema(List.of(), Set.of(), Map.of());
    }

    /** Any value at all. */
    public static Schema anything() {
        return unchecked();
    }

    /**
     * The same schema in the words of JSON Schema 2020-12. They are what a client should keep to;
     * upstream's more lenient forms and its own formats they leave out.
     */
    public Map<String, Object> words() {
        return words;
    }

    /** The same checks, with one more word about them; it checks nothing by itself. */
    public Schema saying(String keyword, Object value) {
        Map<String, Object> more = new LinkedHashMap<>(words);
        more.put(keyword, value);
        return new Schema(checks, properties, Collections.unmodifiableMap(more));
    }

    private Schema adding(String keyword, String key, Object value) {
        Map<String, Object> members = new LinkedHashMap<>();
        if (words.get(keyword) instanceof Map<?, ?> known) {
            known.forEach((name, word) -> members.put(name.toString(), word));
        }
        members.put(key, value);
        return saying(keyword, Collections.unmodifiableMap(members));
    }

    /** A value of one of these types. */
    public static Schema of(Type... types) {
        List<Type> allowed = List.of(types);
        String words =
                allowed.stream()
                        .map(type -> Python.repr(type.word))
                        .collect(Collectors.joining(", "));
        List<String> names = allowed.stream().map(type -> type.word).toList();
        return unchecked()
                .saying("type", names.size() == 1 ? names.getFirst() : names)
                .format((field, value) ->
                        allowed.stream().anyMatch(type -> type.is(value))
                                ? null
                                : Violation.of(
                                        field,
                                        value,
                                        "%s is not of type %s"
                                                .formatted(Python.repr(value), words)));
    }

    public static Schema object() {
        return of(Type.OBJECT);
    }

    public static Schema array() {
        return of(Type.ARRAY);
    }

    public static Schema string() {
        return of(Type.STRING);
    }

    /** Text, or null. */
    public static Schema nullableString() {
        return of(Type.STRING, Type.NULL);
    }

    // What follows has its original, under the same name, in
    // cinder/api/validation/parameter_types.py.

    /** A UUID in any of the forms of {@link Formats#UUID}. */
    public static Schema uuid() {
        return string().format(Formats.UUID).saying("format", "uuid");
    }

    /** {@link #uuid()}, or null. */
    public static Schema optionalUuid() {
        return eitherNullOr(uuid());
    }

    /** A name that must be given: 1 to 255 characters, not only blanks. */
    public static Schema name() {
        return string().minLength(1).maxLength(255).format(Formats.NAME);
    }

    /** A name that may be empty or null. */
    public static Schema nameAllowZeroMinLength() {
        return nullableString().minLength(0).maxLength(255);
    }

    /** At most 255 printable characters, or null. */
    public static Schema description() {
        return nullableString()
                .minLength(0)
                .maxLength(255)
                .matching(PrintableText.PATTERN, PrintableText::matches)
                .saying("description", "Printable characters of the basic multilingual plane.");
    }

    /**
     * true, false, or one of the words that upstream takes for them; see {@link Formats#isTrue}.
     */
    public static Schema lenientBoolean() {
        return of(Type.BOOLEAN, Type.STRING)
                .saying(
                        "enum",
                        Stream.of(
                                        Stream.of(true),
                                        TRUE_WORDS.stream(),
                                        Stream.of(false),
                                        FALSE_WORDS.stream())
                                .flatMap(values -> values)
                                .toList())
                .format((field, value) ->
                        value.isBoolean()
                                        || TRUE_WORDS.contains(value.stringValue())
                                        || FALSE_WORDS.contains(value.stringValue())
                                ? null
                                : Violation.of(
                                        field,
                                        value,
                                        "%s is not one of %s"
                                                .formatted(Python.repr(value), BOOLEANS)));
    }

    /** {@link #lenientBoolean()}, or null. */
    public static Schema optionalBoolean() {
        return eitherNullOr(lenientBoolean());
    }

    /** A number of gibibytes, as number or digits, or null. */
    public static Schema sizeAllowsNull() {
        return of(Type.INTEGER, Type.STRING, Type.NULL)
                .pattern("^[0-9]+$", text -> DIGITS.matcher(text).matches())
                .between(1, Integer.MAX_VALUE);
    }

    /** A number of gibibytes, as number or digits. */
    public static Schema size() {
        return of(Type.INTEGER, Type.STRING)
                .pattern("^[0-9]+$", text -> DIGITS.matcher(text).matches())
                .between(1, Integer.MAX_VALUE);
    }

    /** An object of texts, its keys 1 to 255 plain characters; or null, if {@code nullable}. */
    public static Schema extraSpecs(boolean nullable, boolean nullableValues) {
        Schema value = nullableValues ? nullableString() : string();
        Schema map = nullable ? of(Type.OBJECT, Type.NULL) : object();
        return map.entries("^[a-zA-Z0-9-_:. /]{1,255}$", value.maxLength(255));
    }

    /** An object of texts and nulls, its keys 1 to 255 plain characters without blanks. */
    public static Schema specs() {
        return object().entries("^[a-zA-Z0-9-_:.]{1,255}$", nullableString().maxLength(255));
    }

    /** {@link #specs()} with exactly one entry. */
    public static Schema oneSpec() {
        return specs().minProperties(1).maxProperties(1);
    }

    private static Schema eitherNullOr(Schema schema) {
        return unchecked()
                .saying("anyOf", List.of(schema.words, Map.of("type", Type.NULL.word)))
                .format((field, value) ->
                        value.isNull() || schema.violation(field, value) == null
                                ? null
                                : Violation.of(
                                        field,
                                        value,
                                        Python.repr(value)
                                                + " is not valid under any of the given"
                                                + " schemas"));
    }

    /** At least so many characters. */
    public Schema minLength(int minimum) {
        return saying("minLength", minimum)
                .onText(
                        text -> Python.length(text) >= minimum,
                        (_, value) -> Python.repr(value) + " is too short");
    }

    /** At most so many characters. */
    public Schema maxLength(int maximum) {
        return saying("maxLength", maximum)
                .onText(
                        text -> Python.length(text) <= maximum,
                        (_, value) -> Python.repr(value) + " is too long");
    }

    /**
     * A pattern.
     *
     * @param shown how messages print it
     */
    public Schema pattern(String shown, Predicate<String> matches) {
        return matching(shown, matches).saying("pattern", shown);
    }

    private Schema matching(String shown, Predicate<String> matches) {
        return onText(
                matches,
                (_, value) -> Python.repr(value) + " does not match " + Python.repr(shown));
    }

    /** A check with words of its own. */
    public Schema format(Format format) {
        return new Schema(append(checks, format), properties, words);
    }

    // _validate_minimum and _validate_maximum: digits in a string count as their number.
    /** A number, or digits, within bounds. */
    public Schema between(long minimum, long maximum) {
        return saying("minimum", minimum)
                .saying("maximum", maximum)
                .format((field, value) -> {
                    BigInteger number = number(value);
                    if (number == null) {
                        return null;
                    }
                    if (number.compareTo(BigInteger.valueOf(minimum)) < 0) {
                        return Violation.of(
                                field, value, number + " is less than the minimum of " + minimum);
                    }
                    return number.compareTo(BigInteger.valueOf(maximum)) > 0
                            ? Violation.of(
                                    field,
                                    value,
                                    number + " is greater than the maximum of " + maximum)
                            : null;
                });
    }

    private static @Nullable BigInteger number(JsonNode value) {
        if (value.isIntegralNumber()) {
            return value.bigIntegerValue();
        }
        return value.isString() && DIGITS.matcher(value.stringValue()).matches()
                ? new BigInteger(value.stringValue().strip())
                : null;
    }

    /** At least so many items. */
    public Schema minItems(int minimum) {
        return saying("minItems", minimum)
                .on(
                        value -> !value.isArray() || value.size() >= minimum,
                        (_, value) -> Python.repr(value) + " is too short");
    }

    /** Each item looks like this. */
    public Schema items(Schema item) {
        return saying("items", item.words)
                .format((_, value) -> {
                    if (value.isArray()) {
                        for (int i = 0; i < value.size(); i++) {
                            Violation violation = item.violation(Integer.toString(i), value.get(i));
                            if (violation != null) {
                                return violation;
                            }
                        }
                    }
                    return null;
                });
    }

    /** No item twice. */
    public Schema uniqueItems() {
        return saying("uniqueItems", true)
                .on(
                        value ->
                                !value.isArray()
                                        || new HashSet<>(value.values()).size() == value.size(),
                        (_, value) -> Python.repr(value) + " has non-unique elements");
    }

    /** At least so many properties. */
    public Schema minProperties(int minimum) {
        return saying("minProperties", minimum)
                .on(
                        value -> !value.isObject() || value.size() >= minimum,
                        (_, value) -> Python.repr(value) + " does not have enough properties");
    }

    /** At most so many properties. */
    public Schema maxProperties(int maximum) {
        return saying("maxProperties", maximum)
                .on(
                        value -> !value.isObject() || value.size() <= maximum,
                        (_, value) -> Python.repr(value) + " has too many properties");
    }

    /** If the property is there, it looks like this. */
    public Schema property(String name, Schema schema) {
        Set<String> known = new HashSet<>(properties);
        known.add(name);
        Schema described = adding("properties", name, schema.words);
        return new Schema(
                append(
                        checks,
                        (_, value) -> {
                            JsonNode property = value.get(name);
                            return property == null ? null : schema.violation(name, property);
                        }),
                Set.copyOf(known),
                described.words);
    }

    /** These properties must be there. */
    public Schema required(String... names) {
        Schema schema = saying("required", List.of(names));
        for (String name : names) {
            schema =
                    schema.on(
                            value -> !value.isObject() || value.has(name),
                            (_, _) -> Python.repr(name) + " is a required property");
        }
        return schema;
    }

    /** At least one of these properties must be there. */
    public Schema anyRequired(String... names) {
        return saying("anyOf", eachRequired(names))
                .on(
                        value -> !value.isObject() || Stream.of(names).anyMatch(value::has),
                        (_, value) -> notUnderAny(value));
    }

    /** Exactly one of these properties must be there. */
    public Schema oneRequired(String... names) {
        return saying("oneOf", eachRequired(names))
                .format((field, value) -> {
                    List<String> present =
                            Stream.of(names)
                                    .filter(name -> value.has(name))
                                    .collect(Collectors.toCollection(ArrayList::new));
                    if (present.isEmpty()) {
                        return Violation.of(field, value, notUnderAny(value));
                    }
                    if (present.size() == 1) {
                        return null;
                    }
                    // jsonschema/_validators.py, oneOf: the first valid one is named last.
                    present.add(present.removeFirst());
                    String schemas =
                            present.stream()
                                    .map(name -> "{'required': [" + Python.repr(name) + "]}")
                                    .collect(Collectors.joining(", "));
                    return Violation.of(
                            field,
                            value,
                            "%s is valid under each of %s".formatted(Python.repr(value), schemas));
                });
    }

    private static List<Object> eachRequired(String... names) {
        return Stream.of(names).<Object>map(name -> Map.of("required", List.of(name))).toList();
    }

    private static String notUnderAny(JsonNode value) {
        return Python.repr(value) + " is not valid under any of the given schemas";
    }

    /** No properties but those added before. */
    public Schema closed() {
        return saying("additionalProperties", false)
                .format((field, value) -> {
                    List<String> extra = extraKeys(value, properties::contains);
                    return extra.isEmpty()
                            ? null
                            : Violation.of(
                                    field,
                                    value,
                                    "Additional properties are not allowed (%s %s unexpected)"
                                            .formatted(
                                                    joined(extra),
                                                    extra.size() == 1 ? "was" : "were"));
                });
    }

    /** Every key matches a pattern, every value looks like this. */
    public Schema entries(String pattern, Schema schema) {
        Pattern keys = Pattern.compile(pattern);
        return adding("patternProperties", pattern, schema.words)
                .saying("additionalProperties", false)
                .format((field, value) -> {
                    if (value.isObject()) {
                        for (Map.Entry<String, JsonNode> entry : value.properties()) {
                            Violation violation =
                                    keys.matcher(entry.getKey()).find()
                                            ? schema.violation(entry.getKey(), entry.getValue())
                                            : null;
                            if (violation != null) {
                                return violation;
                            }
                        }
                    }
                    List<String> extra = extraKeys(value, key -> keys.matcher(key).find());
                    return extra.isEmpty()
                            ? null
                            : Violation.of(
                                    field,
                                    value,
                                    "%s %s not match any of the regexes: %s"
                                            .formatted(
                                                    joined(extra),
                                                    extra.size() == 1 ? "does" : "do",
                                                    Python.repr(pattern)));
                });
    }

    private static List<String> extraKeys(JsonNode value, Predicate<String> known) {
        return value.isObject()
                ? value.propertyNames().stream()
                        .filter(key -> !known.test(key))
                        .sorted(Schema::byCodePoints)
                        .toList()
                : List.of();
    }

    // Python sorts texts by code points, Java by UTF-16 units.
    private static int byCodePoints(String one, String other) {
        int[] left = one.codePoints().toArray();
        int[] right = other.codePoints().toArray();
        return Arrays.compare(left, right);
    }

    private static String joined(List<String> names) {
        return names.stream().map(Python::repr).collect(Collectors.joining(", "));
    }

    /**
     * Checks a body.
     *
     * @throws Fault 400 with the first violation's text
     */
    public void validate(JsonNode body) {
        Violation violation = violation(null, body);
        if (violation != null) {
            throw Fault.badRequest(violation.text());
        }
        StorableText.require(body);
    }

    /** The first violation, null if there is none. */
    @Nullable Violation violation(@Nullable String field, JsonNode value) {
        for (Format check : checks) {
            Violation violation = check.violation(field, value);
            if (violation != null) {
                return violation;
            }
        }
        return null;
    }

    @FunctionalInterface
    private interface Message {
        String of(@Nullable String field, JsonNode value);
    }

    private Schema onText(Predicate<String> holds, Message message) {
        return on(value -> !value.isString() || holds.test(value.stringValue()), message);
    }

    private Schema on(Predicate<JsonNode> holds, Message message) {
        return format((field, value) ->
                holds.test(value) ? null : Violation.of(field, value, message.of(field, value)));
    }

    private static List<Format> append(List<Format> checks, Format check) {
        return Stream.concat(checks.stream(), Stream.of(check)).toList();
    }
}
