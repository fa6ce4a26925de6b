package io.snapledger.systemtests.replay;

import io.snapledger.systemtests.http.Json;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.NullNode;
import tools.jackson.databind.node.ObjectNode;

/** Finds where normalised answers differ from what one case recorded. */
final class Comparison {

    private static final String NOTHING = "nothing";
    private static final int LONGEST_SHOWN = 400;

    /** What follows is a regular expression whose text depends on the Unicode version. */
    private static final String BEFORE_PATTERN = " does not match ";

    private final Transcript.Case expected;
    private final List<Difference> differences = new ArrayList<>();

    private Comparison(Transcript.Case expected) {
        this.expected = expected;
    }

    static List<Difference> between(
            Transcript.Case expected, Answer response, @Nullable Answer settled) {
        Comparison comparison = new Comparison(expected);
        comparison.compareResponse(response);
        comparison.compareSettled(settled);
        return comparison.differences;
    }

    private void compareResponse(Answer response) {
        Answer recorded = expected.response();
        boolean sameStatus = recorded.status() == response.status();
        if (!sameStatus) {
            add("status", recorded.status(), response.status() + " " + show(response.body()));
        }
        SortedSet<String> names = new TreeSet<>(recorded.headers().keySet());
        names.addAll(response.headers().keySet());
        for (String name : names) {
            String want = recorded.headers().getOrDefault(name, NOTHING);
            String have = response.headers().getOrDefault(name, NOTHING);
            if (!want.equals(have)) {
                add("header " + name, want, have);
            }
        }
        if (sameStatus || Kind.of(recorded.body()) == Kind.of(response.body())) {
            compareBody(recorded.body(), response.body());
        }
    }

    private void compareBody(JsonNode recorded, JsonNode received) {
        if (expected.bodyFree()) {
            return;
        }
        if (!expected.only().isEmpty()) {
            for (String path : expected.only()) {
                Pointer pointer = new Pointer(path);
                compare("$." + path, orNull(pointer, recorded), orNull(pointer, received));
            }
        } else if (expected.messageSet()) {
            compare("$", withSortedMessages(recorded), withSortedMessages(received));
        } else {
            compare("$", recorded, received);
        }
    }

    private void compareSettled(@Nullable Answer settled) {
        Answer recorded = expected.settled();
        if (recorded == null) {
            return;
        }
        if (settled == null) {
            add("settled", "an answer", "no polling: the request was refused");
            return;
        }
        if (settled.timedOut()) {
            add("settled", "an end", "none in time, last " + show(settled.body()));
        }
        if (recorded.status() != settled.status()) {
            add("settled status", recorded.status(), settled.status() + " " + show(settled.body()));
        } else {
            compare("settled $", recorded.body(), settled.body());
        }
    }

    private void compare(String where, JsonNode want, JsonNode have) {
        Kind kind = Kind.of(want);
        if (kind == Kind.STRING
                && want.stringValue().equals(Normaliser.ANY_STRING)
                && have.isString()) {
            return;
        }
        if (kind != Kind.of(have)) {
            add(where, show(want), show(have));
            return;
        }
        switch (kind) {
            case OBJECT -> compareMembers(where, want, have);
            case ARRAY -> compareElements(where, want, have);
            case STRING -> compareTexts(where, want.stringValue(), have.stringValue());
            case NUMBER -> {
                if (want.decimalValue().compareTo(have.decimalValue()) != 0) {
                    add(where, show(want), show(have));
                }
            }
            case BOOLEAN -> {
                if (want.booleanValue() != have.booleanValue()) {
                    add(where, show(want), show(have));
                }
            }
            case NULL -> {}
        }
    }

    private void compareMembers(String where, JsonNode want, JsonNode have) {
        for (Map.Entry<String, JsonNode> member : want.properties()) {
            String here = where + "." + member.getKey();
            JsonNode other = have.get(member.getKey());
            if (other == null) {
                add(here, show(member.getValue()), NOTHING);
            } else {
                compare(here, member.getValue(), other);
            }
        }
        for (Map.Entry<String, JsonNode> member : have.properties()) {
            if (!want.has(member.getKey())) {
                add(where + "." + member.getKey(), NOTHING, show(member.getValue()));
            }
        }
    }

    private void compareElements(String where, JsonNode want, JsonNode have) {
        if (want.size() != have.size()) {
            add(where, want.size() + " elements", have.size() + " elements " + show(have));
        }
        List<JsonNode> wanted = elements(want);
        List<JsonNode> had = elements(have);
        for (int i = 0; i < Math.min(wanted.size(), had.size()); i++) {
            compare("%s[%d]".formatted(where, i), wanted.get(i), had.get(i));
        }
    }

    private List<JsonNode> elements(JsonNode array) {
        Stream<JsonNode> elements = array.valueStream();
        return expected.unordered()
                ? elements.sorted(Comparator.comparing(e -> Json.write(sorted(e)))).toList()
                : elements.toList();
    }

    private void compareTexts(String where, String want, String have) {
        if (want.equals(have)) {
            return;
        }
        boolean message = where.endsWith(".message");
        if (message && agreeUpToThePattern(want, have)) {
            return;
        }
        add(where, show(want), show(have));
    }

    private static boolean agreeUpToThePattern(String want, String have) {
        int cut = want.indexOf(BEFORE_PATTERN);
        return cut >= 0 && have.startsWith(want.substring(0, cut + BEFORE_PATTERN.length()));
    }

    /** "…: b, a, c." becomes "…: a, b, c." in the message of each fault. */
    private static JsonNode withSortedMessages(JsonNode body) {
        JsonNode copy = body.deepCopy();
        for (JsonNode fault : copy.values()) {
            if (fault instanceof ObjectNode object && object.path("message").isString()) {
                String message = object.get("message").stringValue();
                int colon = message.lastIndexOf(": ");
                if (colon >= 0) {
                    String list = message.substring(colon + 2).replaceAll("\\.+$", "");
                    String sorted =
                            Stream.of(list.split(", ", -1))
                                    .sorted()
                                    .collect(Collectors.joining(", "));
                    object.put("message", message.substring(0, colon + 2) + sorted + ".");
                }
            }
        }
        return copy;
    }

    /** The same document with the members of every object in the order of their names. */
    private static JsonNode sorted(JsonNode json) {
        if (json.isObject()) {
            Map<String, JsonNode> members = new TreeMap<>();
            json.properties().forEach(m -> members.put(m.getKey(), sorted(m.getValue())));
            return JsonNodeFactory.instance.objectNode().setAll(members);
        }
        if (json.isArray()) {
            return JsonNodeFactory.instance
                    .arrayNode()
                    .addAll(json.valueStream().map(Comparison::sorted).toList());
        }
        return json;
    }

    private static JsonNode orNull(Pointer pointer, JsonNode document) {
        return pointer.in(document).orElseGet(NullNode::getInstance);
    }

    private void add(String where, Object want, Object have) {
        differences.add(new Difference(where, want.toString(), have.toString()));
    }

    private static String show(JsonNode json) {
        return cut(Json.write(json));
    }

    private static String show(String text) {
        return cut('"' + text + '"');
    }

    private static String cut(String text) {
        return text.length() <= LONGEST_SHOWN ? text : text.substring(0, LONGEST_SHOWN) + "…";
    }

    /** What JSON tells apart. */
    private enum Kind {
        OBJECT,
        ARRAY,
        STRING,
        NUMBER,
        BOOLEAN,
        NULL;

        static Kind of(JsonNode json) {
            return switch (json.getNodeType()) {
                case OBJECT, POJO -> OBJECT;
                case ARRAY -> ARRAY;
                case STRING, BINARY -> STRING;
                case NUMBER -> NUMBER;
                case BOOLEAN -> BOOLEAN;
                case NULL, MISSING -> NULL;
            };
        }
    }
}
