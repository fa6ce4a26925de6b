package io.snapledger.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import io.snapledger.systemtests.client.BlockStorage;
import io.snapledger.systemtests.client.BlockStorage.Kind;
import io.snapledger.systemtests.client.Caller;
import io.snapledger.systemtests.client.EventTopics;
import io.snapledger.systemtests.client.PublishedEvent;
import io.snapledger.systemtests.http.HttpAnswer;
import io.snapledger.systemtests.http.Json;
import io.snapledger.systemtests.sut.Eventually;
import io.snapledger.systemtests.sut.SeparateProcesses;
import io.snapledger.systemtests.sut.SeparateProcesses.Size;
import io.snapledger.systemtests.sut.ServiceProcess;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * Clients write while one process after the other is killed or halted and PostgreSQL is restarted;
 * then the history is checked: whatever was acknowledged is stored exactly once, shown, published,
 * in order per resource, and nothing is stuck.
 *
 * <p>{@code -Dsnapledger.layout=separate} has it run; {@code -Dsnapledger.operations=50000} sets
 * how many writes there are at least.
 */
@EnabledIfSystemProperty(named = "snapledger.layout", matches = "separate")
class ChaosIT {

    private static final int OPERATIONS = Integer.getInteger("snapledger.operations", 1_000);
    private static final int CLIENTS = 6;
    private static final Duration HALT = Duration.ofSeconds(8);
    private static final Duration BETWEEN = Duration.ofSeconds(2);
    private static final Duration CALM_WITHIN = Duration.ofMinutes(3);

    private final History history = new History();
    private final AtomicBoolean enough = new AtomicBoolean();

    /** What clients sent, and what they were told. */
    private static final class History {

        private final ConcurrentLinkedQueue<Write> writes = new ConcurrentLinkedQueue<>();
        private final AtomicInteger acknowledged = new AtomicInteger();
        private final AtomicInteger unknown = new AtomicInteger();

        void add(Write write) {
            writes.add(write);
            (write.id() == null ? unknown : acknowledged).incrementAndGet();
        }
    }

    /**
     * A creation that was asked for.
     *
     * @param id what was acknowledged, null if nobody knows
     */
    private record Write(Caller caller, String name, @Nullable String id) {}

    @Test
    void nothingThatWasAcknowledgedIsLostOrDoubledOrStuck() throws Exception {
        try (SeparateProcesses system =
                        SeparateProcesses.named(
                                "chaos",
                                Size.FULL,
                                "--snapledger.quota.volumes=-1",
                                "--snapledger.quota.gigabytes=-1",
                                "--snapledger.deadline.timeout=1m",
                                "--snapledger.list.max-limit=100000",
                                "--snapledger.drain=0s");
                ExecutorService clients = Executors.newFixedThreadPool(CLIENTS)) {
            system.start();
            try (BlockStorage administrator =
                    new BlockStorage(system.baseUrl(), Caller.administrator())) {
                administrator.createVolumeType("plain");
            }
            List<Caller> callers = new ArrayList<>();
            List<CompletableFuture<Void>> writing = new ArrayList<>();
            for (int i = 0; i < CLIENTS; i++) {
                Caller caller = Caller.memberOfNewProject("chaos-" + i);
                callers.add(caller);
                writing.add(CompletableFuture.runAsync(() -> write(system, caller), clients));
            }
            try {
                disturb(system);
                Eventually.get(
                        Duration.ofMinutes(60),
                        () -> OPERATIONS + " writes, not " + history.writes.size(),
                        () ->
                                history.writes.size() >= OPERATIONS
                                        ? Optional.of(true)
                                        : Optional.empty());
            } finally {
                enough.set(true);
            }
            writing.forEach(CompletableFuture::join);

            System.out.printf(
                    "chaos: %d writes acknowledged, %d of unknown fate%n",
                    history.acknowledged.get(), history.unknown.get());
            checkShown(system, callers);
            checkPublished(system);
        }
    }

    private void write(SeparateProcesses system, Caller caller) {
        while (!enough.get()) {
            String name = UUID.randomUUID().toString();
            history.add(new Write(caller, name, create(system, caller, name)));
        }
    }

    private static @Nullable String create(SeparateProcesses system, Caller caller, String name) {
        try (BlockStorage storage = new BlockStorage(system.baseUrl(), caller)) {
            HttpAnswer answer =
                    storage.post(
                            "/volumes",
                            Json.wrap(
                                    "volume",
                                    Map.of("size", 1, "name", name, "volume_type", "plain")));
            if (answer.status() == 503) {
                return null;
            }
            assertThat(answer.status()).as("%s", answer).isEqualTo(202);
            return Json.read(answer.body()).orElseThrow().path("volume").path("id").asString();
        } catch (UncheckedIOException gatewayIsGone) {
            return null;
        }
    }

    private void disturb(SeparateProcesses system) {
        awaitMoreWrites();
        for (ServiceProcess service : system.services()) {
            service.killNine();
            Eventually.pause(BETWEEN);
            service.launch();
            service.awaitReady();
            awaitMoreWrites();
        }
        for (ServiceProcess service : system.commandServices()) {
            service.halt();
            Eventually.pause(HALT);
            // One of two is enough to go on with.
            awaitMoreWrites();
            service.goOn();
        }
        system.postgres().stop();
        Eventually.pause(BETWEEN);
        system.postgres().start();
        awaitMoreWrites();
        for (ServiceProcess broker : system.brokers()) {
            broker.killNine();
            awaitMoreWrites();
            broker.launch();
            broker.awaitReady();
            awaitMoreWrites();
        }
    }

    private void awaitMoreWrites() {
        int now = history.acknowledged.get();
        Eventually.get(
                Duration.ofMinutes(2),
                () -> "writes are acknowledged",
                () ->
                        history.acknowledged.get() >= now + 10
                                ? Optional.of(true)
                                : Optional.empty());
    }

    private void checkShown(SeparateProcesses system, List<Caller> callers) {
        for (Caller caller : callers) {
            try (BlockStorage storage = new BlockStorage(system.baseUrl(), caller)) {
                boolean calm =
                        Eventually.holds(
                                CALM_WITHIN, () -> storage.restless(Kind.VOLUME).isEmpty());
                assertThat(calm).as("stuck: %s", storage.restless(Kind.VOLUME)).isTrue();
                Map<String, List<String>> shown = new HashMap<>();
                storage.list(Kind.VOLUME)
                        .forEach(volume ->
                                shown.computeIfAbsent(
                                                volume.path("name").asString(),
                                                _ -> new ArrayList<>())
                                        .add(volume.path("id").asString()));
                assertThat(shown).allSatisfy((name, ids) -> assertThat(ids).as(name).hasSize(1));
                assertThat(history.writes.stream().filter(write -> write.caller().equals(caller)))
                        .isNotEmpty()
                        .allSatisfy(write -> {
                            if (write.id() != null) {
                                assertThat(shown).containsEntry(write.name(), List.of(write.id()));
                            }
                        });
            }
        }
    }

    private void checkPublished(SeparateProcesses system) throws SQLException {
        Map<String, List<String>> stored = stored(system);
        Set<String> all = new HashSet<>();
        stored.values().forEach(all::addAll);
        try (EventTopics topics = new EventTopics(system.kafkaBootstrap())) {
            List<PublishedEvent> events =
                    topics.read(
                            CALM_WITHIN,
                            read -> read.size() >= all.size() && ids(read).size() >= all.size());
            assertThat(ids(events)).isEqualTo(all);
            Map<String, Set<String>> published = new LinkedHashMap<>();
            // A consumer that remembers ce_id sees each event once.
            for (PublishedEvent event : events) {
                published.computeIfAbsent(event.key(), _ -> new LinkedHashSet<>()).add(event.id());
            }
            assertThat(published.keySet()).isEqualTo(stored.keySet());
            stored.forEach((resource, ids) ->
                    assertThat(published.get(resource))
                            .as(resource)
                            .containsExactlyElementsOf(ids));
        }
    }

    private static Set<String> ids(List<PublishedEvent> events) {
        Set<String> ids = new HashSet<>();
        events.forEach(event -> ids.add(event.id()));
        return ids;
    }

    private static Map<String, List<String>> stored(SeparateProcesses system) throws SQLException {
        Map<String, List<String>> stored = new HashMap<>();
        try (Connection connection = system.postgres().connect("snapledger_event_reader");
                Statement statement = connection.createStatement();
                var rows =
                        statement.executeQuery(
                                """
                                select aggregate_identifier, event_identifier from event_log.event
                                order by aggregate_identifier, sequence_number
                                """)) {
            while (rows.next()) {
                stored.computeIfAbsent(rows.getString(1), _ -> new ArrayList<>())
                        .add(rows.getString(2));
            }
        }
        return stored;
    }
}
