package io.snapledger.gateway.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.snapledger.gateway.fault.Fault;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class SchemaTest {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String UUID = "00000000-0000-4000-8000-00000000dead";

    @Nested
    class ABodyLikeThatOfAGroupSnapshot {

        private final Schema schema =
                Schema.object()
                        .property(
                                "group_snapshot",
                                Schema.object()
                                        .property("group_id", Schema.uuid())
                                        .property("name", Schema.nameAllowZeroMinLength())
                                        .property("description", Schema.description())
                                        .required("group_id")
                                        .closed())
                        .required("group_snapshot")
                        .closed();

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                quoteCharacter = '`',
                value = {
                    "[1]|[1] is not of type 'object'",
                    "null|None is not of type 'object'",
                    "\"x\"|'x' is not of type 'object'",
                    "{}|'group_snapshot' is a required property",
                    "{\"x\":1}|'group_snapshot' is a required property",
                    "{\"group_snapshot\":{\"group_id\":\"ID\"},\"foo\":1}"
                            + "|Additional properties are not allowed ('foo' was unexpected)",
                    "{\"group_snapshot\":{\"group_id\":\"ID\"},\"foo\":1,\"bar\":2}|Additional"
                            + " properties are not allowed ('bar', 'foo' were unexpected)",
                    "{\"group_snapshot\":{\"group_id\":\"ID\"},\"type\":1}"
                            + "|Additional properties are not allowed ('type' was unexpected)",
                    "{\"group_snapshot\":[]}|Invalid input for field/attribute group_snapshot."
                            + " Value: []. [] is not of type 'object'",
                    "{\"group_snapshot\":null}|Invalid input for field/attribute group_snapshot."
                            + " Value: None. None is not of type 'object'",
                    "{\"group_snapshot\":\"x\"}|Invalid input for field/attribute group_snapshot."
                            + " Value: x. 'x' is not of type 'object'",
                    "{\"group_snapshot\":{\"name\":\"n\",\"description\":null}}|Invalid input for"
                            + " field/attribute group_snapshot. Value: {'name': 'n', 'description':"
                            + " None}. 'group_id' is a required property",
                    "{\"group_snapshot\":{\"group_id\":\"nope\"}}|Invalid input for field/attribute"
                            + " group_id. Value: nope. 'nope' is not a 'uuid'",
                    "{\"group_snapshot\":{\"group_id\":\"\"}}|Invalid input for field/attribute"
                            + " group_id. Value: . '' is not a 'uuid'",
                    "{\"group_snapshot\":{\"group_id\":5}}|Invalid input for field/attribute"
                            + " group_id. Value: 5. 5 is not of type 'string'",
                    "{\"group_snapshot\":{\"group_id\":null}}|Invalid input for field/attribute"
                            + " group_id. Value: None. None is not of type 'string'",
                    "{\"group_snapshot\":{\"group_id\":\"ID\",\"name\":5}}|Invalid input for"
                            + " field/attribute name. Value: 5. 5 is not of type 'string', 'null'",
                    "{\"group_snapshot\":{\"group_id\":\"ID\",\"name\":[]}}|Invalid input for"
                            + " field/attribute name. Value: []. [] is not of type 'string', 'null'",
                    "{\"group_snapshot\":{\"group_id\":\"ID\",\"foo\":1}}|Invalid input for"
                            + " field/attribute group_snapshot. Value: {'group_id': 'ID', 'foo': 1}."
                            + " Additional properties are not allowed ('foo' was unexpected)",
                    "{\"group_snapshot\":{\"name\":5,\"description\":7}}|Invalid input for"
                            + " field/attribute name. Value: 5. 5 is not of type 'string', 'null'",
                    "{\"group_snapshot\":{\"description\":7,\"group_id\":8}}|Invalid input for"
                            + " field/attribute group_id. Value: 8. 8 is not of type 'string'"
                })
        void isRefusedInUpstreamsWords(String body, String message) {
            assertThat(text(schema, body.replace("ID", UUID)))
                    .isEqualTo(message.replace("ID", UUID));
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "{\"group_snapshot\":{\"group_id\":\"ID\"}}",
                    "{\"group_snapshot\":{\"group_id\":\"ID\",\"name\":null,\"description\":null}}",
                    "{\"group_snapshot\":{\"group_id\":\"ID\",\"name\":\"\",\"description\":\"\"}}",
                    "{\"group_snapshot\":{\"group_id\":\"ID\",\"name\":\"  pad \\n \"}}",
                    "{\"group_snapshot\":{\"group_id\":\"ID\",\"description\":\"one line\\n\"}}",
                    "{\"group_snapshot\":{\"group_id\":\"ID\",\"name\":\"a\\ud83d\\ude00b\"}}"
                })
        void isAccepted(String body) {
            assertThat(text(schema, body.replace("ID", UUID))).isNull();
        }

        @Test
        void namesAndDescriptionsCount255CodePoints() {
            assertThat(text(schema, body("name", "\ud83d\ude00".repeat(255)))).isNull();
            assertThat(text(schema, body("name", "n".repeat(256))))
                    .isEqualTo(
                            "Invalid input for field/attribute name. Value: %s. '%s' is too long"
                                    .formatted("n".repeat(256), "n".repeat(256)));
            assertThat(text(schema, body("description", "d".repeat(255)))).isNull();
            assertThat(text(schema, body("description", "d".repeat(256))))
                    .isEqualTo(
                            "Invalid input for field/attribute description. Value: %s. '%s' is too"
                                            .formatted("d".repeat(256), "d".repeat(256))
                                    + " long");
        }

        @Test
        void aDescriptionWithControlCharactersPrintsThePattern() {
            assertThat(text(schema, body("description", "a\u0007b")))
                    .startsWith(
                            "Invalid input for field/attribute description. Value: a\u0007b."
                                    + " 'a\\x07b' does not match '^[\\\\ -\\\\~\\xa0-\u00ac\u00ae-\u0377"
                                    + "\u037a-\u037f\u0384-\u038a\u038c\u038e-\u03a1\u03a3-\u052f")
                    .endsWith("]*$'");
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "a\nb",
                    "a\tb",
                    "a\r",
                    "a\n\n",
                    "soft\u00adhyphen",
                    "\ufffe",
                    "\uffff",
                    "\ud83d\ude00",
                    "line\u2028end",
                    "\ue000",
                    "zero\u200bwidth"
                })
        void theseDescriptionsAreRefused(String description) {
            assertThat(text(schema, body("description", description))).contains("does not match");
        }

        @ParameterizedTest
        @ValueSource(strings = {"\n", "no-break\u00a0space", "\u65e5\u672c\u8a9e \u043e", "\ufffd"})
        void theseDescriptionsAreAccepted(String description) {
            assertThat(text(schema, body("description", description))).isNull();
        }

        private String body(String field, String value) {
            return JSON.createObjectNode()
                    .set(
                            "group_snapshot",
                            JSON.createObjectNode().put("group_id", UUID).put(field, value))
                    .toString();
        }
    }

    @Test
    void lenientBooleansAreAListOfWords() {
        Schema schema = Schema.object().property("is_public", Schema.lenientBoolean());

        assertThat(text(schema, "{\"is_public\": \"maybe\"}"))
                .isEqualTo(
                        "Invalid input for field/attribute is_public. Value: maybe. 'maybe' is not"
                                + " one of [True, 'True', 'TRUE', 'true', '1', 'ON', 'On', 'on',"
                                + " 'YES', 'Yes', 'yes', 'y', 't', False, 'False', 'FALSE',"
                                + " 'false', '0', 'OFF', 'Off', 'off', 'NO', 'No', 'no', 'n',"
                                + " 'f']");
        assertThat(text(schema, "{\"is_public\": 1}"))
                .isEqualTo(
                        "Invalid input for field/attribute is_public. Value: 1. 1 is not of type"
                                + " 'boolean', 'string'");
        assertThat(text(schema, "{\"is_public\": true}")).isNull();
        assertThat(text(schema, "{\"is_public\": \"oFF\"}")).isNotNull();
        assertThat(text(schema, "{\"is_public\": \"off\"}")).isNull();
    }

    @ParameterizedTest
    @CsvSource({"true,true", "false,false", "'\"Yes\"',true", "'\"t\"',true", "'\"0\"',false"})
    void lenientBooleansSayWhatTheyMean(String json, boolean meaning) {
        assertThat(Formats.isTrue(JSON.readTree(json))).isEqualTo(meaning);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "0|0. 0 is less than the minimum of 1",
                "-5|-5. -5 is less than the minimum of 1",
                "\"0\"|0. 0 is less than the minimum of 1",
                "\"x\"|x. 'x' does not match '^[0-9]+$'",
                "\"\"|. '' does not match '^[0-9]+$'",
                "\"-1\"|-1. '-1' does not match '^[0-9]+$'",
                "1.5|1.5. 1.5 is not of type 'integer', 'string', 'null'",
                "1.0|1.0. 1.0 is not of type 'integer', 'string', 'null'",
                "true|True. True is not of type 'integer', 'string', 'null'",
                "2147483648|2147483648. 2147483648 is greater than the maximum of 2147483647",
                "\"99999999999999999999\"|99999999999999999999. 99999999999999999999 is greater"
                        + " than the maximum of 2147483647"
            })
    void sizesOutOfBounds(String size, String message) {
        Schema schema = Schema.object().property("size", Schema.sizeAllowsNull());

        assertThat(text(schema, "{\"size\": " + size + "}"))
                .isEqualTo("Invalid input for field/attribute size. Value: " + message);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "\"1\"", "\"007\"", "2147483647", "null"})
    void sizesWithinBounds(String size) {
        Schema schema = Schema.object().property("size", Schema.sizeAllowsNull());

        assertThat(text(schema, "{\"size\": " + size + "}")).isNull();
    }

    @Test
    void listsCountTheirItemsAndNameThemByTheirPlace() {
        Schema schema =
                Schema.object()
                        .property(
                                "volume_types",
                                Schema.array()
                                        .minItems(1)
                                        .items(Schema.string().maxLength(255))
                                        .uniqueItems());

        assertThat(text(schema, "{\"volume_types\": []}"))
                .isEqualTo(
                        "Invalid input for field/attribute volume_types. Value: []. [] is too"
                                + " short");
        assertThat(text(schema, "{\"volume_types\": [\"a\", \"b\", \"a\"]}"))
                .isEqualTo(
                        "Invalid input for field/attribute volume_types. Value: ['a', 'b', 'a']."
                                + " ['a', 'b', 'a'] has non-unique elements");
        assertThat(text(schema, "{\"volume_types\": [\"a\", 5]}"))
                .isEqualTo(
                        "Invalid input for field/attribute 1. Value: 5. 5 is not of type 'string'");
        assertThat(text(schema, "{\"volume_types\": \"a\"}"))
                .isEqualTo(
                        "Invalid input for field/attribute volume_types. Value: a. 'a' is not of"
                                + " type 'array'");
        assertThat(text(schema, "{\"volume_types\": [\"a\", \"b\"]}")).isNull();
    }

    @Test
    void namesMayNotBeEmptyOrBlank() {
        Schema schema = Schema.object().property("name", Schema.name());

        assertThat(text(schema, "{\"name\": \"\"}"))
                .isEqualTo("Invalid input for field/attribute name. Value: . '' is too short");
        assertThat(text(schema, "{\"name\": \" \\t\"}"))
                .isEqualTo("An invalid 'name' value was provided. The 'name' can not be empty.");
        assertThat(text(schema, "{\"name\": \" n \"}")).isNull();
    }

    @Test
    void mapsCheckKeysAndValues() {
        Schema schema = Schema.object().property("metadata", Schema.extraSpecs(true, false));

        assertThat(text(schema, "{\"metadata\": {\"a b-_:./9\": \"\"}}")).isNull();
        assertThat(text(schema, "{\"metadata\": null}")).isNull();
        assertThat(text(schema, "{\"metadata\": {\"a\": 5}}"))
                .isEqualTo(
                        "Invalid input for field/attribute a. Value: 5. 5 is not of type 'string'");
        assertThat(text(schema, "{\"metadata\": {\"\": \"x\"}}"))
                .isEqualTo(
                        "Invalid input for field/attribute metadata. Value: {'': 'x'}. '' does not"
                                + " match any of the regexes: '^[a-zA-Z0-9-_:. /]{1,255}$'");
        assertThat(text(schema, "{\"metadata\": {\"z!\": \"x\", \"a!\": \"y\"}}"))
                .isEqualTo(
                        "Invalid input for field/attribute metadata. Value: {'z!': 'x', 'a!':"
                                + " 'y'}. 'a!', 'z!' do not match any of the regexes:"
                                + " '^[a-zA-Z0-9-_:. /]{1,255}$'");
        assertThat(text(schema, "{\"metadata\": []}"))
                .isEqualTo(
                        "Invalid input for field/attribute metadata. Value: []. [] is not of type"
                                + " 'object', 'null'");
    }

    @Test
    void oneOfSeveralMustBeThere() {
        Schema schema =
                Schema.object()
                        .property(
                                "group",
                                Schema.object()
                                        .property("name", Schema.nullableString())
                                        .property("description", Schema.nullableString())
                                        .anyRequired("name", "description")
                                        .closed());

        assertThat(text(schema, "{\"group\": {}}"))
                .isEqualTo(
                        "Invalid input for field/attribute group. Value: {}. {} is not valid under"
                                + " any of the given schemas");
        assertThat(text(schema, "{\"group\": {\"description\": null}}")).isNull();
    }

    @Test
    void exactlyOneOfTwoMustBeThere() {
        Schema schema =
                Schema.object()
                        .property(
                                "create-from-src",
                                Schema.object()
                                        .property("name", Schema.nullableString())
                                        .property("source_group_id", Schema.uuid())
                                        .property("group_snapshot_id", Schema.uuid())
                                        .oneRequired("group_snapshot_id", "source_group_id")
                                        .closed());

        assertThat(text(schema, "{\"create-from-src\": {\"name\": \"c\"}}"))
                .isEqualTo(
                        "Invalid input for field/attribute create-from-src. Value: {'name': 'c'}."
                                + " {'name': 'c'} is not valid under any of the given schemas");
        String both = "{'group_snapshot_id': 'ID', 'source_group_id': 'ID'}".replace("ID", UUID);
        assertThat(text(schema, "{\"create-from-src\": %s}".formatted(both.replace('\'', '"'))))
                .isEqualTo(
                        "Invalid input for field/attribute create-from-src. Value: %s. %s is valid"
                                        .formatted(both, both)
                                + " under each of {'required': ['source_group_id']}, {'required':"
                                + " ['group_snapshot_id']}");
        assertThat(
                        text(
                                schema,
                                "{\"create-from-src\": {\"group_snapshot_id\": \"%s\"}}"
                                        .formatted(UUID)))
                .isNull();
    }

    @Test
    void optionalValuesAreNullOrAsTheySay() {
        Schema schema =
                Schema.object()
                        .property("snapshot_id", Schema.optionalUuid())
                        .property("multiattach", Schema.optionalBoolean());

        assertThat(text(schema, "{\"snapshot_id\": null, \"multiattach\": null}")).isNull();
        assertThat(text(schema, "{\"snapshot_id\": \"x\"}"))
                .isEqualTo(
                        "Invalid input for field/attribute snapshot_id. Value: x. 'x' is not valid"
                                + " under any of the given schemas");
        assertThat(text(schema, "{\"multiattach\": 7}"))
                .isEqualTo(
                        "Invalid input for field/attribute multiattach. Value: 7. 7 is not valid"
                                + " under any of the given schemas");
    }

    @Test
    void textThatIsTooLongOnceStrippedIsToldInOtherWords() {
        Schema schema =
                Schema.object()
                        .property(
                                "name",
                                Schema.nullableString()
                                        .format(Formats.strippedAtMost("name", 255)));

        assertThat(text(schema, "{\"name\": \"%s\"}".formatted("n".repeat(256))))
                .isEqualTo("Invalid input received: name has 256 characters, more than 255.");
        assertThat(text(schema, "{\"name\": \" %s \"}".formatted("n".repeat(255)))).isNull();
        assertThat(text(schema, "{\"name\": null}")).isNull();
    }

    @Test
    void aViolationIsABadRequest() {
        assertThatThrownBy(() -> Schema.object().validate(JSON.readTree("[]")))
                .isInstanceOfSatisfying(
                        Fault.class,
                        fault -> {
                            assertThat(fault.status()).isEqualTo(400);
                            assertThat(fault.text()).isEqualTo("[] is not of type 'object'");
                        });
    }

    private static @Nullable String text(Schema schema, String body) {
        JsonNode tree = JSON.readTree(body);
        Violation violation = schema.violation(null, tree);
        return violation == null ? null : violation.text();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"metadata\": {\"k\": \"a\\u0000b\"}}",
                "{\"metadata\": {\"k\": \"\\udc00\"}}",
            })
    void textThatCannotBeStoredIsRefusedWhereverItStands(String body) {
        Schema schema = Schema.object().property("metadata", Schema.extraSpecs(true, false));

        assertThatThrownBy(() -> schema.validate(JSON.readTree(body)))
                .isInstanceOf(Fault.class)
                .hasMessageContaining("cannot be stored");
    }
}
