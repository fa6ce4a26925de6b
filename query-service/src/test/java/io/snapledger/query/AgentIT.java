package io.snapledger.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.snapledger.contract.agent.AgentHeartbeat;
import io.snapledger.contract.agent.AgentReads;
import io.snapledger.contract.agent.AgentView;
import io.snapledger.contract.agent.ShareBackend;
import io.snapledger.contract.json.ContractJson;
import io.snapledger.contract.outcome.AgentIdentity;
import io.snapledger.testservers.TestKafka;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What agents say through a real Kafka is known, and stays known. */
class AgentIT {

    private static final Instant MORNING = Instant.parse("2026-01-02T03:04:05.678901Z");

    private static TestKafka kafka;
    private static Producer<byte[], byte[]> producer;
    private static String database;
    private static RunningService service;

    private final AgentIdentity agent =
            new AgentIdentity(UUID.randomUUID(), "host@filesystem#filesystem");

    @BeforeAll
    static void startService() {
        kafka = TestKafka.started();
        kafka.createTopics(1, List.of("snapledger.agents"));
        producer =
                new KafkaProducer<>(
                        Map.of("bootstrap.servers", kafka.bootstrapServers()),
                        new ByteArraySerializer(),
                        new ByteArraySerializer());
        EventLogWriter log = EventLogWriter.onNewTable(TestServer.newDatabase());
        database = log.url();
        service = started();
    }

    @AfterAll
    static void stopService() {
        service.close();
        producer.close();
        kafka.close();
    }

    @Test
    void theLastWordCounts() {
        say(agent, MORNING);
        say(agent, MORNING.plusSeconds(10));
        say(agent, MORNING.plusSeconds(5));
        awaitAfter();

        assertThat(known())
                .contains(new AgentView(agent, List.of(), MORNING, MORNING.plusSeconds(10)));
    }

    @Test
    void anAgentThatMovedIsShownWhereItIs() {
        AgentIdentity moved = new AgentIdentity(agent.id(), "other@filesystem#filesystem");
        say(agent, MORNING);
        say(moved, MORNING.plusSeconds(10));
        awaitAfter();

        assertThat(known())
                .contains(new AgentView(moved, List.of(), MORNING, MORNING.plusSeconds(10)));
    }

    @Test
    void theBackendsThatItServesAreKnownAsItSaidLast() {
        List<ShareBackend> two =
                List.of(new ShareBackend("alpha", 10L, 7L), new ShareBackend("beta", null, null));
        say(new AgentHeartbeat(agent, two, MORNING));
        awaitAfter();
        assertThat(knownOf(agent).backends()).isEqualTo(two);

        List<ShareBackend> one = List.of(new ShareBackend("alpha", 10L, 6L));
        say(new AgentHeartbeat(agent, one, MORNING.plusSeconds(10)));
        say(new AgentHeartbeat(agent, two, MORNING.plusSeconds(5)));
        awaitAfter();

        assertThat(known()).contains(new AgentView(agent, one, MORNING, MORNING.plusSeconds(10)));
    }

    @Test
    void nobodyIsHeardInTheFuture() {
        say(agent, Instant.now().plus(1, ChronoUnit.DAYS));
        awaitAfter();
        Instant heard = knownOf(agent).lastSeenAt();

        assertThat(heard).isBefore(Instant.now().plusSeconds(60));
        say(agent, heard.plusMillis(1));
        awaitAfter();
        assertThat(knownOf(agent).lastSeenAt()).isAfter(heard);
    }

    @Test
    void whatIsNoHeartbeatIsPassedOver() {
        for (String nonsense :
                List.of("", "{", "[]", "null", "{}", "{\"agent\": null, \"at\": null}")) {
            send("nonsense", nonsense.getBytes(StandardCharsets.UTF_8));
        }
        send("nonsense", null);
        send(
                "nonsense",
                "{\"agent\": {\"id\": \"%s\", \"host\": \"a\\u0000b\"}, \"at\": \"%s\"}"
                        .formatted(agent.id(), MORNING)
                        .getBytes(StandardCharsets.UTF_8));

        for (String time :
                List.of(
                        "-200000-01-01T00:00:00Z",
                        "+300000-01-01T00:00:00Z",
                        "+1000000000-12-31T23:59:59Z")) {
            send(
                    "nonsense",
                    "{\"agent\": {\"id\": \"%s\", \"host\": \"h@x#y\"}, \"at\": \"%s\"}"
                            .formatted(agent.id(), time)
                            .getBytes(StandardCharsets.UTF_8));
        }

        say(agent, MORNING);
        awaitAfter();

        assertThat(known()).contains(new AgentView(agent, List.of(), MORNING, MORNING));
    }

    @Test
    void whatIsKnownOutlivesTheService() {
        say(agent, MORNING);
        awaitAfter();

        service.close();
        service = started();

        assertThat(known()).contains(new AgentView(agent, List.of(), MORNING, MORNING));
    }

    private static RunningService started() {
        return RunningService.on(
                database,
                "snapledger.agents.enabled=true",
                "spring.kafka.bootstrap-servers=" + kafka.bootstrapServers());
    }

    /** Waits until everything said so far has been heard: there is one partition. */
    private static void awaitAfter() {
        AgentIdentity last = new AgentIdentity(UUID.randomUUID(), "last@test#test");
        say(last, MORNING);
        await().atMost(RunningService.LONG)
                .until(() -> known().stream().anyMatch(view -> view.agent().equals(last)));
    }

    private static List<AgentView> known() {
        return service.get(AgentReads.class).list();
    }

    private static AgentView knownOf(AgentIdentity agent) {
        return known().stream()
                .filter(view -> view.agent().equals(agent))
                .findFirst()
                .orElseThrow();
    }

    private static void say(AgentIdentity agent, Instant at) {
        say(new AgentHeartbeat(agent, null, at));
    }

    private static void say(AgentHeartbeat heartbeat) {
        send(heartbeat.agent().id().toString(), ContractJson.mapper().writeValueAsBytes(heartbeat));
    }

    private static void send(String key, byte @Nullable [] value) {
        assertThat(
                        producer.send(
                                new ProducerRecord<>(
                                        "snapledger.agents",
                                        key.getBytes(StandardCharsets.UTF_8),
                                        value)))
                .succeedsWithin(RunningService.LONG);
    }
}
