package io.snapledger.systemtests.replay;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * The variables of one run of a scenario: {@code {name}} in a transcript stands for what this run
 * has under that name, and {@code $REPEAT(x,300)} for 300 times x.
 */
final class Placeholders {

    static final String RUN = "run";

    private static final Pattern NAME = Pattern.compile("\\{([A-Za-z_][\\w.]*)}");
    private static final Pattern REPETITION =
            Pattern.compile("\\$REPEAT\\((.),(\\d+)\\)", Pattern.UNIX_LINES);

    /** Shorter values would be found where they are not meant. */
    private static final int SHORTEST_RECOGNISED = 8;

    // In the order of their making: of two names for one value, the earlier is recognised.
    private final Map<String, String> values = new LinkedHashMap<>();

    void put(String name, String value) {
        values.put(name, value);
    }

    /** A recorded text with this run's values in it. Unknown names stay as they are. */
    String fill(String text) {
        String named =
                NAME.matcher(text)
                        .replaceAll(match ->
                                Matcher.quoteReplacement(
                                        values.getOrDefault(match.group(1), match.group())));
        return REPETITION
                .matcher(named)
                .replaceAll(match ->
                        Matcher.quoteReplacement(
                                match.group(1).repeat(Integer.parseInt(match.group(2)))));
    }

    JsonNode fill(JsonNode json) {
        return rewrite(json, this::fill);
    }

    /** The way back: a received text with the names of this run's values in it. */
    String recognise(String text) {
        String recognised = text;
        for (Map.Entry<String, String> variable : longestFirst()) {
            recognised = recognised.replace(variable.getValue(), "{" + variable.getKey() + "}");
        }
        String run = values.get(RUN);
        return run == null ? recognised : recognised.replace(run, "{" + RUN + "}");
    }

    private List<Map.Entry<String, String>> longestFirst() {
        return values.entrySet().stream()
                .filter(variable -> !variable.getKey().equals(RUN))
                .filter(variable -> variable.getValue().length() >= SHORTEST_RECOGNISED)
                .sorted(
                        Comparator.comparing((Map.Entry<String, String> variable) ->
                                        variable.getValue().length())
                                .reversed())
                .toList();
    }

    /** The same document with every text, member names too, replaced. */
    static JsonNode rewrite(JsonNode json, UnaryOperator<String> text) {
        if (json.isString()) {
            return JsonNodeFactory.instance.stringNode(text.apply(json.stringValue()));
        }
        if (json.isArray()) {
            ArrayNode array = JsonNodeFactory.instance.arrayNode();
            json.values().forEach(element -> array.add(rewrite(element, text)));
            return array;
        }
        if (json.isObject()) {
            ObjectNode object = JsonNodeFactory.instance.objectNode();
            json.properties()
                    .forEach(member ->
                            object.set(
                                    text.apply(member.getKey()), rewrite(member.getValue(), text)));
            return object;
        }
        return json;
    }
}
