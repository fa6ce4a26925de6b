package io.snapledger.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import io.snapledger.systemtests.client.BlockStorage;
import io.snapledger.systemtests.client.BlockStorage.Kind;
import io.snapledger.systemtests.client.Caller;
import io.snapledger.systemtests.http.HttpAnswer;
import io.snapledger.systemtests.http.Json;
import io.snapledger.systemtests.sut.Eventually;
import io.snapledger.systemtests.sut.SystemUnderTest;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/**
 * Whoever repeats a create under its key gets the answer of the first time, and one resource: also
 * if the process was killed after the resource was stored and before the answer was sent.
 */
class IdempotencyIT {

    private static final int WRITERS = 16;
    private static final int MOST_ROUNDS = 8;

    private static SystemUnderTest system;

    private final Caller member = Caller.memberOfNewProject("member");

    @BeforeAll
    static void start() {
        system = SystemUnderTest.named("idempotency");
        system.start();
        try (BlockStorage administrator =
                new BlockStorage(system.baseUrl(), Caller.administrator())) {
            administrator.createVolumeType("plain");
        }
    }

    @AfterAll
    static void stop() {
        system.close();
    }

    private static JsonNode volume(String name) {
        return Json.wrap("volume", Map.of("size", 1, "name", name, "volume_type", "plain"));
    }

    private HttpAnswer create(Caller caller, String name, String key) {
        try (BlockStorage storage = new BlockStorage(system.baseUrl(), caller)) {
            return storage.postUnderKey("/volumes", volume(name), key);
        }
    }

    private Map<String, List<String>> idsByName() {
        try (BlockStorage storage = new BlockStorage(system.baseUrl(), member)) {
            return storage.list(Kind.VOLUME).stream()
                    .collect(
                            Collectors.groupingBy(
                                    volume -> volume.path("name").asString(),
                                    Collectors.mapping(
                                            volume -> volume.path("id").asString(),
                                            Collectors.toList())));
        }
    }

    private static String id(HttpAnswer answer) {
        assertThat(answer.status()).as("%s", answer).isEqualTo(202);
        return answer.json().path("volume").path("id").asString();
    }

    private static boolean isReplayed(HttpAnswer answer) {
        return answer.header("idempotent-replayed").isPresent();
    }

    @Test
    void aRepetitionGetsTheFirstAnswerEvenIfTheResourceIsGone() {
        HttpAnswer first = create(member, "once", "key");
        HttpAnswer second = create(member, "once", "key");

        assertThat(isReplayed(first)).isFalse();
        assertThat(isReplayed(second)).isTrue();
        assertThat(second.body()).isEqualTo(first.body());
        assertThat(second.header("content-type")).isEqualTo(first.header("content-type"));
        assertThat(second.header("openstack-api-version"))
                .isEqualTo(first.header("openstack-api-version"));
        assertThat(idsByName()).containsOnly(Map.entry("once", List.of(id(first))));

        try (BlockStorage storage = new BlockStorage(system.baseUrl(), member)) {
            storage.awaitStatus(Kind.VOLUME, id(first), "available");
            assertThat(storage.delete(Kind.VOLUME.path(id(first))).status()).isEqualTo(202);
            storage.awaitGone(Kind.VOLUME, id(first));
        }
        assertThat(create(member, "once", "key").body()).isEqualTo(first.body());
        assertThat(idsByName()).isEmpty();
    }

    @Test
    void anotherRequestUnderTheKeyIsRefusedAndAnotherTenantsIsNot() {
        String first = id(create(member, "mine", "key"));

        HttpAnswer other = create(member, "other", "key");
        assertThat(other.status()).isEqualTo(422);
        assertThat(other.json().path("computeFault").path("code").asInt()).isEqualTo(422);

        HttpAnswer theirs = create(Caller.memberOfNewProject("member"), "mine", "key");
        assertThat(isReplayed(theirs)).isFalse();
        assertThat(id(theirs)).isNotEqualTo(first);
        assertThat(idsByName()).containsOnlyKeys("mine");
    }

    @Test
    void ofManyAtOnceOneIsCarriedOut() {
        List<HttpAnswer> answers;
        try (ExecutorService clients = Executors.newFixedThreadPool(WRITERS)) {
            List<CompletableFuture<HttpAnswer>> asked =
                    IntStream.range(0, WRITERS)
                            .mapToObj(_ ->
                                    CompletableFuture.supplyAsync(
                                            () -> create(member, "shared", "key"), clients))
                            .toList();
            answers = asked.stream().map(CompletableFuture::join).toList();
        }

        List<String> made = idsByName().getOrDefault("shared", List.of());
        assertThat(made).hasSize(1);
        assertThat(answers)
                .allSatisfy(answer -> {
                    if (answer.status() == 409) {
                        assertThat(answer.header("retry-after")).contains("1");
                    } else {
                        assertThat(id(answer)).isEqualTo(made.getFirst());
                    }
                });
        assertThat(answers).filteredOn(answer -> answer.status() == 202).isNotEmpty();
        assertThat(id(create(member, "shared", "key"))).isEqualTo(made.getFirst());
    }

    /** One request under a key, and its answer if there was one. */
    private record Sent(String name, Optional<HttpAnswer> answer) {}

    @Test
    void aKillBetweenCommitAndAnswerMakesNoSecondResource() {
        Random random = new Random();
        int storedButUnanswered = 0;
        for (int round = 0; round < MOST_ROUNDS && storedButUnanswered == 0; round++) {
            List<Sent> sent = writeUntilKilled(random);
            system.start();
            Map<String, List<String>> before = idsByName();
            for (Sent one : sent) {
                boolean stored = before.containsKey(one.name());
                if (stored && one.answer().isEmpty()) {
                    storedButUnanswered++;
                }
                HttpAnswer again = create(member, one.name(), "key of " + one.name());
                assertThat(isReplayed(again)).as("%s is stored", one.name()).isEqualTo(stored);
                one.answer().ifPresent(first -> assertThat(again.body()).isEqualTo(first.body()));
                assertThat(create(member, one.name(), "key of " + one.name()).body())
                        .isEqualTo(again.body());
            }
            assertThat(idsByName())
                    .allSatisfy((name, ids) -> assertThat(ids).as(name).hasSize(1))
                    .containsKeys(sent.stream().map(Sent::name).toArray(String[]::new));
        }
        assertThat(storedButUnanswered)
                .as("requests that were stored and not answered when the process was killed")
                .isPositive();
    }

    private List<Sent> writeUntilKilled(Random random) {
        AtomicInteger answered = new AtomicInteger();
        int enough = WRITERS + random.nextInt(WRITERS);
        try (ExecutorService clients = Executors.newFixedThreadPool(WRITERS)) {
            List<CompletableFuture<List<Sent>>> writers =
                    IntStream.range(0, WRITERS)
                            .mapToObj(_ ->
                                    CompletableFuture.supplyAsync(
                                            () -> writeUntilItFails(answered), clients))
                            .toList();
            boolean written =
                    Eventually.holds(Duration.ofSeconds(60), () -> answered.get() >= enough);
            Eventually.pause(Duration.ofMillis(random.nextInt(20)));
            system.killNine();
            assertThat(written).as("the writers came to %d answers", enough).isTrue();
            return writers.stream().flatMap(writer -> writer.join().stream()).toList();
        }
    }

    private List<Sent> writeUntilItFails(AtomicInteger answered) {
        List<Sent> sent = new ArrayList<>();
        while (true) {
            String name = UUID.randomUUID().toString();
            try {
                HttpAnswer answer = create(member, name, "key of " + name);
                assertThat(answer.status()).as("%s", answer).isEqualTo(202);
                sent.add(new Sent(name, Optional.of(answer)));
                answered.incrementAndGet();
            } catch (UncheckedIOException _) {
                // The system was killed; whether the request was carried out is not known.
                sent.add(new Sent(name, Optional.empty()));
                return sent;
            }
        }
    }
}
