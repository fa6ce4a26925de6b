package io.snapledger.command;

import static org.awaitility.Awaitility.await;

import io.snapledger.command.axon.LedgerCommandBus;
import io.snapledger.contract.json.ContractJson;
import io.snapledger.contract.origin.Actor;
import io.snapledger.contract.origin.Cause;
import io.snapledger.contract.origin.Origin;
import io.snapledger.contract.quota.QuotaCheck;
import io.snapledger.contract.quota.QuotaCommand.ReportQuotaCheck;
import io.snapledger.contract.refusal.Refused;
import io.snapledger.contract.refusal.RefusedException;
import io.snapledger.contract.volumetype.VolumeTypeCommand.CreateVolumeType;
import io.snapledger.contract.volumetype.VolumeTypeId;
import io.snapledger.testservers.TestKafka;
import io.snapledger.testservers.TestPostgres;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.axonframework.commandhandling.CommandResultMessage;
import org.axonframework.commandhandling.GenericCommandMessage;
import org.axonframework.commandhandling.callbacks.FutureCallback;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The service with a real PostgreSQL and a real Kafka, and the ways a test speaks to it. */
final class CommandServiceUnderTest implements AutoCloseable {

    static final String OUTCOMES = "snapledger.outcomes";

    private static final List<String> RESOURCE_TYPES =
            List.of(
                    "volume-type",
                    "group-type",
                    "group",
                    "volume",
                    "snapshot",
                    "group-snapshot",
                    "share-type",
                    "share",
                    "share-instance",
                    "share-snapshot",
                    "share-snapshot-instance",
                    "quota-set",
                    "refused-attempt");

    private final List<Class<?>> sources;
    private final TestPostgres postgres;
    private final TestKafka kafka;
    private final KafkaProducer<String, byte[]> producer;
    private ConfigurableApplicationContext context;

    CommandServiceUnderTest(String... settings) {
        this(List.of(), settings);
    }

    /** One with more beans, or others. */
    static CommandServiceUnderTest with(List<Class<?>> sources, String... settings) {
        return new CommandServiceUnderTest(sources, settings);
    }

    private CommandServiceUnderTest(List<Class<?>> sources, String... settings) {
        this.sources = new ArrayList<>(sources);
        this.sources.add(MetersForTests.class);
        postgres = TestPostgres.started();
        List<String> topics =
                new ArrayList<>(List.of(OUTCOMES, OUTCOMES + ".dead-letters", "snapledger.roots"));
        RESOURCE_TYPES.forEach(type -> topics.add("snapledger.events." + type));
        kafka = TestKafka.started(Map.of("num.partitions", "2"));
        kafka.createTopics(2, topics);
        producer =
                new KafkaProducer<>(
                        Map.of("bootstrap.servers", kafka.bootstrapServers()),
                        new StringSerializer(),
                        new ByteArraySerializer());
        context = start(settings);
    }

    /** Settings for tests that share a project: no quota is ever met; and more settings. */
    static String[] withoutQuotas(String... more) {
        return Stream.concat(
                        Stream.of(
                                        "volumes",
                                        "snapshots",
                                        "groups",
                                        "gigabytes",
                                        "shared-file-system.shares",
                                        "shared-file-system.gigabytes",
                                        "shared-file-system.snapshots",
                                        "shared-file-system.snapshot-gigabytes",
                                        "shared-file-system.share-replicas",
                                        "shared-file-system.replica-gigabytes")
                                .map(quota -> "--snapledger.quota." + quota + "=-1"),
                        Stream.of(more))
                .toArray(String[]::new);
    }

    private ConfigurableApplicationContext start(String... settings) {
        List<String> arguments = new ArrayList<>(List.of(settings));
        arguments.add("--spring.datasource.url=" + postgres.jdbcUrl("postgres"));
        arguments.add("--spring.datasource.username=postgres");
        arguments.add("--spring.kafka.bootstrap-servers=" + kafka.bootstrapServers());
        return CommandServiceApplication.builder()
                .sources(sources.toArray(Class<?>[]::new))
                .run(arguments.toArray(String[]::new));
    }

    /** Ends the service and starts it again on the same data. */
    void restart(String... settings) {
        context.close();
        context = start(settings);
    }

    /** Ends the service; its data are there for {@link #restart}. */
    void stop() {
        context.close();
    }

    /** The database as its administrator sees it, also while the service does not run. */
    JdbcClient operator() {
        return JdbcClient.create(postgres.dataSource());
    }

    /** Where {@code verify} finds the database. */
    String url() {
        return postgres.jdbcUrl("postgres");
    }

    String bootstrapServers() {
        return kafka.bootstrapServers();
    }

    <T> T bean(String name, Class<T> type) {
        return context.getBean(name, type);
    }

    <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    JdbcClient jdbc() {
        return bean(JdbcClient.class);
    }

    /** Sends a command as a caller would. */
    CommandResultMessage<?> send(Object command) {
        Origin origin =
                new Origin(
                        Cause.REQUEST,
                        new Actor("alice", "project-a", List.of("member"), "127.0.0.1"),
                        "req-" + UUID.randomUUID(),
                        null);
        FutureCallback<Object, Object> answer = new FutureCallback<>();
        bean(LedgerCommandBus.class)
                .dispatch(new GenericCommandMessage<>(command, origin.toMetaData()), answer);
        return answer.getResult();
    }

    /** Creates a volume type of a name of its own, and returns the position of its event. */
    long createVolumeType() {
        return accepted(
                new CreateVolumeType(
                        new VolumeTypeId(UUID.randomUUID()),
                        "type-" + UUID.randomUUID(),
                        null,
                        true,
                        Map.of(),
                        Instant.now()));
    }

    /** Sends a command that must be accepted; returns its position. */
    long accepted(Object command) {
        CommandResultMessage<?> result = send(command);
        if (result.isExceptional()) {
            throw new AssertionError("refused", result.exceptionResult());
        }
        if (!(result.getMetaData().get(LedgerCommandBus.POSITION) instanceof Long position)) {
            throw new AssertionError("the answer names no position");
        }
        return position;
    }

    /** Sends a command that must be refused; returns why. */
    Refused refused(Object command) {
        CommandResultMessage<?> result = send(command);
        if (result.isExceptional()
                && result.exceptionResult() instanceof RefusedException refused) {
            return refused.refused();
        }
        throw new AssertionError("not refused: " + result);
    }

    /** Says something as an agent would. */
    void say(String key, String type, Object outcome) {
        say(key, type, ContractJson.mapper().writeValueAsBytes(outcome));
    }

    /** A message without a body. */
    void sayNothing(String key, String type) {
        send(new ProducerRecord<>(OUTCOMES, key, null), type);
    }

    void say(String key, String type, byte[] body) {
        send(new ProducerRecord<>(OUTCOMES, key, body), type);
    }

    private void send(ProducerRecord<String, byte[]> message, String type) {
        message.headers().add("ce_type", type.getBytes(StandardCharsets.UTF_8));
        send(message);
    }

    /** Sends a message as anybody could. */
    void send(ProducerRecord<String, byte[]> message) {
        try {
            producer.send(message).get();
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException("Kafka did not take the message", e);
        }
    }

    /** How far each partition is of the topics whose names begin like this. */
    Map<TopicPartition, Long> ends(String prefix) {
        try (KafkaConsumer<String, byte[]> consumer =
                new KafkaConsumer<>(
                        Map.of("bootstrap.servers", kafka.bootstrapServers()),
                        new StringDeserializer(),
                        new ByteArrayDeserializer())) {
            return consumer.endOffsets(
                    consumer.listTopics().entrySet().stream()
                            .filter(topic -> topic.getKey().startsWith(prefix))
                            .flatMap(topic -> topic.getValue().stream())
                            .map(info -> new TopicPartition(info.topic(), info.partition()))
                            .toList());
        }
    }

    /** The stored names of a resource's events, in order. */
    List<String> events(Object id) {
        return jdbc().sql(
                        """
                        select payload_type from event_log.event
                        where aggregate_identifier = :id order by sequence_number
                        """)
                .param("id", UUID.fromString(id.toString()))
                .query(String.class)
                .list();
    }

    /** One field of the last status change of a resource, read from its stored JSON. */
    String lastChange(Object id, String field) {
        return jdbc().sql(
                        """
                        select convert_from(payload, 'UTF8')::jsonb -> 'change' ->> :field
                        from event_log.event
                        where aggregate_identifier = :id
                          and convert_from(payload, 'UTF8')::jsonb -> 'change' is not null
                        order by sequence_number desc limit 1
                        """)
                .param("field", field)
                .param("id", UUID.fromString(id.toString()))
                .query(String.class)
                .single();
    }

    long count(String table) {
        return jdbc().sql("select count(*) from " + table).query(Long.class).single();
    }

    /** Reads a topic from the start until it has at least that many messages. */
    List<ConsumerRecord<String, byte[]>> read(String topic, int atLeast) {
        return read(topic, _ -> true, atLeast);
    }

    /** The same, of the messages with that key alone. */
    List<ConsumerRecord<String, byte[]>> readOf(String topic, String key, int atLeast) {
        return read(topic, message -> message.key().equals(key), atLeast);
    }

    private List<ConsumerRecord<String, byte[]>> read(
            String topic, Predicate<ConsumerRecord<String, byte[]>> wanted, int atLeast) {
        Map<String, Object> settings = new HashMap<>();
        settings.put("bootstrap.servers", kafka.bootstrapServers());
        settings.put("group.id", "test-" + UUID.randomUUID());
        settings.put("auto.offset.reset", "earliest");
        List<ConsumerRecord<String, byte[]>> messages = new ArrayList<>();
        try (KafkaConsumer<String, byte[]> consumer =
                new KafkaConsumer<>(
                        settings, new StringDeserializer(), new ByteArrayDeserializer())) {
            consumer.subscribe(List.of(topic));
            long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
            while (messages.size() < atLeast && System.nanoTime() < deadline) {
                for (ConsumerRecord<String, byte[]> message :
                        consumer.poll(Duration.ofMillis(200))) {
                    if (wanted.test(message)) {
                        messages.add(message);
                    }
                }
            }
        }
        return messages;
    }

    static String header(ConsumerRecord<String, byte[]> message, String name) {
        return new String(message.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        context.close();
        producer.close(Duration.ofSeconds(2));
        kafka.close();
        postgres.close();
    }

    /** A comparison of quota usage with the events that was begun after now. */
    QuotaCheck freshQuotaCheck() {
        Instant now = Instant.now();
        await().atMost(Duration.ofSeconds(20))
                .until(() ->
                        send(new ReportQuotaCheck()).getPayload() instanceof QuotaCheck check
                                && check.at().isAfter(now));
        return (QuotaCheck) send(new ReportQuotaCheck()).getPayload();
    }
}
