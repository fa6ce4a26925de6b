package io.snapledger.systemtests;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.snapledger.systemtests.client.BlockStorage;
import io.snapledger.systemtests.client.BlockStorage.Kind;
import io.snapledger.systemtests.client.Caller;
import io.snapledger.systemtests.http.Json;
import io.snapledger.systemtests.sut.Eventually;
import io.snapledger.systemtests.sut.SharedSystem;
import io.snapledger.systemtests.sut.SystemUnderTest;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** The sample consumer of {@code docs/examples}, run as its README says, but for Maven. */
@ExtendWith(SharedSystem.class)
class FailedGroupSnapshotsIT {

    private static final Duration LIMIT = Duration.ofSeconds(90);
    private static final Path EXAMPLE =
            Path.of(System.getProperty("basedir", ""))
                    .toAbsolutePath()
                    .resolveSibling("docs/examples/failed-group-snapshots");

    private final SystemUnderTest system;
    private final BlockStorage member;
    private final BlockStorage administrator;

    @TempDir private Path folder;

    private String group = "";

    FailedGroupSnapshotsIT(SystemUnderTest system) {
        this.system = system;
        Caller caller = Caller.memberOfNewProject("owner");
        member = new BlockStorage(system.baseUrl(), caller);
        administrator =
                new BlockStorage(
                        system.baseUrl(), Caller.of("administrator", caller.projectId(), "admin"));
    }

    @BeforeEach
    void aGroup() {
        String name = "sample-consumer-" + UUID.randomUUID();
        group = member.createGroupWithVolume(administrator.createTypes(name), name).group();
    }

    @AfterEach
    void close() {
        member.close();
        administrator.close();
    }

    @Test
    void itReactsOnceToEachFailureWhateverIsRestarted() throws IOException {
        Path file = folder.resolve("failures.jsonl");
        String first = groupSnapshot();
        String second = groupSnapshot();
        String third = groupSnapshot();

        try (Consumer consumer = new Consumer("watchers-" + UUID.randomUUID(), file)) {
            resetToError(first, "first");
            await(file, first);
            assertThat(consumer.output()).contains("failed: ").contains(first);
        }
        resetToError(second, "while nobody watches");
        String others = "others-" + UUID.randomUUID();
        try (Consumer _ = new Consumer(others, file)) {
            // A consumer group of its own starts from the first event, and meets the first failure
            // again.
            await(file, second);
            resetToError(third, "third");
            await(file, third);
        }
        // As a crash in mid-line leaves it.
        String whole = Files.readString(file);
        int lastLine = whole.lastIndexOf('\n', whole.length() - 2) + 1;
        Files.writeString(file, whole.substring(0, lastLine + 20), UTF_8);
        try (Consumer _ = new Consumer("again-" + UUID.randomUUID(), file)) {
            await(file, third);
        }

        for (String failed : List.of(first, second, third)) {
            assertThat(lines(file).filter(line -> isOf(line, failed)))
                    .as("lines about %s", failed)
                    .hasSize(1);
        }
        JsonNode line = lines(file).filter(one -> isOf(one, second)).findFirst().orElseThrow();
        assertThat(line.path("type").asString()).isEqualTo("group-snapshot.status-reset.v1");
        assertThat(line.path("reason").asString()).isEqualTo("while nobody watches");
        assertThat(line.path("from").asString()).isEqualTo("available");
        assertThat(line.path("project_id").asString()).isEqualTo(member.caller().projectId());
    }

    @Test
    void itReactsToWhatStorageCouldNotDo() throws IOException {
        Path file = folder.resolve("failures.jsonl");
        removeTheVolumesData();
        try (Consumer _ = new Consumer("watchers-" + UUID.randomUUID(), file)) {
            String failed = member.createGroupSnapshot("s", group);
            member.awaitStatus(Kind.GROUP_SNAPSHOT, failed, "error");
            await(file, failed);

            JsonNode line = lines(file).filter(one -> isOf(one, failed)).findFirst().orElseThrow();
            assertThat(line.path("type").asString()).isEqualTo("group-snapshot.failed.v1");
            assertThat(line.path("reason").asString()).isNotBlank();
        }
    }

    @Test
    void itsPomNamesTheClientThatTheServiceIsTestedWith() throws IOException {
        String pom = Files.readString(EXAMPLE.resolve("pom.xml"));
        List<String> tested =
                Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                        .map(jar -> Path.of(jar).getFileName().toString())
                        .toList();

        for (String artifact : List.of("kafka-clients", "jackson-databind", "slf4j-simple")) {
            String version =
                    pom.replaceFirst(
                            "(?s).*<artifactId>%s</artifactId>\\s*<version>([^<]*)<.*"
                                    .formatted(artifact),
                            "$1");
            assertThat(tested).contains(artifact + "-" + version + ".jar");
        }
    }

    private String groupSnapshot() {
        String id = member.createGroupSnapshot("s", group);
        member.awaitStatus(Kind.GROUP_SNAPSHOT, id, "available");
        return id;
    }

    private void resetToError(String groupSnapshot, String reason) {
        assertThat(administrator.resetStatus(groupSnapshot, "error", reason).status())
                .isEqualTo(202);
    }

    // The agent's own file of the volume goes, so no snapshot can be taken of it.
    private void removeTheVolumesData() throws IOException {
        String volume =
                member.list(Kind.VOLUME).stream()
                        .filter(one -> one.path("group_id").asString("").equals(group))
                        .findFirst()
                        .orElseThrow()
                        .path("id")
                        .asString();
        try (Stream<Path> files = Files.walk(system.dataDir())) {
            List<Path> data =
                    files.filter(Files::isRegularFile)
                            .filter(file -> file.toString().contains(volume))
                            .toList();
            assertThat(data).as("files of volume %s", volume).isNotEmpty();
            for (Path one : data) {
                Files.delete(one);
            }
        }
    }

    private static void await(Path file, String groupSnapshot) {
        assertThat(
                        Eventually.holds(
                                LIMIT,
                                () -> lines(file).anyMatch(line -> isOf(line, groupSnapshot))))
                .as("a line about %s in %s", groupSnapshot, file)
                .isTrue();
    }

    private static boolean isOf(JsonNode line, String groupSnapshot) {
        return line.path("group_snapshot_id").asString("").equals(groupSnapshot);
    }

    // Whole lines only: the last one may be in the writing.
    private static Stream<JsonNode> lines(Path file) {
        try {
            return Files.exists(file)
                    ? Files.readString(file).lines().flatMap(line -> Json.read(line).stream())
                    : Stream.of();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The sample, started from its source. */
    private final class Consumer implements AutoCloseable {

        private final Path output = folder.resolve("output-" + UUID.randomUUID());
        private final Process process;

        Consumer(String consumerGroup, Path file) throws IOException {
            process =
                    new ProcessBuilder(
                                    Path.of(System.getProperty("java.home"), "bin", "java")
                                            .toString(),
                                    "--class-path",
                                    System.getProperty("java.class.path"),
                                    EXAMPLE.resolve(
                                                    "src/main/java/example/FailedGroupSnapshots.java")
                                            .toString(),
                                    system.kafkaBootstrap(),
                                    file.toString(),
                                    consumerGroup)
                            .redirectErrorStream(true)
                            .redirectOutput(output.toFile())
                            .start();
            Files.writeString(output, "", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        }

        String output() throws IOException {
            return Files.readString(output);
        }

        @Override
        public void close() throws IOException {
            process.destroy();
            try {
                assertThat(process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS))
                        .as("it ends when asked to; %s", output())
                        .isTrue();
            } catch (InterruptedException interrupted) {
                process.destroyForcibly();
                throw new IllegalStateException(interrupted);
            }
            assertThat(output()).contains("stopped");
        }
    }
}
