package io.snapledger.command.publication;

import static org.assertj.core.api.Assertions.assertThat;

import io.snapledger.command.proof.DocumentedRoot;
import io.snapledger.contract.EventNames;
import io.snapledger.contract.json.ContractJson;
import io.snapledger.contract.resource.ChangesStatus;
import io.snapledger.contract.resource.ResourceEvent;
import io.snapledger.contract.resource.StoredName;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.type.filter.AnnotationTypeFilter;
import org.springframework.util.ClassUtils;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.Yaml;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * {@code docs/events} says what the code publishes: each example is a message that the publisher
 * made, and the AsyncAPI document is read from the events' own records. After a change, {@code mvn
 * -pl command-service test -Dtest=EventDocsTest -Dapprove=true} writes both anew.
 */
class EventDocsTest {

    private static final Path DOCS = Path.of("..", "docs", "events");
    private static final Path EXAMPLES = DOCS.resolve("examples");
    private static final Path DOCUMENT = DOCS.resolve("asyncapi.yaml");

    private static final String TOPIC_PREFIX = "snapledger.events.";
    private static final String OUTCOMES = "snapledger.outcomes";
    private static final String ROOTS = "snapledger.roots";
    private static final long POSITION = 4711;

    private static final JsonMapper READABLE =
            ContractJson.configure(JsonMapper.builder())
                    .enable(SerializationFeature.INDENT_OUTPUT)
                    .build();

    @Test
    void everyExampleIsWhatThePublisherWrites() throws IOException {
        Map<String, String> examples = new TreeMap<>();
        events().forEach((name, event) -> examples.put(fileName(event), example(event)));
        outcomes()
                .forEach((name, outcome) ->
                        examples.put(fileName(outcome), outcomeExample(outcome)));
        examples.put(rootId() + ".json", example(root()));
        if (Boolean.getBoolean("approve")) {
            Files.createDirectories(EXAMPLES);
            for (Map.Entry<String, String> example : examples.entrySet()) {
                Files.writeString(EXAMPLES.resolve(example.getKey()), example.getValue());
            }
        }

        Map<String, String> approved = new TreeMap<>();
        try (Stream<Path> files = Files.list(EXAMPLES)) {
            for (Path file : files.toList()) {
                approved.put(file.getFileName().toString(), Files.readString(file));
            }
        }
        assertThat(approved).as("-Dapprove=true writes them").isEqualTo(examples);
    }

    @Test
    void theDocumentIsWhatTheCodeSays() throws IOException {
        String document = yaml(document());
        if (Boolean.getBoolean("approve")) {
            Files.createDirectories(DOCS);
            Files.writeString(DOCUMENT, document);
        }

        assertThat(DOCUMENT).as("-Dapprove=true writes it").content().isEqualTo(document);
    }

    @Test
    void everyEventAndEveryTopicIsInTheDocument() throws IOException {
        Map<String, Object> read = new Yaml().load(Files.readString(DOCUMENT));
        JsonNode document = ContractJson.mapper().valueToTree(read);

        assertThat(document.at("/components/messages").propertyNames())
                .containsAll(events().values().stream().map(EventDocsTest::id).toList())
                .containsAll(outcomes().values().stream().map(EventDocsTest::id).toList())
                .contains(rootId());
        assertThat(document.path("channels").valueStream().map(c -> c.path("address").asString()))
                .containsAll(
                        EventNames.resourceTypes().stream()
                                .map(type -> TOPIC_PREFIX + type)
                                .toList())
                .contains(OUTCOMES, ROOTS);
    }

    @Test
    void everyExampleHasJustTheFieldsOfItsSchema() {
        for (Class<? extends ResourceEvent> event : events().values()) {
            JsonNode value = ContractJson.mapper().readTree(message(event).value());
            JsonNode schema = ContractJson.mapper().valueToTree(payload(event));

            assertThat(violations(id(event), value, schema)).isEmpty();
        }
        JsonNode root = ContractJson.mapper().readTree(root().value());
        JsonNode schema = ContractJson.mapper().valueToTree(RecordSchemas.of(DocumentedRoot.TYPE));
        assertThat(violations(rootId(), root, schema)).isEmpty();
    }

    @Test
    void anOutcomeOfTheDocumentsCanBeRead() {
        assertThat(outcomes()).isNotEmpty();
        outcomes()
                .values()
                .forEach(type -> {
                    Object sample = DocumentedSamples.outcome(type);
                    assertThat(
                                    ContractJson.mapper()
                                            .readValue(
                                                    ContractJson.mapper().writeValueAsBytes(sample),
                                                    type))
                            .isEqualTo(sample);
                });
    }

    // What of an example its schema does not say, and the other way round.
    private static List<String> violations(String at, JsonNode value, JsonNode schema) {
        List<String> found = new ArrayList<>();
        List<String> types =
                schema.path("type").isArray()
                        ? schema.path("type").valueStream().map(JsonNode::asString).toList()
                        : List.of(schema.path("type").asString(""));
        boolean rightType =
                types.stream()
                        .anyMatch(type ->
                                switch (type) {
                                    case "object" -> value.isObject();
                                    case "array" -> value.isArray();
                                    case "string" -> value.isString();
                                    case "integer" -> value.isIntegralNumber();
                                    case "boolean" -> value.isBoolean();
                                    case "null" -> value.isNull();
                                    default -> false;
                                });
        if (!rightType) {
            found.add(at + ": " + value + " is none of " + types);
        }
        if (schema.has("const") && !schema.path("const").equals(value)) {
            found.add(at + ": " + value + " is not " + schema.path("const"));
        }
        if (value.isObject() && schema.has("properties")) {
            schema.path("properties")
                    .properties()
                    .forEach(property -> {
                        JsonNode member = value.get(property.getKey());
                        if (member == null) {
                            found.add(at + "." + property.getKey() + " is missing");
                        } else {
                            found.addAll(
                                    violations(
                                            at + "." + property.getKey(),
                                            member,
                                            property.getValue()));
                        }
                    });
            value.propertyNames().stream()
                    .filter(name -> !schema.path("properties").has(name))
                    .forEach(name -> found.add(at + "." + name + " is not documented"));
        }
        if (value.isArray()) {
            value.forEach(item -> found.addAll(violations(at + "[]", item, schema.path("items"))));
        }
        return found;
    }

    private static Map<String, Class<? extends ResourceEvent>> events() {
        return new TreeMap<>(EventNames.all());
    }

    // Outcomes are no family of their own: each resource that asks for work has one.
    private static Map<String, Class<?>> outcomes() {
        ClassPathScanningCandidateComponentProvider scanner =
                new ClassPathScanningCandidateComponentProvider(false);
        scanner.addIncludeFilter(new AnnotationTypeFilter(StoredName.class));
        Map<String, Class<?>> outcomes = new TreeMap<>();
        scanner.findCandidateComponents("io.snapledger.contract")
                .forEach(found -> {
                    Class<?> type =
                            ClassUtils.resolveClassName(
                                    String.valueOf(found.getBeanClassName()), null);
                    if (!ResourceEvent.class.isAssignableFrom(type)) {
                        outcomes.put(EventNames.nameOf(type), type);
                    }
                });
        return outcomes;
    }

    private static ProducerRecord<String, byte[]> message(Class<? extends ResourceEvent> event) {
        return CloudEventMessages.message(
                TOPIC_PREFIX, PublishedEvent.of(DocumentedSamples.message(event), POSITION));
    }

    private static String example(Class<? extends ResourceEvent> event) {
        return example(message(event));
    }

    private static String example(ProducerRecord<String, byte[]> message) {
        return example(message.topic(), message.key(), headers(message), message.value());
    }

    private static ProducerRecord<String, byte[]> root() {
        return DocumentedRoot.message(ROOTS);
    }

    private static String rootId() {
        return Objects.requireNonNull(headers(root()).get("ce_type"));
    }

    private static Map<String, String> headers(ProducerRecord<?, ?> message) {
        Map<String, String> headers = new LinkedHashMap<>();
        for (Header header : message.headers()) {
            headers.put(header.key(), new String(header.value(), StandardCharsets.UTF_8));
        }
        return headers;
    }

    private static String outcomeExample(Class<?> type) {
        byte[] value = ContractJson.mapper().writeValueAsBytes(DocumentedSamples.outcome(type));
        return example(
                OUTCOMES,
                ContractJson.mapper().readTree(value).path("id").asString(),
                outcomeHeaders(type, value),
                value);
    }

    private static Map<String, String> outcomeHeaders(Class<?> type, byte[] value) {
        JsonNode json = ContractJson.mapper().readTree(value);
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("ce_specversion", "1.0");
        headers.put("ce_id", "0f8fad5b-d9cb-469f-a165-70867728950e");
        headers.put("ce_type", id(type));
        headers.put("ce_source", "/snapledger/storage-agent/" + json.at("/agent/id").asString());
        headers.put("ce_subject", json.path("id").asString());
        headers.put("ce_time", json.path("at").asString());
        headers.put("ce_requestid", json.path("request_id").asString());
        headers.put("content-type", "application/json");
        return headers;
    }

    private static String example(
            String topic, String key, Map<String, String> headers, byte[] value) {
        Map<String, Object> example = new LinkedHashMap<>();
        example.put("topic", topic);
        example.put("key", key);
        example.put("headers", headers);
        example.put("value", ContractJson.mapper().readTree(value));
        return READABLE.writeValueAsString(example) + "\n";
    }

    private static String fileName(Class<?> type) {
        return id(type) + ".json";
    }

    private static String id(Class<?> type) {
        return EventNames.nameOf(type) + ".v" + EventNames.versionOf(type);
    }

    private static Map<String, Object> document() {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("asyncapi", "3.0.0");
        document.put("id", "urn:snapledger:events");
        document.put("info", info());
        document.put("defaultContentType", "application/json");
        document.put("servers", servers());
        document.put("channels", channels());
        document.put("operations", operations());
        document.put("components", components());
        return document;
    }

    private static Map<String, Object> info() {
        return members(
                "title",
                "Snapledger events",
                "version",
                "1",
                "description",
                "What happens to volumes, snapshots, groups, shares and their types, what"
                        + " storage agents answer, and the signed roots over all of it. README.md beside this file says what a"
                        + " consumer may rely on.",
                "license",
                members("name", "Apache-2.0"));
    }

    private static Map<String, Object> servers() {
        return members(
                "kafka",
                members(
                        "host", "localhost:9092",
                        "protocol", "kafka",
                        "description", "The standalone's own Kafka; anybody's elsewhere."));
    }

    private static Map<String, Object> channels() {
        Map<String, Object> channels = new LinkedHashMap<>();
        for (String type : EventNames.resourceTypes()) {
            Map<String, Object> messages = new LinkedHashMap<>();
            eventsOf(type).forEach(event -> messages.put(id(event), message(id(event))));
            channels.put(
                    type,
                    members(
                            "address", TOPIC_PREFIX + type,
                            "description",
                                    "Every event of every "
                                            + type.replace('-', ' ')
                                            + ", in order for each of them.",
                            "messages", messages));
        }
        Map<String, Object> messages = new LinkedHashMap<>();
        outcomes().values().forEach(type -> messages.put(id(type), message(id(type))));
        channels.put(
                "outcomes",
                members(
                        "address", OUTCOMES,
                        "description",
                                "What storage agents say about the work that an event asked for,"
                                        + " its work_id repeated. Repetitions and latecomers"
                                        + " change nothing.",
                        "messages", messages));
        channels.put(
                "roots",
                members(
                        "address",
                        ROOTS,
                        "description",
                        "Signed roots over all events, one after the other. One"
                                + " partition, to be kept for ever: docs/proof.md says"
                                + " what for.",
                        "messages",
                        members(rootId(), message(rootId()))));
        return channels;
    }

    private static List<Class<? extends ResourceEvent>> eventsOf(String resourceType) {
        List<Class<? extends ResourceEvent>> events = new ArrayList<>();
        events().forEach((name, event) -> {
            if (EventNames.resourceType(name).equals(resourceType)) {
                events.add(event);
            }
        });
        return events;
    }

    private static Map<String, Object> message(String id) {
        return members("$ref", "#/components/messages/" + id);
    }

    private static Map<String, Object> operations() {
        Map<String, Object> operations = new LinkedHashMap<>();
        for (String type : EventNames.resourceTypes()) {
            operations.put(
                    "publish-" + type,
                    members("action", "send", "channel", members("$ref", "#/channels/" + type)));
        }
        operations.put(
                "record-outcomes",
                members("action", "receive", "channel", members("$ref", "#/channels/outcomes")));
        operations.put(
                "publish-roots",
                members("action", "send", "channel", members("$ref", "#/channels/roots")));
        return operations;
    }

    private static Map<String, Object> components() {
        Map<String, Object> messages = new LinkedHashMap<>();
        for (Class<? extends ResourceEvent> event : events().values()) {
            ProducerRecord<String, byte[]> message = message(event);
            messages.put(
                    id(event), described(event, headers(message), payload(event), message.value()));
        }
        for (Class<?> outcome : outcomes().values()) {
            byte[] value =
                    ContractJson.mapper().writeValueAsBytes(DocumentedSamples.outcome(outcome));
            messages.put(
                    id(outcome),
                    described(
                            outcome,
                            outcomeHeaders(outcome, value),
                            RecordSchemas.of(outcome),
                            value));
        }
        ProducerRecord<String, byte[]> root = root();
        messages.put(
                rootId(),
                described(
                        rootId(),
                        constant("string", root.key()),
                        headers(root),
                        RecordSchemas.of(DocumentedRoot.TYPE),
                        root.value()));
        return members("messages", messages);
    }

    private static Map<String, Object> described(
            Class<?> type, Map<String, String> headers, Map<String, Object> payload, byte[] value) {
        return described(
                id(type), members("type", "string", "format", "uuid"), headers, payload, value);
    }

    private static Map<String, Object> described(
            String id,
            Map<String, Object> key,
            Map<String, String> headers,
            Map<String, Object> payload,
            byte[] value) {
        String name = id.replaceFirst("\\.v\\d+$", "");
        return members(
                "name", name,
                "title", name.replace('.', ' ').replace('-', ' '),
                "contentType", "application/json",
                "headers", headerSchema(headers, id),
                "payload", payload,
                "bindings", members("kafka", members("key", key, "bindingVersion", "0.5.0")),
                "examples",
                        List.of(
                                members(
                                        "name", id,
                                        "headers", headers,
                                        "payload",
                                                ContractJson.mapper()
                                                        .readValue(value, Object.class))));
    }

    private static Map<String, Object> headerSchema(Map<String, String> headers, String type) {
        Map<String, Object> properties = new LinkedHashMap<>();
        for (String name : headers.keySet()) {
            Map<String, Object> schema = RecordSchemas.named("string");
            switch (name) {
                case "ce_specversion" -> schema.put("const", "1.0");
                case "ce_type" -> schema.put("const", type);
                case "ce_time" -> schema.put("format", "date-time");
                case "content-type" -> schema.put("const", "application/json");
                default -> {}
            }
            properties.put(name, schema);
        }
        return members(
                "type",
                "object",
                "required",
                List.copyOf(headers.keySet()),
                "properties",
                properties);
    }

    // The envelope is one record; what is in it depends on the event.
    private static Map<String, Object> payload(Class<? extends ResourceEvent> event) {
        Map<String, Object> envelope = RecordSchemas.of(PublishedEvent.class);
        if (envelope.get("properties") instanceof Map<?, ?> known) {
            Map<String, Object> properties = new LinkedHashMap<>();
            known.forEach((name, schema) -> properties.put(name.toString(), schema));
            properties.put("name", constant("string", EventNames.nameOf(event)));
            properties.put("version", constant("integer", EventNames.versionOf(event)));
            properties.put(
                    "resource_type",
                    constant("string", EventNames.resourceType(EventNames.nameOf(event))));
            if (!ChangesStatus.class.isAssignableFrom(event)) {
                properties.put("status", RecordSchemas.named("null"));
            }
            properties.put("data", RecordSchemas.of(event));
            envelope.put("properties", properties);
        }
        return envelope;
    }

    private static Map<String, Object> constant(String type, Object value) {
        return members("type", type, "const", value);
    }

    private static Map<String, Object> members(Object... namesAndValues) {
        Map<String, Object> members = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            members.put(namesAndValues[i].toString(), namesAndValues[i + 1]);
        }
        return members;
    }

    private static String yaml(Map<String, Object> document) {
        DumperOptions options = new DumperOptions();
        options.setDefaultFlowStyle(DumperOptions.FlowStyle.BLOCK);
        options.setWidth(100);
        options.setIndent(2);
        return "# Generated from the events' own records by EventDocsTest; not to be edited.\n"
                + new Yaml(options)
                        .dump(ContractJson.mapper().convertValue(document, Object.class));
    }
}
