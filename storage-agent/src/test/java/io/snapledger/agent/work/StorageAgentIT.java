package io.snapledger.agent.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.MeterRegistry;
import io.snapledger.agent.StorageAgentApplication;
import io.snapledger.contract.agent.AgentHeartbeat;
import io.snapledger.contract.agent.ShareBackend;
import io.snapledger.contract.groupsnapshot.GroupSnapshotEvent.Member;
import io.snapledger.contract.groupsnapshot.GroupSnapshotId;
import io.snapledger.contract.groupsnapshot.GroupSnapshotOutcome;
import io.snapledger.contract.groupsnapshot.GroupSnapshotOutcome.MemberResult;
import io.snapledger.contract.json.ContractJson;
import io.snapledger.contract.outcome.AgentIdentity;
import io.snapledger.contract.outcome.WorkResult;
import io.snapledger.contract.resource.ResourceId;
import io.snapledger.contract.shareinstance.ShareInstanceEvent.Source;
import io.snapledger.contract.shareinstance.ShareInstanceId;
import io.snapledger.contract.shareinstance.ShareInstanceOutcome;
import io.snapledger.contract.sharesnapshotinstance.ShareSnapshotInstanceId;
import io.snapledger.contract.sharesnapshotinstance.ShareSnapshotInstanceOutcome;
import io.snapledger.contract.snapshot.SnapshotId;
import io.snapledger.contract.snapshot.SnapshotOutcome;
import io.snapledger.contract.volume.VolumeId;
import io.snapledger.contract.volume.VolumeOutcome;
import io.snapledger.testservers.TestKafka;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.Status;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.kafka.listener.KafkaMessageListenerContainer;
import org.springframework.kafka.support.KafkaHeaders;

/** The whole agent, between a real broker and real files. */
class StorageAgentIT {

    private static final int PARTITIONS = 2;
    private static final List<String> ANSWERS =
            List.of(
                    Topics.OUTCOMES,
                    Topics.AGENTS,
                    Topics.deadLettersOf(Events.VOLUMES),
                    Topics.deadLettersOf(Events.SNAPSHOTS),
                    Topics.deadLettersOf(Events.GROUP_SNAPSHOTS));
    private static final Duration SOON = Duration.ofMinutes(2);

    private static TestKafka broker;
    private static Producer<byte[], byte[]> producer;

    @TempDir Path folder;

    private final VolumeId volume = new VolumeId(UUID.randomUUID());
    private final List<ConsumerRecord<String, byte[]>> answers = new ArrayList<>();
    private Consumer<String, byte[]> answersConsumer;

    // Every test starts its agent first.
    @SuppressWarnings("NullAway.Init")
    private ConfigurableApplicationContext agent;

    @BeforeAll
    static void startBroker() {
        broker = startedBroker();
        createTopics(broker);
        producer = producerFor(broker);
    }

    @AfterAll
    static void stopBroker() {
        producer.close();
        broker.close();
    }

    @BeforeEach
    void listen() {
        listenTo(broker);
    }

    @AfterEach
    void stopAgent() {
        agent.close();
        answersConsumer.close();
    }

    @Test
    void aRequestedVolumeBecomesAFileAndAnOutcome() {
        agent = startedAgent();
        var requested = Events.volumeRequested(volume, 2);

        send(Events.published(Events.VOLUMES, requested));

        ConsumerRecord<String, byte[]> message = awaitAnswers(volume, 1).getFirst();
        AgentIdentity self = agent.getBean(AgentIdentity.class);
        assertThat(header(message, "ce_specversion")).isEqualTo("1.0");
        assertThat(UUID.fromString(header(message, "ce_id"))).isNotNull();
        assertThat(header(message, "ce_type")).isEqualTo("volume.outcome.v1");
        assertThat(header(message, "ce_source"))
                .isEqualTo("/snapledger/storage-agent/" + self.id());
        assertThat(header(message, "ce_subject")).isEqualTo(volume.toString());
        assertThat(header(message, "ce_requestid")).isEqualTo(Events.REQUEST_ID);
        VolumeOutcome outcome = volumeOutcome(message);
        assertThat(outcome.id()).isEqualTo(volume);
        assertThat(outcome.workId()).isEqualTo(requested.workId());
        assertThat(outcome.result()).isEqualTo(WorkResult.done("volumes/%s.raw".formatted(volume)));
        assertThat(outcome.agent()).isEqualTo(self);
        assertThat(self.host()).endsWith("@filesystem#filesystem");
        assertThat(outcome.requestId()).isEqualTo(Events.REQUEST_ID);
        assertThat(volumeFile(volume)).hasSize(2L << 30);
    }

    @Test
    void everyMemberOfAGroupSnapshotIsTriedAndDroppedAgain() {
        agent = startedAgent();
        List<VolumeId> volumes =
                Stream.generate(() -> new VolumeId(UUID.randomUUID())).limit(6).toList();
        volumes.forEach(
                id -> send(Events.published(Events.VOLUMES, Events.volumeRequested(id, 1))));
        volumes.forEach(id -> awaitAnswers(id, 1));
        List<Member> members =
                Stream.concat(volumes.stream(), Stream.of(volume))
                        .map(id -> new Member(new SnapshotId(UUID.randomUUID()), id, 1))
                        .toList();
        GroupSnapshotId id = new GroupSnapshotId(UUID.randomUUID());
        var requested = Events.groupSnapshotRequested(id, members);

        send(Events.published(Events.GROUP_SNAPSHOTS, requested));

        ConsumerRecord<String, byte[]> message = awaitAnswers(id, 1).getFirst();
        assertThat(header(message, "ce_type")).isEqualTo("group-snapshot.outcome.v1");
        GroupSnapshotOutcome taken = groupSnapshotOutcome(message);
        assertThat(taken.workId()).isEqualTo(requested.workId());
        assertThat(taken.members())
                .extracting(MemberResult::snapshotId)
                .containsExactlyElementsOf(members.stream().map(Member::snapshotId).toList());
        assertThat(taken.members().subList(0, 6))
                .allSatisfy(member -> {
                    assertThat(member.result().succeeded()).isTrue();
                    assertThat(snapshotFile(member.snapshotId())).hasSize(1L << 30);
                });
        assertThat(taken.members().getLast().result().reason())
                .contains("volume %s is not here".formatted(volume));

        send(
                Events.published(
                        Events.GROUP_SNAPSHOTS,
                        Events.groupSnapshotDeletionRequested(id, members)));

        assertThat(groupSnapshotOutcome(awaitAnswers(id, 2).getLast()).members())
                .hasSize(7)
                .allSatisfy(member -> {
                    assertThat(member.result().succeeded()).isTrue();
                    assertThat(snapshotFile(member.snapshotId())).doesNotExist();
                });
    }

    @Test
    void aVolumeFromASnapshotHoldsItsBytesAndOutlivesIt() throws Exception {
        agent = startedAgent();
        send(Events.published(Events.VOLUMES, Events.volumeRequested(volume, 1)));
        awaitAnswers(volume, 1);
        Files.writeString(volumeFile(volume), "written by its user");
        Member member = new Member(new SnapshotId(UUID.randomUUID()), volume, 1);
        GroupSnapshotId source = new GroupSnapshotId(UUID.randomUUID());
        send(
                Events.published(
                        Events.GROUP_SNAPSHOTS,
                        Events.groupSnapshotRequested(source, List.of(member))));
        awaitAnswers(source, 1);
        VolumeId copy = new VolumeId(UUID.randomUUID());
        var requested = Events.volumeFromSourceRequested(copy, member.snapshotId(), null, 2);

        send(Events.published(Events.VOLUMES, requested));

        VolumeOutcome outcome = volumeOutcome(awaitAnswers(copy, 1).getFirst());
        assertThat(outcome.workId()).isEqualTo(requested.workId());
        assertThat(outcome.result()).isEqualTo(WorkResult.done("volumes/%s.raw".formatted(copy)));
        send(
                Events.published(
                        Events.GROUP_SNAPSHOTS,
                        Events.groupSnapshotDeletionRequested(source, List.of(member))));
        awaitAnswers(source, 2);
        assertThat(volumeFile(copy)).hasSize(2L << 30);
        try (var bytes = Files.newInputStream(volumeFile(copy))) {
            assertThat(new String(bytes.readNBytes(19), StandardCharsets.UTF_8))
                    .isEqualTo("written by its user");
        }
    }

    @Test
    void aShareItsSnapshotAndACopyOnAnotherBackend() throws Exception {
        agent =
                startedAgent(
                        "backends.alpha.root=" + folder.resolve("storage/alpha"),
                        "backends.beta.root=" + folder.resolve("storage/beta"));
        String alpha = "snapledger@alpha#alpha";
        String beta = "snapledger@beta#beta";
        ShareInstanceId share = new ShareInstanceId(UUID.randomUUID());
        send(Events.published(Events.SHARES, Events.shareInstanceRequested(share, alpha, null)));

        ShareInstanceOutcome made =
                ContractJson.mapper()
                        .readValue(
                                awaitAnswers(share, 1).getFirst().value(),
                                ShareInstanceOutcome.class);
        assertThat(made.result()).isEqualTo(WorkResult.done("alpha/shares/" + share));
        assertThat(made.agent())
                .isEqualTo(new AgentIdentity(agent.getBean(AgentIdentity.class).id(), alpha));
        Path files = folder.resolve("storage/alpha/shares/" + share);
        assertThat(made.exportPaths()).containsExactly("127.0.0.1:" + files);
        Files.writeString(files.resolve("file"), "written by its user");

        ShareSnapshotInstanceId snapshot = new ShareSnapshotInstanceId(UUID.randomUUID());
        send(
                Events.published(
                        Events.SHARE_SNAPSHOTS,
                        Events.shareSnapshotInstanceRequested(
                                snapshot, share, alpha, UUID.randomUUID())));
        ShareSnapshotInstanceOutcome taken = snapshotOutcome(awaitAnswers(snapshot, 1));
        assertThat(taken.result())
                .isEqualTo(WorkResult.done("alpha/snapshots/%s/%s".formatted(share, snapshot)));

        ShareInstanceId replica = new ShareInstanceId(UUID.randomUUID());
        send(Events.published(Events.SHARES, Events.shareInstanceRequested(replica, beta, null)));
        awaitAnswers(replica, 1);
        ShareSnapshotInstanceId copy = new ShareSnapshotInstanceId(UUID.randomUUID());
        send(
                Events.published(
                        Events.SHARE_SNAPSHOTS,
                        Events.shareSnapshotInstanceCopyRequested(
                                copy, replica, beta, new Source(share, snapshot, alpha, null))));
        assertThat(snapshotOutcome(awaitAnswers(copy, 1)).result())
                .isEqualTo(WorkResult.done("beta/snapshots/%s/%s".formatted(replica, copy)));
        assertThat(
                        folder.resolve(
                                "storage/beta/snapshots/%s/%s/files/file".formatted(replica, copy)))
                .hasContent("written by its user");

        send(Events.published(Events.SHARES, Events.shareInstanceDeletionRequested(share, alpha)));
        awaitAnswers(share, 2);
        assertThat(files).doesNotExist();
        assertThat(folder.resolve("storage/alpha/snapshots/" + share)).doesNotExist();
    }

    private static ShareSnapshotInstanceOutcome snapshotOutcome(
            List<ConsumerRecord<String, byte[]>> messages) {
        return ContractJson.mapper()
                .readValue(messages.getFirst().value(), ShareSnapshotInstanceOutcome.class);
    }

    @Test
    void aVolumeFromAVolumeThatIsNotThereFailsWithThatReason() {
        agent = startedAgent();
        VolumeId missing = new VolumeId(UUID.randomUUID());

        send(
                Events.published(
                        Events.VOLUMES,
                        Events.volumeFromSourceRequested(volume, null, missing, 1)));

        assertThat(volumeOutcome(awaitAnswers(volume, 1).getFirst()).result().reason())
                .startsWith("volume %s is not here".formatted(missing));
        assertThat(volumeFile(volume)).doesNotExist();
    }

    @Test
    void aSingleSnapshotIsTakenOfAVolumeThatGrewAndDroppedAgain() {
        agent = startedAgent();
        SnapshotId snapshot = new SnapshotId(UUID.randomUUID());
        send(Events.published(Events.VOLUMES, Events.volumeRequested(volume, 1)));
        var extension = Events.volumeExtensionRequested(volume, 2);
        send(Events.published(Events.VOLUMES, extension));
        VolumeOutcome extended = volumeOutcome(awaitAnswers(volume, 2).getLast());
        assertThat(extended.workId()).isEqualTo(extension.workId());
        assertThat(extended.result().succeeded()).isTrue();

        var requested = Events.snapshotRequested(snapshot, volume, null);
        send(Events.published(Events.SNAPSHOTS, requested));

        ConsumerRecord<String, byte[]> message = awaitAnswers(snapshot, 1).getFirst();
        assertThat(header(message, "ce_type")).isEqualTo("snapshot.outcome.v1");
        SnapshotOutcome taken = snapshotOutcome(message);
        assertThat(taken.workId()).isEqualTo(requested.workId());
        assertThat(taken.result())
                .isEqualTo(WorkResult.done("snapshots/%s.raw".formatted(snapshot)));
        assertThat(snapshotFile(snapshot)).hasSize(2L << 30);

        send(Events.published(Events.SNAPSHOTS, Events.snapshotDeletionRequested(snapshot, null)));

        assertThat(snapshotOutcome(awaitAnswers(snapshot, 2).getLast()).result().succeeded())
                .isTrue();
        assertThat(snapshotFile(snapshot)).doesNotExist();
    }

    @Test
    void aRepeatedEventGivesTheOutcomeAgainAndChangesNothing() throws Exception {
        agent = startedAgent();
        var requested = Events.volumeRequested(volume, 1);
        send(Events.published(Events.VOLUMES, requested));
        awaitAnswers(volume, 1);
        Files.writeString(volumeFile(volume), "written by its user");

        send(Events.published(Events.VOLUMES, requested));

        assertThat(awaitAnswers(volume, 2))
                .extracting(StorageAgentIT::volumeOutcome)
                .allSatisfy(outcome -> {
                    assertThat(outcome.workId()).isEqualTo(requested.workId());
                    assertThat(outcome.result().succeeded()).isTrue();
                })
                .hasSize(2);
        assertThat(awaitAnswers(volume, 2))
                .extracting(it -> header(it, "ce_id"))
                .doesNotHaveDuplicates();
        assertThat(volumeFile(volume)).hasContent("written by its user");
    }

    @Test
    void theEventsOfOneResourceAreAnsweredInTheirOrder() {
        agent = startedAgent("driver=simulated", "simulated.delay=20ms");
        List<UUID> asked = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            var requested = Events.volumeRequested(volume, 1);
            var deletion = Events.volumeDeletionRequested(volume);
            asked.addAll(List.of(requested.workId(), deletion.workId()));
            send(Events.published(Events.VOLUMES, requested));
            send(Events.published(Events.VOLUMES, deletion));
        }

        assertThat(awaitAnswers(volume, 20))
                .extracting(message -> volumeOutcome(message).workId())
                .containsExactlyElementsOf(asked);
    }

    @Test
    void aPoisonousMessageIsPutAsideAndTheNextIsServed() {
        agent = startedAgent();
        var poison = Events.message(Events.VOLUMES, volume.toString(), "volume.requested.v1", "{");
        var bare = new ProducerRecord<byte[], byte[]>(Events.VOLUMES, bytes("no headers"));

        send(poison);
        send(bare);
        send(Events.published(Events.VOLUMES, Events.volumeRequested(volume, 1)));

        List<ConsumerRecord<String, byte[]>> ofTheVolume = awaitAnswers(volume, 2);
        ConsumerRecord<String, byte[]> letter =
                ofTheVolume.stream().filter(StorageAgentIT::isDeadLetter).findFirst().orElseThrow();
        assertThat(letter.topic()).isEqualTo("snapledger.events.volume.dead-letters");
        assertThat(letter.value()).isEqualTo(poison.value());
        assertThat(header(letter, "ce_id"))
                .isEqualTo(text(poison.headers().lastHeader("ce_id").value()));
        assertThat(header(letter, KafkaHeaders.DLT_EXCEPTION_MESSAGE))
                .contains("not readable as volume.requested");
        assertThat(header(letter, KafkaHeaders.DLT_ORIGINAL_TOPIC)).isEqualTo(Events.VOLUMES);
        assertThat(ofTheVolume).anySatisfy(it -> assertThat(it.topic()).isEqualTo(Topics.OUTCOMES));
        await().atMost(SOON).until(() -> poll().stream().filter(this::isBare).count() == 1);
        // The letter is on Kafka a moment before it is counted.
        await().atMost(SOON).until(() -> deadLetters() == 2);
        Health health = health();
        // It works, and somebody should look at what was put aside.
        assertThat(health.getStatus().getCode()).isEqualTo("DEGRADED");
        assertThat(health.getDetails())
                .containsEntry(
                        "dead_letters",
                        Map.of(
                                Events.VOLUMES,
                                2L,
                                Events.SNAPSHOTS,
                                0L,
                                Events.GROUP_SNAPSHOTS,
                                0L,
                                Events.SHARES,
                                0L,
                                Events.SHARE_SNAPSHOTS,
                                0L));
        assertThat(health.getDetails().get("last_dead_letter")).isInstanceOf(String.class);
    }

    @Test
    void aMessageAsLargeAsKafkaTakesIsPutAsideCut() {
        agent = startedAgent();
        send(
                Events.message(
                        Events.VOLUMES,
                        volume.toString(),
                        "volume.requested.v1",
                        "x".repeat(1_048_300)));
        send(Events.published(Events.VOLUMES, Events.volumeRequested(volume, 1)));

        List<ConsumerRecord<String, byte[]>> ofTheVolume = awaitAnswers(volume, 2);
        assertThat(ofTheVolume.stream().filter(StorageAgentIT::isDeadLetter))
                .singleElement()
                .satisfies(letter -> assertThat(letter.value()).hasSize(512 * 1024));
        assertThat(ofTheVolume).anySatisfy(it -> assertThat(it.topic()).isEqualTo(Topics.OUTCOMES));
    }

    @Test
    void aHangingCallFailsInTimeAndHoldsUpNobody() {
        agent =
                startedAgent(
                        "driver=simulated",
                        "driver-timeout=4s",
                        "simulated.hang-on-volumes-larger-than-gib=100");
        VolumeId hanging = new VolumeId(UUID.randomUUID());
        send(Events.published(Events.VOLUMES, Events.volumeRequested(hanging, 101)));
        List<VolumeId> others =
                Stream.generate(() -> new VolumeId(UUID.randomUUID())).limit(20).toList();
        others.forEach(id -> send(Events.published(Events.VOLUMES, Events.volumeRequested(id, 1))));

        VolumeOutcome late = volumeOutcome(awaitAnswers(hanging, 1).getFirst());

        assertThat(late.result())
                .isEqualTo(WorkResult.failed("the simulated driver did not end within 4s", 0));
        assertThat(others)
                .extracting(id -> volumeOutcome(awaitAnswers(id, 1).getFirst()))
                .allSatisfy(outcome -> {
                    assertThat(outcome.result().succeeded()).isTrue();
                    assertThat(outcome.at()).isBefore(late.at());
                });
        assertThat(
                        agent.getBean(MeterRegistry.class)
                                .get("snapledger.agent.work")
                                .tags("action", "create-volume", "outcome", "failed")
                                .timer()
                                .count())
                .isEqualTo(1);
    }

    @Test
    void moreEventsThanMayBeInFlightAreAllAnswered() {
        agent = startedAgent("driver=simulated", "simulated.delay=5ms", "max-in-flight=3");
        List<VolumeId> volumes =
                IntStream.range(0, 60).mapToObj(_ -> new VolumeId(UUID.randomUUID())).toList();

        volumes.forEach(
                id -> send(Events.published(Events.VOLUMES, Events.volumeRequested(id, 1))));

        volumes.forEach(id -> awaitAnswers(id, 1));
        await().atMost(SOON).until(() -> gauge("snapledger.agent.in.flight") == 0);
        assertThat(gauge("snapledger.agent.lag")).isZero();
    }

    @Test
    void workThatWasUnfinishedWhenTheAgentEndedIsDoneAfterItsRestart() {
        agent = startedAgent("driver=simulated", "simulated.hang-on-volumes-larger-than-gib=100");
        VolumeId finished = new VolumeId(UUID.randomUUID());
        var requested = Events.volumeRequested(volume, 101);
        send(Events.published(Events.VOLUMES, requested));
        send(Events.published(Events.VOLUMES, Events.volumeRequested(finished, 1)));
        awaitAnswers(finished, 1);
        await().atMost(SOON).until(() -> gauge("snapledger.agent.in.flight") == 1);

        agent.close();
        agent = startedAgent("driver=simulated");

        VolumeOutcome outcome = volumeOutcome(awaitAnswers(volume, 1).getFirst());
        assertThat(outcome.workId()).isEqualTo(requested.workId());
        assertThat(outcome.result().succeeded()).isTrue();
    }

    @Test
    void whatIsAnsweredIsNotTakenAgainAfterARestart() {
        agent = startedAgent();
        send(Events.published(Events.VOLUMES, Events.volumeRequested(volume, 1)));
        awaitAnswers(volume, 1);
        AgentIdentity self = agent.getBean(AgentIdentity.class);
        agent.close();

        agent = startedAgent();
        VolumeId next = new VolumeId(UUID.randomUUID());
        for (int partition = 0; partition < PARTITIONS; partition++) {
            var message = Events.published(Events.VOLUMES, Events.volumeRequested(next, 1));
            send(
                    new ProducerRecord<>(
                            message.topic(),
                            partition,
                            message.key(),
                            message.value(),
                            message.headers()));
        }

        awaitAnswers(next, PARTITIONS);
        assertThat(answers).filteredOn(it -> volume.toString().equals(it.key())).hasSize(1);
        assertThat(agent.getBean(AgentIdentity.class)).isEqualTo(self);
    }

    @Test
    void agentsThatComeAndGoShareTheWorkAndLoseNothing() {
        agent = startedAgent("driver=simulated", "simulated.delay=200ms", "concurrent-calls=4");
        Map<VolumeId, List<UUID>> asked = new LinkedHashMap<>();
        for (int i = 0; i < 40; i++) {
            VolumeId id = new VolumeId(UUID.randomUUID());
            var requested = Events.volumeRequested(id, 1);
            var deletion = Events.volumeDeletionRequested(id);
            asked.put(id, List.of(requested.workId(), deletion.workId()));
            send(Events.published(Events.VOLUMES, requested));
            send(Events.published(Events.VOLUMES, deletion));
        }
        awaitAnswers(asked.keySet().iterator().next(), 1);

        ConfigurableApplicationContext second =
                startedAgent(
                        "state-dir=" + folder.resolve("second"),
                        "driver=simulated",
                        "consumer-group=snapledger-storage-agent");
        try {
            KafkaMessageListenerContainer<?, ?> itsShare =
                    second.getBean(KafkaMessageListenerContainer.class);
            await().atMost(SOON)
                    .until(() ->
                            !Objects.requireNonNull(itsShare.getAssignedPartitions()).isEmpty());
            agent.close();

            asked.forEach((id, workIds) ->
                    await(id.toString())
                            .atMost(SOON)
                            .pollDelay(Duration.ZERO)
                            .until(() -> answeredWork(id).containsAll(workIds)));
        } finally {
            second.close();
        }
        // An event may be answered twice when it changes hands, but not before the one it follows.
        asked.forEach((id, workIds) -> assertThat(answeredWork(id)).isEqualTo(workIds));
    }

    @Test
    void itsHealthIsToldThroughJmx() throws Exception {
        agent = startedAgent();
        await().atMost(SOON).until(() -> !health().getStatus().equals(Status.DOWN));

        Object told =
                agent.getBean(MBeanServer.class)
                        .invoke(
                                new ObjectName("io.snapledger.agent:type=Endpoint,name=Health"),
                                "health",
                                new Object[0],
                                new String[0]);

        assertThat(told.toString()).contains("status=UP", "@filesystem#filesystem");
    }

    @Test
    void itSaysAgainAndAgainThatItIsThereUntilItTakesNoMoreWork() {
        agent = startedAgent("heartbeat=50ms");
        AgentIdentity self = agent.getBean(AgentIdentity.class);

        await().atMost(SOON).until(() -> heartbeatsOf(self).size() >= 3);
        assertThat(heartbeatsOf(self))
                .extracting(AgentHeartbeat::at)
                .isSorted()
                .doesNotHaveDuplicates();
        assertThat(poll().stream().filter(it -> self.id().toString().equals(it.key())))
                .allSatisfy(message ->
                        assertThat(header(message, "ce_type")).isEqualTo("agent.heartbeat.v1"));

        agent.getBean(KafkaMessageListenerContainer.class).stop();

        Duration manyBeats = Duration.ofSeconds(1);
        await().atMost(SOON)
                .until(() ->
                        heartbeatsOf(self).getLast().at().isBefore(Instant.now().minus(manyBeats)));
    }

    @Test
    void itSaysHowFullItsBackendsAre() throws IOException {
        Path alpha = folder.resolve("storage/alpha");
        agent = startedAgent("heartbeat=50ms", "backends.alpha.root=" + alpha);
        AgentIdentity self = agent.getBean(AgentIdentity.class);
        await().atMost(SOON).until(() -> !heartbeatsOf(self).isEmpty());

        List<ShareBackend> backends =
                Objects.requireNonNull(heartbeatsOf(self).getLast().backends());
        assertThat(backends).extracting(ShareBackend::name).containsExactly("alpha");
        assertThat(backends.getFirst().totalBytes())
                .isEqualTo(Files.getFileStore(alpha).getTotalSpace());
        assertThat(backends.getFirst().freeBytes()).isBetween(0L, backends.getFirst().totalBytes());
    }

    // The broker remembers the agents of other tests.
    private List<AgentHeartbeat> heartbeatsOf(AgentIdentity who) {
        return poll().stream()
                .filter(message -> message.topic().equals(Topics.AGENTS))
                .map(message ->
                        ContractJson.mapper().readValue(message.value(), AgentHeartbeat.class))
                .filter(heartbeat -> heartbeat.agent().equals(who))
                .toList();
    }

    @Test
    void itStartsBeforeItsTopics() {
        answersConsumer.close();
        try (TestKafka own = startedBroker();
                Producer<byte[], byte[]> ownProducer = producerFor(own)) {
            agent = startedAgentOn(own, "spring.kafka.properties.metadata.max.age.ms=500");
            await().atMost(SOON).until(() -> !health().getStatus().equals(Status.DOWN));
            createTopics(own);
            listenTo(own);

            send(ownProducer, Events.published(Events.VOLUMES, Events.volumeRequested(volume, 1)));

            assertThat(volumeOutcome(awaitAnswers(volume, 1).getFirst()).result().succeeded())
                    .isTrue();
            agent.close();
        }
    }

    @Test
    void anOutcomeWaitsUntilKafkaIsBack() {
        agent =
                startedAgentOn(
                        broker,
                        "snapledger.agent.driver=simulated",
                        "snapledger.agent.simulated.delay=3s",
                        "spring.kafka.producer.properties.max.block.ms=1000",
                        "spring.kafka.producer.properties.request.timeout.ms=1000",
                        "spring.kafka.producer.properties.delivery.timeout.ms=2000");
        send(Events.published(Events.VOLUMES, Events.volumeRequested(volume, 1)));
        await().atMost(SOON).until(() -> gauge("snapledger.agent.in.flight") == 1);

        broker.stop();
        try {
            await().atMost(SOON).until(() -> health().getDetails().containsKey("not_yet_sent"));
            assertThat(health().getStatus()).isEqualTo(Status.DOWN);
            await().atMost(SOON).until(() -> "away".equals(health().getDetails().get("kafka")));
        } finally {
            broker.start();
        }

        assertThat(volumeOutcome(awaitAnswers(volume, 1).getFirst()).result().succeeded()).isTrue();
        await().atMost(SOON).until(() -> !health().getStatus().equals(Status.DOWN));
    }

    @Test
    void whatWasDoneButNotReportedIsReportedOnceByTheNextAgent() {
        String[] simulating = {
            "driver=simulated", "backends.alpha.root=" + folder.resolve("storage/alpha")
        };
        String alpha = "snapledger@alpha#alpha";
        ShareInstanceId share = new ShareInstanceId(UUID.randomUUID());
        agent =
                startedAgentOn(
                        broker,
                        "snapledger.agent." + simulating[0],
                        "snapledger.agent." + simulating[1],
                        "snapledger.agent.simulated.delay=3s",
                        // It cannot say that it leaves; the next one waits until it is missed.
                        "spring.kafka.consumer.properties.session.timeout.ms=6000",
                        "spring.kafka.producer.properties.max.block.ms=1000",
                        "spring.kafka.producer.properties.request.timeout.ms=1000",
                        "spring.kafka.producer.properties.delivery.timeout.ms=2000");
        var requested = Events.shareInstanceRequested(share, alpha, null);
        send(Events.published(Events.SHARES, requested));
        await().atMost(SOON).until(() -> gauge("snapledger.agent.in.flight") == 1);
        broker.stop();
        try {
            await().atMost(SOON).until(() -> health().getDetails().containsKey("not_yet_sent"));
            agent.close();
        } finally {
            broker.start();
        }

        agent = startedAgent(simulating);
        awaitAnswers(share, 1);
        var deletion = Events.shareInstanceDeletionRequested(share, alpha);
        send(Events.published(Events.SHARES, deletion));

        assertThat(awaitAnswers(share, 2))
                .extracting(answer ->
                        ContractJson.mapper()
                                .readValue(answer.value(), ShareInstanceOutcome.class)
                                .workId())
                .containsExactly(requested.workId(), deletion.workId());
    }

    private static TestKafka startedBroker() {
        return TestKafka.started(Map.of("auto.create.topics.enable", "false"));
    }

    private static void createTopics(TestKafka at) {
        at.createTopics(
                PARTITIONS, Stream.concat(Topics.EVENTS.stream(), ANSWERS.stream()).toList());
    }

    private static Producer<byte[], byte[]> producerFor(TestKafka at) {
        return new KafkaProducer<>(
                Map.of("bootstrap.servers", at.bootstrapServers()),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    private void listenTo(TestKafka at) {
        answersConsumer =
                new KafkaConsumer<>(
                        Map.of("bootstrap.servers", at.bootstrapServers()),
                        new StringDeserializer(),
                        new ByteArrayDeserializer());
        List<TopicPartition> partitions =
                ANSWERS.stream()
                        .flatMap(topic ->
                                IntStream.range(0, PARTITIONS)
                                        .mapToObj(it -> new TopicPartition(topic, it)))
                        .toList();
        answersConsumer.assign(partitions);
        answersConsumer.seekToBeginning(partitions);
    }

    private ConfigurableApplicationContext startedAgent(String... settings) {
        return startedAgentOn(
                broker,
                Arrays.stream(settings).map("snapledger.agent."::concat).toArray(String[]::new));
    }

    private ConfigurableApplicationContext startedAgentOn(TestKafka at, String... settings) {
        List<String> arguments = new ArrayList<>();
        arguments.add("--spring.config.name=storage-agent");
        arguments.add("--spring.kafka.bootstrap-servers=" + at.bootstrapServers());
        arguments.add("--snapledger.agent.state-dir=" + folder.resolve("state"));
        arguments.add("--snapledger.agent.filesystem.root=" + folder.resolve("storage"));
        Stream.of(settings).map("--"::concat).forEach(arguments::add);
        return new SpringApplicationBuilder(StorageAgentApplication.class)
                .properties("logging.config=classpath:logback-test.xml")
                .run(arguments.toArray(String[]::new));
    }

    private static void send(ProducerRecord<byte[], byte[]> message) {
        send(producer, message);
    }

    private static void send(Producer<byte[], byte[]> to, ProducerRecord<byte[], byte[]> message) {
        assertThat(to.send(message)).succeedsWithin(SOON);
    }

    private List<ConsumerRecord<String, byte[]>> poll() {
        answersConsumer.poll(Duration.ofMillis(50)).forEach(answers::add);
        return answers;
    }

    private List<ConsumerRecord<String, byte[]>> awaitAnswers(ResourceId about, int count) {
        return await().atMost(SOON)
                .pollDelay(Duration.ZERO)
                .until(
                        () ->
                                poll().stream()
                                        .filter(it -> about.toString().equals(it.key()))
                                        .toList(),
                        found -> found.size() >= count);
    }

    /** The work ids answered about a volume, each where it came first. */
    private List<UUID> answeredWork(VolumeId id) {
        return poll().stream()
                .filter(it -> id.toString().equals(it.key()))
                .map(it -> volumeOutcome(it).workId())
                .distinct()
                .toList();
    }

    private Health health() {
        return agent.getBean(AgentHealth.class).health();
    }

    private double deadLetters() {
        return agent.getBean(MeterRegistry.class)
                .get("snapledger.dead.letters")
                .tag("topic", Events.VOLUMES)
                .counter()
                .count();
    }

    private double gauge(String name) {
        return agent.getBean(MeterRegistry.class).get(name).gauge().value();
    }

    private Path volumeFile(VolumeId id) {
        return folder.resolve("storage/volumes/%s.raw".formatted(id));
    }

    private Path snapshotFile(SnapshotId id) {
        return folder.resolve("storage/snapshots/%s.raw".formatted(id));
    }

    private static VolumeOutcome volumeOutcome(ConsumerRecord<String, byte[]> message) {
        return ContractJson.mapper().readValue(message.value(), VolumeOutcome.class);
    }

    private static SnapshotOutcome snapshotOutcome(ConsumerRecord<String, byte[]> message) {
        return ContractJson.mapper().readValue(message.value(), SnapshotOutcome.class);
    }

    private static GroupSnapshotOutcome groupSnapshotOutcome(
            ConsumerRecord<String, byte[]> message) {
        return ContractJson.mapper().readValue(message.value(), GroupSnapshotOutcome.class);
    }

    private static boolean isDeadLetter(ConsumerRecord<?, ?> message) {
        return message.topic().endsWith(".dead-letters");
    }

    private boolean isBare(ConsumerRecord<String, byte[]> message) {
        return isDeadLetter(message)
                && message.key() == null
                && text(message.value()).equals("no headers");
    }

    private static String header(ConsumerRecord<?, ?> message, String name) {
        return text(message.headers().lastHeader(name).value());
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
