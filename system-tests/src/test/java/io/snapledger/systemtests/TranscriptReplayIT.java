package io.snapledger.systemtests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;
import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.snapledger.systemtests.http.HttpConnection;
import io.snapledger.systemtests.http.HttpRequest;
import io.snapledger.systemtests.replay.Deviations;
import io.snapledger.systemtests.replay.Replay;
import io.snapledger.systemtests.replay.Replayer;
import io.snapledger.systemtests.replay.Transcript;
import io.snapledger.systemtests.sut.SharedSystem;
import io.snapledger.systemtests.sut.StandaloneJar;
import io.snapledger.systemtests.sut.SystemUnderTest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The service answers what the real one answered: a container for each recorded scenario, a test
 * for each request in it.
 */
@ExtendWith(SharedSystem.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TranscriptReplayIT {

    /** Scenarios wait a lot, for work and because they were told to; each has its own projects. */
    private static final int AT_ONCE = 3;

    private static final String DEFAULT_SHARE_TYPE =
            """
            {"share_type": {"name": "default", "extra_specs": {"driver_handles_share_servers":
            "False", "snapshot_support": "True", "create_share_from_snapshot_support": "True"}}}
            """;

    private final ExecutorService players = Executors.newFixedThreadPool(AT_ONCE);

    /** Those that look at every project's rows are played one after the other, by themselves. */
    private final ExecutorService lonePlayer = Executors.newSingleThreadExecutor();

    private @Nullable StandaloneJar alone;

    @AfterAll
    void endPlayers() {
        players.close();
        lonePlayer.close();
        if (alone != null) {
            alone.close();
        }
    }

    @TestFactory
    Stream<DynamicNode> answersAreThoseOfTheRealService(SystemUnderTest system) {
        List<Transcript> transcripts = Transcript.NAMES.stream().map(Transcript::named).toList();
        Deviations deviations = Deviations.load();
        List<DynamicNode> nodes = new ArrayList<>();
        nodes.add(
                dynamicTest("every deviation names a case", () -> known(deviations, transcripts)));
        StandaloneJar undisturbed = SharedSystem.alone("replayed-alone");
        alone = undisturbed;
        haveDefaultShareType(system);
        haveDefaultShareType(undisturbed);
        Replayer together = new Replayer(system.baseUrl());
        Replayer byItself = new Replayer(undisturbed.baseUrl());
        for (Transcript transcript : transcripts) {
            CompletableFuture<Replay> replay =
                    transcript.looksAtEveryProject()
                            ? CompletableFuture.supplyAsync(
                                    () -> byItself.replay(transcript), lonePlayer)
                            : CompletableFuture.supplyAsync(
                                    () -> together.replay(transcript), players);
            nodes.add(
                    dynamicContainer(
                            transcript.scenario(),
                            transcript.cases().stream()
                                    .map(step -> test(transcript, step, replay, deviations))));
        }
        return nodes.stream();
    }

    // The recorded service had been given one before.
    private static void haveDefaultShareType(SystemUnderTest system) {
        HttpRequest request =
                HttpRequest.of("POST", "/v2/types")
                        .with("X-Auth-Token", "operator:operations")
                        .with("X-OpenStack-Manila-API-Version", "2.73")
                        .with("Content-Type", "application/json")
                        .withBody(DEFAULT_SHARE_TYPE);
        try {
            assertThat(HttpConnection.once(system.baseUrl(), request).status()).isIn(200, 409);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static DynamicTest test(
            Transcript transcript,
            Transcript.Case step,
            CompletableFuture<Replay> replay,
            Deviations deviations) {
        // The scenario's name again, because test reports show no containers.
        String name = transcript.scenario() + "/" + step.name();
        return dynamicTest(
                name,
                () -> {
                    if (step.quirk() != null) {
                        abort("a defect of the recorded service: " + step.quirk());
                    }
                    List<String> differences = replay.join().differences(step.name());
                    Optional<String> deviation = deviations.reasonFor(name);
                    if (deviation.isPresent()) {
                        assertThat(differences)
                                .as(
                                        "%s is listed as a deviation, but is answered as recorded",
                                        name)
                                .isNotEmpty();
                        abort("deviates on purpose: " + deviation.get());
                    }
                    assertThat(differences)
                            .as(
                                    "%s: differences from the recorded answer to %s %s",
                                    name, step.request().method(), step.request().path())
                            .isEmpty();
                });
    }

    private static void known(Deviations deviations, List<Transcript> transcripts) {
        Set<String> unknown = new TreeSet<>(deviations.names());
        for (Transcript transcript : transcripts) {
            for (Transcript.Case step : transcript.cases()) {
                unknown.remove(transcript.scenario() + "/" + step.name());
            }
        }
        assertThat(unknown).as("deviations of cases that do not exist").isEmpty();
    }
}
