package io.snapledger.systemtests.fuzz;

import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.snapledger.systemtests.fuzz.Body.Field;
import io.snapledger.systemtests.fuzz.Body.Fields;
import io.snapledger.systemtests.fuzz.Body.InObject;
import io.snapledger.systemtests.fuzz.Body.Items;
import io.snapledger.systemtests.fuzz.Body.Place;
import io.snapledger.systemtests.fuzz.Body.Raw;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** Bodies: right ones after a schema, and ones that are nearly right. */
final class JsonBodies {

    private static final int BEYOND_THE_LIMIT = 120_000;

    private static final List<String> VALUES =
            List.of(
                    "null",
                    "true",
                    "false",
                    "0",
                    "-1",
                    "1",
                    "2147483648",
                    "9223372036854775808",
                    "99999999999999999999999999999999999999999999999999",
                    "9".repeat(2_000),
                    "1.0",
                    "1.5",
                    "-0",
                    "-0.0",
                    "1e2",
                    "1e400",
                    "1e999999999",
                    "-1e-999999999",
                    "NaN",
                    "Infinity",
                    "-Infinity",
                    "01",
                    "0x10",
                    "+1",
                    ".5",
                    "undefined",
                    "'single'",
                    "\"\"",
                    "\" \"",
                    "\"\\u0000\"",
                    "\"a\\u0000b\"",
                    "\"\\ud800\"",
                    "\"\\udfff\\ud800\"",
                    "\"\\ud83d\\ude00\"",
                    "\"\uD83D\uDE00\"",
                    "\"\\u202e\\u200b\\ufeff\"",
                    "\"\\u0001\\u007f\\u0085\\u2028\"",
                    "\"\\ufffe\\uffff\"",
                    "\"line\\nbreak\\ttab\"",
                    "\"raw\ttab\"",
                    "\"\u00e9\u00df\u4e2d\u0660\"",
                    "\"\u0661\u0662\"",
                    "\"" + "x".repeat(255) + "\"",
                    "\"" + "x".repeat(256) + "\"",
                    "\"" + "\uD83D\uDE00".repeat(255) + "\"",
                    "\"" + "y".repeat(70_000) + "\"",
                    "\"" + " ".repeat(300) + "\"",
                    "\"1\"",
                    "\" 1\"",
                    "\"1\\n\"",
                    "\"-1\"",
                    "\"1_0\"",
                    "\"" + "1".repeat(5_000) + "\"",
                    "\"true\"",
                    "\"None\"",
                    "\"NaN\"",
                    "\"%s%d%n%\"",
                    "\"{0} ${x} #{x} $\\\\1\"",
                    "\"'; drop table event; --\"",
                    "\"<script>alert(1)</script>\"",
                    "\"../../etc/passwd\"",
                    "\",,,\"",
                    "\"00000000-0000-4000-8000-00000000dead\"",
                    "\"00000000000040008000\\u000000000000dead\"",
                    "\"urn:uuid:{00000000-0000-4000-8000-00000000dead}\"",
                    "\"00000000-0000-4000-8000-00000000DEAD\"",
                    "\"1-1-1-1-1\"",
                    "[]",
                    "{}",
                    "[null]",
                    "[[]]",
                    "{\"a\": {\"b\": [1, {}]}}",
                    "[\"a\", \"a\"]",
                    "{\"\": \"\"}",
                    "{\"a\": \"b\", \"a\": \"c\"}",
                    "{\"\\u0000\": \"\\u0000\"}",
                    "{\"\\ud800\": \"x\"}",
                    nested("[", "]", 60),
                    nested("{\"a\": ", "}", 60),
                    nested("[", "]", 99),
                    nested("[", "]", 150),
                    nested("{\"a\": ", "}", 5_000),
                    nested("[", "]", 30_000));

    private static final List<String> KEYS =
            List.of(
                    "\"unknown\"",
                    "\"\"",
                    "\"\\u0000\"",
                    "\"\\ud800\"",
                    "\"__proto__\"",
                    "\"class\"",
                    "\"id\"",
                    "\"status\"",
                    "\"project_id\"",
                    "\"" + "k".repeat(1_000) + "\"",
                    "unquoted",
                    "1");

    private final Draws draws;
    private final Resources resources;

    JsonBodies(Draws draws, Resources resources) {
        this.draws = draws;
        this.resources = resources;
    }

    /** A body; of the plainest draws comes one that the schema allows. */
    byte[] body(List<JsonNode> schemas) {
        Body body =
                schemas.isEmpty() ? new Fields(new ArrayList<>()) : valid("", draws.of(schemas));
        int changes = draws.below(4);
        for (int i = 0; i < changes; i++) {
            body = changed(body);
        }
        byte[] bytes = body.text().getBytes(UTF_8);
        return draws.oneIn(8) ? broken(bytes, body.text()) : bytes;
    }

    // One change of what is written.
    private Body changed(Body body) {
        List<Place> places = Body.places(body);
        if (places.isEmpty() || draws.oneIn(25)) {
            return new Raw(draws.of(VALUES));
        }
        Place place = draws.of(places);
        Raw value = new Raw(draws.of(VALUES));
        switch (draws.below(8)) {
            case 0, 1, 2, 3 -> place.replace(value);
            case 4 -> place.remove();
            case 5 -> place.repeat(value);
            case 6 -> {
                if (place instanceof InObject member) {
                    member.rename(draws.of(KEYS));
                }
            }
            default -> {
                if (place instanceof InObject member) {
                    member.object().fields().add(new Field(draws.of(KEYS), value));
                }
            }
        }
        return body;
    }

    // The same bytes spoilt.
    private byte[] broken(byte[] bytes, String text) {
        int at = draws.below(bytes.length + 1);
        return switch (draws.below(12)) {
            case 0 -> Arrays.copyOf(bytes, at);
            case 1 -> joined(Arrays.copyOf(bytes, at), new byte[] {(byte) draws.below(256)}, bytes);
            case 2 -> joined(bytes, "}".getBytes(UTF_8));
            case 3 -> joined(bytes, bytes);
            case 4 -> joined(new byte[] {(byte) 0xef, (byte) 0xbb, (byte) 0xbf}, bytes);
            case 5 -> text.getBytes(UTF_16LE);
            case 6 -> joined(bytes, new byte[] {(byte) 0xff, (byte) 0xc0, (byte) 0x80});
            case 7 -> joined(bytes, " ".repeat(BEYOND_THE_LIMIT).getBytes(UTF_8));
            case 8 -> new byte[0];
            case 9 -> " ".getBytes(UTF_8);
            case 10 -> text.replace('"', '\'').getBytes(UTF_8);
            default -> ("/* c */" + text + " // c").getBytes(UTF_8);
        };
    }

    private static byte[] joined(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }

    private static String nested(String open, String close, int depth) {
        return open.repeat(depth) + (open.endsWith(" ") ? "1" : "") + close.repeat(depth);
    }

    private Body valid(String name, JsonNode schema) {
        if (schema.has("examples")) {
            return new Raw(draws.of(schema.path("examples").valueStream().toList()).toString());
        }
        if (schema.has("enum")) {
            return new Raw(draws.of(schema.path("enum").valueStream().toList()).toString());
        }
        JsonNode type = schema.path("type");
        if (type.isMissingNode() || (type.isArray() && type.isEmpty())) {
            JsonNode any = schema.has("anyOf") ? schema.path("anyOf") : schema.path("oneOf");
            return any.isEmpty()
                    ? new Raw("{}")
                    : valid(name, draws.of(any.valueStream().toList()));
        }
        String word =
                type.isString()
                        ? type.stringValue()
                        : draws.of(type.valueStream().toList()).stringValue();
        return switch (word) {
            case "object" -> object(schema);
            case "array" -> array(name, schema);
            case "string" -> text(name, schema);
            case "integer", "number" -> new Raw(Integer.toString(1 + draws.below(3)));
            case "boolean" -> new Raw(Boolean.toString(draws.oneIn(2)));
            default -> new Raw("null");
        };
    }

    private Body object(JsonNode schema) {
        Set<String> wanted = names(schema.path("required"));
        Set<String> unwanted = new HashSet<>();
        for (String group : List.of("anyOf", "oneOf")) {
            List<JsonNode> choices = schema.path(group).valueStream().toList();
            if (!choices.isEmpty()) {
                choices.forEach(choice -> unwanted.addAll(names(choice.path("required"))));
                wanted.addAll(names(draws.of(choices).path("required")));
            }
        }
        unwanted.removeAll(wanted);
        List<Field> fields = new ArrayList<>();
        for (Map.Entry<String, JsonNode> property : schema.path("properties").properties()) {
            String name = property.getKey();
            if (wanted.contains(name) || (!unwanted.contains(name) && draws.oneIn(4))) {
                fields.add(new Field(quoted(name), valid(name, property.getValue())));
            }
        }
        for (Map.Entry<String, JsonNode> entry : schema.path("patternProperties").properties()) {
            for (int i = draws.below(3); i > 0; i--) {
                fields.add(new Field(quoted("key" + i), valid("", entry.getValue())));
            }
        }
        return new Fields(fields);
    }

    private static Set<String> names(JsonNode list) {
        Set<String> names = new HashSet<>();
        list.forEach(name -> names.add(name.asString()));
        return names;
    }

    private Body array(String name, JsonNode schema) {
        List<Body> items = new ArrayList<>();
        int count = schema.path("minItems").asInt(0) + (draws.oneIn(6) ? 1 : 0);
        for (int i = 0; i < count; i++) {
            items.add(valid(name, schema.path("items")));
        }
        return new Items(items);
    }

    private Body text(String name, JsonNode schema) {
        boolean isName = name.equals("name") || name.equals("description");
        if (!isName
                && (schema.path("format").asString("").equals("uuid") || namesSomething(name))) {
            return new Raw(quoted(draws.of(resources.named(name))));
        }
        if (schema.path("pattern").asString("").contains("[0-9]")) {
            return new Raw("\"" + (1 + draws.below(3)) + "\"");
        }
        return new Raw(quoted("fuzz-" + draws.below(1_000_000)));
    }

    private static boolean namesSomething(String name) {
        return name.contains("group")
                || name.contains("snapshot")
                || name.contains("vol")
                || name.contains("type");
    }

    private static String quoted(String text) {
        return '"' + text + '"';
    }
}
