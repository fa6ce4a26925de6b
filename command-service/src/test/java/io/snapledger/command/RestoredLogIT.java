package io.snapledger.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.snapledger.command.restore.LogIsBehind;
import io.snapledger.contract.json.ContractJson;
import io.snapledger.eventlog.proof.Hash;
import io.snapledger.eventlog.proof.PublicKeys;
import io.snapledger.eventlog.proof.RootStatement;
import io.snapledger.eventlog.proof.SignedRoot;
import io.snapledger.eventlog.proof.SigningKey;
import io.snapledger.eventlog.verify.VerifyCommand;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * A log that lacks what others have seen of it is gone on with once somebody has said so, and then
 * nothing that was given away is given away again.
 */
class RestoredLogIT {

    private static final String ROOTS = "snapledger.roots";

    @TempDir private Path folder;

    private CommandServiceUnderTest service;

    @BeforeEach
    void start() throws IOException {
        Awaitility.setDefaultTimeout(Duration.ofSeconds(30));
        SigningKey.createUnlessThere(folder.resolve("key.pem"), folder.resolve("public.pem"));
        service = new CommandServiceUnderTest(settings());
    }

    @AfterEach
    void stop() {
        service.close();
    }

    private String[] settings() {
        return Stream.of(
                        "--spring.kafka.listener.auto-startup=false",
                        "--snapledger.restore.compare-within=30s",
                        "--snapledger.proof.key-file=" + folder.resolve("key.pem"),
                        "--snapledger.proof.events=3",
                        "--snapledger.proof.interval=100ms",
                        "--snapledger.proof.poll=20ms",
                        "--snapledger.proof.take-over=50ms",
                        "--snapledger.publication.take-over=50ms")
                .toArray(String[]::new);
    }

    private long number(String sql) {
        return service.operator().sql(sql).query(Long.class).single();
    }

    private void awaitPublished() {
        await().until(() ->
                number(
                                """
                                select count(*) from event_log.event
                                where global_index > (select position from command.publication)
                                  or global_index > (select coalesce(max(through_position), 0) from event_log.root)
                                """)
                        == 0);
        await().until(() ->
                number("select number from command.root_publication")
                        == number("select max(number) from event_log.root"));
    }

    /** What the database is after it was restored to the moment at which it had those. */
    private void restoreTo(long position, long root) {
        service.operator()
                .sql(
                        """
                        do $$ begin
                            set local session_replication_role = replica;
                            delete from event_log.event where global_index > %1$d;
                            delete from event_log.root where number > %2$d;
                            update command.root_publication set number = %2$d;
                            update command.publication
                            set position = %1$d,
                                token = jsonb_build_object('index', %1$d, 'gaps', jsonb_build_array())::text;
                            perform setval('event_log.event_global_index_seq', %1$d);
                        end $$
                        """
                                .formatted(position, root))
                .update();
    }

    private String verify(Path roots) {
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        try (PrintStream out = new PrintStream(said, false, StandardCharsets.UTF_8)) {
            VerifyCommand.run(
                    new String[] {
                        "verify",
                        "--url=" + service.url(),
                        "--public-key=" + folder.resolve("public.pem"),
                        "--roots=" + roots
                    },
                    out,
                    out);
        }
        return said.toString(StandardCharsets.UTF_8);
    }

    private Path publishedRoots(int atLeast) throws IOException {
        List<ConsumerRecord<String, byte[]>> published = service.read(ROOTS, atLeast);
        return Files.write(
                folder.resolve("roots.jsonl"),
                published.stream()
                        .map(message -> new String(message.value(), StandardCharsets.UTF_8))
                        .toList());
    }

    @Test
    void aLogThatLacksWhatWasPublishedIsNotStartedWithUntilTheLossIsAccepted() throws Exception {
        service.createVolumeType();
        awaitPublished();
        long position = number("select max(global_index) from event_log.event");
        long root = number("select max(number) from event_log.root");
        List<Long> lost = List.of(service.createVolumeType(), service.createVolumeType());
        awaitPublished();
        long lastRoot = number("select max(number) from event_log.root");
        service.stop();
        restoreTo(position, root);

        assertThatThrownBy(() -> service.restart(settings()))
                .rootCause()
                .isInstanceOf(LogIsBehind.class)
                .hasMessageContaining("events up to position " + lost.getLast())
                .hasMessageContaining("the signed root " + lastRoot)
                .hasMessageContaining("its last event is at position " + position)
                .hasMessageContaining("accept_loss(%d, %d, 'why')", lost.getLast(), lastRoot);

        JdbcClient operator = service.operator();
        operator.sql("select event_log.accept_loss(?, ?, 'the disk is gone')")
                .params(lost.getLast(), lastRoot)
                .query((_, _) -> true)
                .single();
        service.restart(settings());

        assertThat(service.createVolumeType())
                .as("no position twice")
                .isGreaterThan(lost.getLast());
        awaitPublished();
        assertThat(number("select min(number) from event_log.root where number > " + root))
                .as("no number twice")
                .isEqualTo(lastRoot + 1);
        int roots = (int) number("select max(number) from event_log.root");
        List<Long> numbers =
                service.read(ROOTS, roots).stream()
                        .map(message ->
                                ContractJson.mapper()
                                        .readTree(message.value())
                                        .path("number")
                                        .asLong())
                        .toList();
        assertThat(numbers).doesNotHaveDuplicates().isSorted();
        // What was lost is said for ever, and nothing else is.
        assertThat(verify(publishedRoots(roots)).lines())
                .filteredOn(line -> !line.startsWith("The roots vouch"))
                .satisfiesExactly(
                        line ->
                                assertThat(line)
                                        .startsWith(
                                                "MISSING   position %d: ".formatted(position + 1))
                                        .contains("root"),
                        line -> assertThat(line).startsWith("Something was changed"));
        assertThat(
                        operator.sql("select why || accepted_by from event_log.loss")
                                .query(String.class)
                                .list())
                .containsExactly("the disk is gonepostgres");
        assertThatThrownBy(() -> operator.sql("delete from event_log.loss").update())
                .hasMessageContaining("never changed or removed");
        // And it is remembered.
        service.restart(settings());
        assertThat(service.createVolumeType()).isPositive();
    }

    @Test
    void whoPublishesOrSignsLooksAgainFirst() {
        service.createVolumeType();
        awaitPublished();
        long position = number("select max(global_index) from event_log.event");
        long root = number("select max(number) from event_log.root");
        service.createVolumeType();
        awaitPublished();

        Map<TopicPartition, Long> published = service.ends("snapledger.");

        // As where the database is restored while nobody could ask Kafka.
        restoreTo(position, root);
        service.operator()
                .sql(
                        """
                        select pg_terminate_backend(pid) from pg_locks
                        where locktype = 'advisory' and classid = 1886745448 and objid in (1, 2)
                        """)
                .query((_, _) -> true)
                .list();
        service.createVolumeType();

        for (String who : List.of("eventPublisher", "rootSigner")) {
            await().untilAsserted(() ->
                    assertThat(String.valueOf(service.bean(who, HealthIndicator.class).health()))
                            .contains("DOWN", "Kafka has events up to position"));
        }
        await().during(Duration.ofSeconds(1))
                .untilAsserted(() ->
                        assertThat(service.ends("snapledger."))
                                .as("nothing more is published")
                                .isEqualTo(published));
        assertThat(number("select max(number) from event_log.root")).isEqualTo(root);
    }

    @Test
    void whatOthersWroteOnKafkaStopsNobody() throws IOException {
        service.createVolumeType();
        awaitPublished();
        long position = number("select max(global_index) from event_log.event");
        service.send(event("snapledger.events.volume", 1_000_000_000_000L));
        service.send(event("snapledger.events.west.volume", position + 1));
        service.send(event("snapledger.events.volume.dead-letters", position + 1));
        service.send(new ProducerRecord<>(ROOTS, signedBySomebodyElse(99)));

        service.restart(settings());

        service.createVolumeType();
        awaitPublished();

        service.send(event("snapledger.events.volume", position + 1_000));
        assertThatThrownBy(() -> service.restart(settings()))
                .rootCause()
                .isInstanceOf(LogIsBehind.class)
                .hasMessageContaining("events up to position " + (position + 1_000) + " that");
    }

    private static ProducerRecord<String, byte[]> event(String topic, long position) {
        ProducerRecord<String, byte[]> message =
                new ProducerRecord<>(topic, "somebody", new byte[0]);
        Map.of("ce_id", UUID.randomUUID(), "ce_position", position)
                .forEach((name, value) ->
                        message.headers()
                                .add(name, value.toString().getBytes(StandardCharsets.UTF_8)));
        return message;
    }

    private byte[] signedBySomebodyElse(long number) throws IOException {
        SigningKey.createUnlessThere(folder.resolve("theirs.pem"), folder.resolve("theirs.pub"));
        SigningKey key = SigningKey.read(folder.resolve("theirs.pem"));
        SignedRoot root =
                SignedRoot.sign(
                        new RootStatement(
                                number,
                                Hash.NONE,
                                0,
                                1,
                                1,
                                Hash.NONE,
                                Instant.EPOCH,
                                PublicKeys.id(key.publicKey())),
                        key,
                        List.of());
        Base64.Encoder base64 = Base64.getEncoder();
        return ContractJson.mapper()
                .writeValueAsBytes(
                        Map.of(
                                "statement",
                                root.statement(),
                                "signature",
                                base64.encodeToString(root.signature()),
                                "public_key",
                                base64.encodeToString(root.publicKey())));
    }

    @Test
    void onlyWhatCanHaveBeenSeenIsAccepted() {
        service.createVolumeType();
        awaitPublished();

        assertThatThrownBy(() -> number("select (event_log.accept_loss(5, 0, 'because')).number"))
                .hasMessageContaining("the log has root ");
        assertThatThrownBy(() ->
                        number("select (event_log.accept_loss(1000000000, 99, 'because')).number"))
                .hasMessageContaining("cannot have been seen");
    }
}
