package io.snapledger.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import io.snapledger.systemtests.client.BlockStorage;
import io.snapledger.systemtests.client.BlockStorage.Kind;
import io.snapledger.systemtests.client.Caller;
import io.snapledger.systemtests.client.EventTopics;
import io.snapledger.systemtests.client.PublishedEvent;
import io.snapledger.systemtests.client.PublishedRoots;
import io.snapledger.systemtests.http.HttpAnswer;
import io.snapledger.systemtests.http.Json;
import io.snapledger.systemtests.sut.Eventually;
import io.snapledger.systemtests.sut.SeparateProcesses;
import io.snapledger.systemtests.sut.SeparateProcesses.Size;
import io.snapledger.systemtests.sut.ServiceProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.ExecutionException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/**
 * The way back from a base backup and archived write-ahead log, as docs/operations.md has operators
 * go it: to the end of the archive, and to an earlier moment than Kafka, agents and storage have
 * seen.
 */
class RestoreIT {

    private static final Path MODULE = Path.of(System.getProperty("basedir", "")).toAbsolutePath();
    private static final Path JAR =
            MODULE.resolveSibling("command-service")
                    .resolve("target/snapledger-command-service.jar");

    private static final Duration LIMIT = Duration.ofMinutes(2);
    private static final Pattern WHAT_TO_ACCEPT =
            Pattern.compile("select event_log\\.accept_loss\\(\\d+, \\d+, 'why'\\)");

    private final String name = "restore-" + UUID.randomUUID();
    private final Caller member = Caller.memberOfNewProject("restorer");

    @TempDir private Path folder;

    private SeparateProcesses system;
    private String volumeType;

    @BeforeEach
    void start() throws Exception {
        Path key = folder.resolve("signing-key.pem");
        run("openssl", "genpkey", "-algorithm", "ed25519", "-out", key.toString());
        run(
                "openssl",
                "pkey",
                "-in",
                key.toString(),
                "-pubout",
                "-out",
                folder.resolve("public-key.pem").toString());
        system =
                SeparateProcesses.named(
                        "restore",
                        new Size(1, 1, 1, 1, 1),
                        "--snapledger.proof.key-file=" + key,
                        "--snapledger.proof.interval=200ms",
                        // A busy machine is no Kafka that is away.
                        "--snapledger.restore.compare-within=2m",
                        "--snapledger.quota.check.interval=1s",
                        "--snapledger.policy.enforce-new-defaults=false");
        system.postgres().archiveTo(folder.resolve("archive"));
        system.start();
        try (BlockStorage administrator =
                new BlockStorage(system.baseUrl(), Caller.administrator())) {
            volumeType = administrator.createVolumeType(name);
        }
    }

    @AfterEach
    void stop() {
        system.close();
    }

    @Test
    void whatWasArchivedComesBackAndWhatWasLostIsSaidAndGoneOnWithout() throws Exception {
        Path base = folder.resolve("base");
        Set<String> acknowledged = writeWhileItIsBackedUp(base);
        loseAllAndRestore(base, "");
        system.startServices();
        everythingIsThere(acknowledged);

        Moment before = workBeforeAndAfterARestorePoint();
        loseAllAndRestore(base, "recovery_target_name = '" + before.name() + "'");
        acceptWhatIsLost(before);
        loseTheViewsToo();
        system.startServices();
        itGoesOnWithout(before);
    }

    /** Somebody who creates volumes until that is no longer possible. */
    private final class Writer implements Runnable {

        private final Set<String> acknowledged = new ConcurrentSkipListSet<>();

        @Override
        public void run() {
            try (BlockStorage storage = new BlockStorage(system.baseUrl(), member)) {
                HttpAnswer answer = storage.tryCreateVolume(name, volumeType);
                while (answer.status() == 202) {
                    acknowledged.add(answer.json().path("volume").path("id").asString());
                    answer = storage.tryCreateVolume(name, volumeType);
                }
            } catch (UncheckedIOException _) {
                // The service is gone.
            }
        }

        private void awaitMore(int more) {
            int then = acknowledged.size() + more;
            Eventually.get(
                    LIMIT,
                    () ->
                            "%d volumes are acknowledged, %d are"
                                    .formatted(then, acknowledged.size()),
                    () -> acknowledged.size() >= then ? Optional.of(true) : Optional.empty());
        }
    }

    /** Returns the volumes that were acknowledged until all services were killed at once. */
    private Set<String> writeWhileItIsBackedUp(Path base) throws InterruptedException {
        Writer writer = new Writer();
        Thread writing = Thread.ofPlatform().name("writer").start(writer);
        writer.awaitMore(3);
        system.postgres().backUp(base);
        writer.awaitMore(10);
        system.killServices();
        writing.join();
        return writer.acknowledged;
    }

    // Services, if any are left, go first: nothing is to be acknowledged that is in no archive.
    private void loseAllAndRestore(Path base, String target) {
        system.killServices();
        system.postgres().archiveAll();
        system.postgres().crash();
        long begin = System.nanoTime();
        system.postgres().restore(base, target);
        System.out.printf(
                "RestoreIT: PostgreSQL was restored in %.1f s%n",
                (System.nanoTime() - begin) / 1e9);
    }

    private void everythingIsThere(Set<String> acknowledged) throws Exception {
        try (BlockStorage storage = new BlockStorage(system.baseUrl(), member)) {
            awaitCalm(storage);
            assertThat(idsOf(storage.list(Kind.VOLUME)))
                    .containsAll(acknowledged)
                    .as("but for one that was under way")
                    .hasSizeLessThanOrEqualTo(acknowledged.size() + 1);
            assertThat(storage.list(Kind.VOLUME))
                    .allSatisfy(volume ->
                            assertThat(volume.path("status").asString()).isEqualTo("available"));
            newVolume(storage);
        }
        awaitSigned();
        Set<String> stored = storedEvents();
        try (EventTopics topics = new EventTopics(system.kafkaBootstrap())) {
            List<PublishedEvent> published =
                    topics.read(LIMIT, events -> eventIds(events).containsAll(stored));
            assertThat(eventIds(published)).isEqualTo(stored);
            Map<String, PublishedEvent> first = new HashMap<>();
            for (PublishedEvent event : published) {
                PublishedEvent other = first.putIfAbsent(event.id(), event);
                if (other != null) {
                    assertThat(event.value()).as("published again").isEqualTo(other.value());
                }
            }
        }
        Ended verified = verify();
        assertThat(verified.output()).contains("Nothing was changed");
        assertThat(verified.code()).isZero();
    }

    /**
     * What there was when the database was as it is restored to, and what came after.
     *
     * @param name of the restore point
     * @param kept a volume that was there
     * @param underWay one that its agent had not answered for
     * @param deleted one that was deleted afterwards
     * @param lost volumes that were created afterwards, the first of them under the key
     * @param highest position on Kafka
     * @param root number on Kafka
     */
    private record Moment(
            String name,
            Instant at,
            String kept,
            String underWay,
            String deleted,
            Set<String> lost,
            String key,
            long highest,
            long root) {}

    private Moment workBeforeAndAfterARestorePoint() throws Exception {
        try (BlockStorage storage = new BlockStorage(system.baseUrl(), member)) {
            String deleted = newVolume(storage);
            String keptKey = "kept-" + name;
            String kept = newVolumeUnder(keptKey, storage);
            storage.awaitStatus(Kind.VOLUME, kept, "available");
            awaitSigned();
            ServiceProcess agent = system.agents().getFirst();
            agent.halt();
            String underWay = newVolumeUnder("under-way-" + name, storage);
            Instant at = Instant.now();
            ask("select pg_create_restore_point('before')");
            agent.goOn();
            storage.awaitStatus(Kind.VOLUME, underWay, "available");
            storage.delete(Kind.VOLUME.path(deleted));
            storage.awaitGone(Kind.VOLUME, deleted);
            String key = "lost-" + name;
            Set<String> lost = new TreeSet<>(Set.of(newVolumeUnder(key, storage)));
            lost.add(newVolume(storage));
            lost.add(newVolume(storage));
            awaitCalm(storage);
            awaitSigned();
            return new Moment(
                    "before",
                    at,
                    kept,
                    underWay,
                    deleted,
                    lost,
                    key,
                    number("select max(global_index) from event_log.event"),
                    number("select max(number) from event_log.root"));
        }
    }

    private void acceptWhatIsLost(Moment before) throws Exception {
        long head = number("select max(global_index) from event_log.event");
        assertThat(head).isLessThan(before.highest());
        assertThat(number("select max(number) from event_log.root")).isLessThan(before.root());
        ServiceProcess command = system.commandServices().getFirst();
        command.launch();
        assertThat(command.awaitEnd()).as("it is not started with").isNotZero();
        String said = Files.readString(command.output());
        assertThat(said)
                .contains(
                        "Kafka has events up to position %d and the signed root %d"
                                .formatted(before.highest(), before.root()));
        assertThat(number("select max(global_index) from event_log.event")).isEqualTo(head);
        Matcher accept = WHAT_TO_ACCEPT.matcher(said);
        assertThat(accept.find()).isTrue();

        try (Connection connection = system.postgres().connect("postgres");
                Statement statement = connection.createStatement()) {
            statement.execute("set role snapledger_command");
            statement.execute(accept.group().replace("'why'", "'rehearsal'"));
        }
        hearAgentsAgainSince(before.at());
    }

    /** kafka-consumer-groups.sh --reset-offsets --to-datetime. */
    private void hearAgentsAgainSince(Instant moment) {
        try (Admin kafka = Admin.create(Map.of("bootstrap.servers", system.kafkaBootstrap()))) {
            Eventually.get(
                    LIMIT,
                    () -> "the agents' answers are read again",
                    () -> {
                        try {
                            Map<TopicPartition, OffsetAndMetadata> since = new HashMap<>();
                            var found =
                                    kafka.listOffsets(
                                                    outcomes(kafka).stream()
                                                            .collect(
                                                                    Collectors.toMap(
                                                                            one -> one,
                                                                            _ ->
                                                                                    OffsetSpec
                                                                                            .forTimestamp(
                                                                                                    moment
                                                                                                            .toEpochMilli()))))
                                            .all()
                                            .get();
                            found.forEach((partition, offset) -> {
                                if (offset.offset() >= 0) {
                                    since.put(partition, new OffsetAndMetadata(offset.offset()));
                                }
                            });
                            kafka.alterConsumerGroupOffsets("snapledger-command-service", since)
                                    .all()
                                    .get();
                            return Optional.of(true);
                        } catch (ExecutionException _) {
                            // Who was killed is still a member for some seconds.
                            return Optional.<Boolean>empty();
                        } catch (InterruptedException e) {
                            Thread.currentThread().interrupt();
                            throw new IllegalStateException(e);
                        }
                    });
        }
    }

    private static List<TopicPartition> outcomes(Admin kafka)
            throws ExecutionException, InterruptedException {
        return kafka
                .describeTopics(List.of("snapledger.outcomes"))
                .allTopicNames()
                .get()
                .values()
                .stream()
                .flatMap(topic -> topic.partitions().stream())
                .map(partition -> new TopicPartition("snapledger.outcomes", partition.partition()))
                .toList();
    }

    private void itGoesOnWithout(Moment before) throws Exception {
        Set<String> unknown;
        try (BlockStorage storage = new BlockStorage(system.baseUrl(), member)) {
            storage.awaitStatus(Kind.VOLUME, before.underWay(), "available");
            awaitCalm(storage);
            assertThat(newVolumeUnder("kept-" + name, storage))
                    .as("a key from before")
                    .isEqualTo(before.kept());
            Set<String> shown = idsOf(storage.list(Kind.VOLUME));
            assertThat(shown)
                    .contains(before.kept(), before.underWay(), before.deleted())
                    .doesNotContainAnyElementsOf(before.lost());
            Set<String> files = files();
            unknown = new TreeSet<>(files);
            unknown.removeAll(shown);
            assertThat(unknown).as("on storage, and not in the log").isEqualTo(before.lost());
            shown.removeAll(files);
            assertThat(shown).as("not on storage").containsExactly(before.deleted());

            storage.delete(Kind.VOLUME.path(before.deleted()));
            storage.awaitGone(Kind.VOLUME, before.deleted());
            newVolume(storage);
            String again = newVolumeUnder(before.key(), storage);
            assertThat(before.lost()).as("a key that was lost").doesNotContain(again);
            storage.awaitStatus(Kind.VOLUME, again, "available");
            awaitCalm(storage);
        }
        awaitSigned();
        Set<String> stored = storedEvents();
        try (EventTopics topics = new EventTopics(system.kafkaBootstrap())) {
            List<PublishedEvent> published =
                    topics.read(LIMIT, events -> eventIds(events).containsAll(stored));
            assertThat(
                            published.stream()
                                    .collect(
                                            Collectors.groupingBy(
                                                    PublishedEvent::position,
                                                    Collectors.mapping(
                                                            PublishedEvent::id,
                                                            Collectors.toSet())))
                                    .values())
                    .as("no position twice")
                    .allSatisfy(ids -> assertThat(ids).hasSize(1));
            assertThat(
                            published.stream()
                                    .filter(event -> !stored.contains(event.id()))
                                    .map(PublishedEvent::key))
                    .as("what is on Kafka alone")
                    .containsAll(unknown)
                    .contains(before.underWay(), before.deleted());
            assertThat(topics.deadLetters()).isZero();
        }
        usageIsWhatTheEventsSay();
        Ended verified = verify();
        assertThat(verified.output())
                .contains(
                        "MISSING ",
                        "%d: not there, though".formatted(before.root()),
                        "Something was changed");
        assertThat(verified.output().lines().filter(line -> line.contains(" position ")))
                .as("%s", verified.output())
                .hasSize(1);
        assertThat(verified.code()).isEqualTo(1);
    }

    // The log shows what they were.
    private void loseTheViewsToo() throws SQLException {
        try (Connection connection = system.postgres().connect("postgres");
                Statement statement = connection.createStatement()) {
            statement.execute("drop schema view cascade");
            statement.execute("create schema view authorization snapledger_query");
        }
    }

    private void usageIsWhatTheEventsSay() {
        try (BlockStorage administrator =
                new BlockStorage(system.baseUrl(), Caller.administrator())) {
            JsonNode check = administrator.nextQuotaCheck();
            assertThat(check.path("differences").valueStream().toList()).isEmpty();
        }
    }

    private String newVolume(BlockStorage storage) {
        String id =
                storage.tryCreateVolume(name, volumeType)
                        .json()
                        .path("volume")
                        .path("id")
                        .asString();
        storage.awaitStatus(Kind.VOLUME, id, "available");
        return id;
    }

    private String newVolumeUnder(String key, BlockStorage storage) {
        HttpAnswer answer =
                storage.postUnderKey(
                        "/volumes",
                        Json.wrap(
                                "volume",
                                Map.of("size", 1, "name", key, "volume_type", volumeType)),
                        key);
        assertThat(answer.status()).as("%s", answer).isEqualTo(202);
        return answer.json().path("volume").path("id").asString();
    }

    private static void awaitCalm(BlockStorage storage) {
        boolean calm = Eventually.holds(LIMIT, () -> storage.restless(Kind.VOLUME).isEmpty());
        assertThat(calm ? List.of() : storage.restless(Kind.VOLUME)).as("stuck").isEmpty();
    }

    private static Set<String> idsOf(Collection<JsonNode> rows) {
        return rows.stream()
                .map(row -> row.path("id").asString())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> eventIds(Collection<PublishedEvent> events) {
        return events.stream().map(PublishedEvent::id).collect(Collectors.toSet());
    }

    private Set<String> files() throws IOException {
        try (Stream<Path> files =
                Files.list(system.dataDir().resolve("storage").resolve("volumes"))) {
            return files.map(file -> file.getFileName().toString().replace(".raw", ""))
                    .collect(Collectors.toCollection(TreeSet::new));
        }
    }

    private Set<String> storedEvents() throws SQLException {
        return Set.of(
                ask("select string_agg(event_identifier::text, ',') from event_log.event")
                        .split(","));
    }

    /** Until every event is on Kafka, and a root over it too. */
    private void awaitSigned() {
        Eventually.get(
                LIMIT,
                () -> "every event, and a root over it, is published",
                () ->
                        number(
                                                """
                                                      select count(*) from event_log.event
                                                      where global_index > (
                                                        select coalesce(max(through_position), 0) from event_log.root
                                                        where number <= (select number from command.root_publication))
                                                or global_index > (select position from command.publication)
                                                """)
                                        == 0
                                ? Optional.of(true)
                                : Optional.empty());
    }

    private long number(String query) {
        try {
            return Long.parseLong(ask(query));
        } catch (SQLException e) {
            throw new AssertionError(query, e);
        }
    }

    private String ask(String query) throws SQLException {
        try (Connection connection = system.postgres().connect("postgres");
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            row.next();
            return String.valueOf(row.getString(1));
        }
    }

    private record Ended(int code, String output) {}

    private Ended verify() throws Exception {
        Path roots =
                Files.write(
                        folder.resolve("roots.jsonl"), PublishedRoots.on(system.kafkaBootstrap()));
        return run(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx64m",
                "-jar",
                JAR.toString(),
                "verify",
                "--url=" + system.postgres().url(),
                "--user=postgres",
                "--public-key=" + folder.resolve("public-key.pem"),
                "--roots=" + roots);
    }

    private Ended run(String... command) throws Exception {
        Path output = folder.resolve("output");
        int code =
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(output.toFile())
                        .start()
                        .waitFor();
        return new Ended(code, Files.readString(output));
    }
}
