package io.snapledger.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import io.snapledger.standalone.port.Ports;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MainIT {

    /** As a shell reports it: 128 and the signal's number. */
    private static final int ENDED_BY_SIGTERM = 143;

    @TempDir Path folder;

    @Test
    void aTakenPortIsSaidInOneLineBeforeAnythingIsWritten() throws Exception {
        Path data = folder.resolve("data");
        try (ServerSocket taken = new ServerSocket(0, 1, Ports.loopback())) {
            assertRefused(
                    "Cannot listen on 127.0.0.1, port %d: Address already in use, choose another one with --server.port"
                            .formatted(taken.getLocalPort()),
                    "--server.port=" + taken.getLocalPort(),
                    "--snapledger.data-dir=" + data);
        }
        assertThat(data).doesNotExist();
    }

    @Test
    void aFolderThatCannotBeIsSaidInOneLine() throws Exception {
        Path file = Files.writeString(folder.resolve("file"), "a file");
        assertRefused(
                "The data folder %s is not a directory".formatted(file),
                "--server.port=0",
                "--snapledger.data-dir=" + file);
    }

    @Test
    void aBrokenDataFolderIsSaidInOneLineAndExplainedInTheLog() throws Exception {
        Files.createDirectories(folder.resolve("postgres"));
        Files.writeString(folder.resolve("postgres/PG_VERSION"), "9.6\n");
        try (StartedSnapledger snapledger = start()) {
            assertThat(snapledger.allShown())
                    .containsExactly(
                            "Snapledger starts, its data are in " + folder.toRealPath(),
                            "PostgreSQL's data folder %s is of version '9.6', this is version 18"
                                    .formatted(folder.toRealPath().resolve("postgres")));
            assertThat(snapledger.exitCode()).isEqualTo(1);
        }
        assertThat(folder.resolve("logs/snapledger.log")).content().contains("CannotStart");
    }

    @Test
    void aBrokenPartOfTheDataFolderIsSaidInOneLine() throws Exception {
        for (String part : List.of("kafka", "software")) {
            Path broken = Files.createDirectories(folder.resolve("without-" + part));
            Files.writeString(broken.resolve(part), "a file");
            try (StartedSnapledger snapledger =
                    StartedSnapledger.with("--server.port=0", "--snapledger.data-dir=" + broken)) {
                assertThat(snapledger.allShown())
                        .hasSize(2)
                        .last()
                        .asString()
                        .contains(broken.toRealPath().resolve(part) + " is not a directory");
                assertThat(snapledger.exitCode()).isEqualTo(1);
            }
        }
    }

    @Test
    void aWrongSettingIsSaidInOneLine() throws Exception {
        assertRefused(
                "snapledger.auth.strategy is 'magic', but has to be one of noauth, keystone",
                "--snapledger.auth.strategy=magic",
                "--snapledger.data-dir=" + folder);
    }

    @Test
    void aSettingThatThereIsNotIsSaidInOneLineWithTheOneThatWasMeant() throws Exception {
        Path data = folder.resolve("data");
        assertRefused(
                "snapledger.deadline.timeut is no setting; did you mean snapledger.deadline.timeout?",
                "--snapledger.deadline.timeut=5m",
                "--snapledger.data-dir=" + data);
        assertThat(data).doesNotExist();
    }

    @Test
    void aBrokenPolicyFileIsSaidInOneLineBeforeAnythingIsWritten() throws Exception {
        Path data = folder.resolve("data");
        Path file = Files.writeString(folder.resolve("policy.yaml"), "volume:get: 'role:x or'\n");
        assertRefused(
                "%s, rule \"volume:get\": the rule \"role:x or\" ends too early".formatted(file),
                "--server.port=0",
                "--snapledger.policy.file=" + file,
                "--snapledger.data-dir=" + data);
        assertThat(data).doesNotExist();
    }

    @Test
    void thePolicyInForceIsPrintedAndAFileChecked() throws Exception {
        Path file = Files.writeString(folder.resolve("policy.yaml"), "volume:get: role:x\n");
        try (StartedSnapledger policy =
                StartedSnapledger.with("policy", "--snapledger.policy.file=" + file)) {
            assertThat(policy.allShown())
                    .contains("\"volume:get\": \"role:x\"", "\"context_is_admin\": \"role:admin\"");
            assertThat(policy.exitCode()).isZero();
        }
        try (StartedSnapledger policy =
                StartedSnapledger.with("policy", "--check", "--file=" + folder.resolve("none"))) {
            assertThat(policy.allShown())
                    .containsExactly(
                            "the policy file %s is not there".formatted(folder.resolve("none")));
            assertThat(policy.exitCode()).isEqualTo(1);
        }
    }

    @Test
    void whatDoesNotRunCannotBeVerified() throws Exception {
        Path data = folder.resolve("data");
        try (StartedSnapledger verify =
                StartedSnapledger.with("verify", "--snapledger.data-dir=" + data)) {
            assertThat(verify.allShown())
                    .containsExactly(
                            "No Snapledger is running on %s; name a --url or a --dump"
                                    .formatted(data));
            assertThat(verify.exitCode()).isEqualTo(2);
        }
        assertThat(data).doesNotExist();
    }

    @Test
    void startsServesAndStopsAndRecoversFromBeingKilled() throws Exception {
        try (StartedSnapledger first = start()) {
            assertThat(answer(first.shows("  API"), "/healthcheck")).isEqualTo(200);
            try (StartedSnapledger second = start()) {
                assertThat(second.allShown())
                        .singleElement()
                        .asString()
                        .startsWith("The data folder " + folder.toRealPath() + " is in use");
                assertThat(second.exitCode()).isEqualTo(1);
            }
            first.kill();
        }
        assertThat(postgresProcessId()).exists();
        try (StartedSnapledger again = start()) {
            assertThat(answer(again.shows("  API"), "/healthcheck")).isEqualTo(200);
            again.terminate();
            assertThat(again.exitCode()).isEqualTo(ENDED_BY_SIGTERM);
        }
        assertThat(postgresProcessId()).doesNotExist();
    }

    @Test
    void leavesNoServerBehindWhenItIsStoppedInTheMiddleOfItsStart() throws Exception {
        try (StartedSnapledger snapledger = start()) {
            snapledger.shows("Snapledger starts");
            snapledger.terminate();
            assertThat(snapledger.exitCode()).isEqualTo(ENDED_BY_SIGTERM);
            assertThat(snapledger.allShown()).hasSize(1);
        }
        assertThat(postgresProcessId()).doesNotExist();
    }

    private Path postgresProcessId() {
        return folder.resolve("postgres/postmaster.pid");
    }

    private StartedSnapledger start() throws IOException {
        return StartedSnapledger.with("--server.port=0", "--snapledger.data-dir=" + folder);
    }

    private static void assertRefused(String reason, String... arguments) throws Exception {
        try (StartedSnapledger snapledger = StartedSnapledger.with(arguments)) {
            assertThat(snapledger.allShown()).containsExactly(reason);
            assertThat(snapledger.exitCode()).isEqualTo(1);
        }
    }

    private static int answer(String url, String path) throws Exception {
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(
                            HttpRequest.newBuilder(URI.create(url + path)).build(),
                            HttpResponse.BodyHandlers.discarding())
                    .statusCode();
        }
    }
}
