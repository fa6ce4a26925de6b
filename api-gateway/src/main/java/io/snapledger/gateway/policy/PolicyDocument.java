package io.snapledger.gateway.policy;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.DumperOptions.ScalarStyle;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads the text of a policy file, YAML or JSON, into rules by name. No object is ever made of what
 * it says: a value is text, or a list of lists of text.
 */
final class PolicyDocument {

    private static final int DEEPEST = 5;

    private static final JsonMapper JSON =
            JsonMapper.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

    private final String name;

    private PolicyDocument(String name) {
        this.name = name;
    }

    /**
     * Reads it.
     *
     * @param name of the file, for messages
     * @return each rule, text or a list, in the file's order
     * @throws PolicyRefused if it is not such a document
     */
    static Map<String, Object> read(String name, String text) {
        PolicyDocument document = new PolicyDocument(name);
        // oslo_policy/policy.py, parse_file_contents: JSON if it is JSON, else YAML.
        JsonNode json = text.stripLeading().startsWith("{") ? json(text) : null;
        return json == null ? document.yaml(text) : document.rules(json);
    }

    private static @Nullable JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (JacksonException notJson) {
            // A mapping of YAML may begin with the same brace, so YAML has the last word.
            return null;
        }
    }

    private Map<String, Object> rules(JsonNode json) {
        Map<String, Object> rules = new LinkedHashMap<>();
        json.properties().forEach(member -> rules.put(member.getKey(), value(member)));
        return rules;
    }

    private Object value(Map.Entry<String, JsonNode> member) {
        return value(member.getValue(), "the rule \"" + member.getKey() + "\"", 0);
    }

    private Object value(JsonNode node, String where, int depth) {
        if (node.isString()) {
            return node.stringValue();
        }
        if (node.isArray() && depth < 2) {
            List<Object> items = new ArrayList<>();
            node.forEach(item -> items.add(value(item, where, depth + 1)));
            return items;
        }
        throw refused(where, "is neither text nor a list of lists of text");
    }

    private Map<String, Object> yaml(String text) {
        Node root;
        try {
            LoaderOptions options = options();
            root = new Yaml(new SafeConstructor(options)).compose(new StringReader(text));
        } catch (MarkedYAMLException broken) {
            throw refused(
                    broken.getProblemMark() == null
                            ? "its text"
                            : "line " + (broken.getProblemMark().getLine() + 1),
                    String.valueOf(broken.getProblem()));
        } catch (YAMLException broken) {
            throw refused("its text", String.valueOf(broken.getMessage()));
        }
        if (root == null || root.getTag().equals(Tag.NULL)) {
            return Map.of();
        }
        if (!(root instanceof MappingNode mapping) || !root.getTag().equals(Tag.MAP)) {
            throw refused("its text", "is not a mapping of names to rules");
        }
        Map<String, Object> rules = new LinkedHashMap<>();
        for (NodeTuple tuple : mapping.getValue()) {
            Node key = tuple.getKeyNode();
            String place = line(key);
            String rule = text(key, place);
            if (rules.put(rule, value(tuple.getValueNode(), 0)) != null) {
                throw refused(place, "\"" + rule + "\" is there twice");
            }
        }
        return rules;
    }

    private static LoaderOptions options() {
        LoaderOptions options = new LoaderOptions();
        options.setNestingDepthLimit(DEEPEST);
        options.setMaxAliasesForCollections(0);
        options.setAllowRecursiveKeys(false);
        options.setCodePointLimit(PolicyFiles.LARGEST);
        return options;
    }

    private Object value(Node node, int depth) {
        if (node instanceof SequenceNode sequence
                && sequence.getTag().equals(Tag.SEQ)
                && depth < 2) {
            return sequence.getValue().stream().map(item -> value(item, depth + 1)).toList();
        }
        return text(node, line(node));
    }

    private String text(Node node, String place) {
        if (!(node instanceof ScalarNode scalar)) {
            throw refused(place, "has neither text nor a list of lists of text");
        }
        boolean plain = scalar.getScalarStyle() == ScalarStyle.PLAIN;
        if (plain && scalar.getValue().isEmpty()) {
            // YAML takes a bare exclamation mark for a tag of nothing, which would always hold.
            throw refused(
                    place, "a rule is missing; write \"!\" for never and \"@\" for always, quoted");
        }
        if (!scalar.getTag().equals(Tag.STR)) {
            throw refused(
                    place, "\"" + scalar.getValue() + "\" is not text; put it in quotes if it is");
        }
        return scalar.getValue();
    }

    private static String line(Node node) {
        return "line " + (node.getStartMark().getLine() + 1);
    }

    private PolicyRefused refused(String where, String what) {
        return new PolicyRefused(name + ", " + where + ": " + what);
    }
}
