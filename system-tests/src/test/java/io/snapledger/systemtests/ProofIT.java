package io.snapledger.systemtests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.snapledger.systemtests.client.BlockStorage;
import io.snapledger.systemtests.client.BlockStorage.Kind;
import io.snapledger.systemtests.client.Caller;
import io.snapledger.systemtests.http.HttpAnswer;
import io.snapledger.systemtests.sut.Eventually;
import io.snapledger.systemtests.sut.SharedSystem;
import io.snapledger.systemtests.sut.SystemUnderTest;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Whoever doubts the events checks them, with our program and without it. */
@ExtendWith(SharedSystem.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ProofIT {

    private static final Path MODULE = Path.of(System.getProperty("basedir", "")).toAbsolutePath();
    private static final Path SCRIPT =
            MODULE.resolveSibling("docs").resolve("examples/check-event-proof.py");
    private static final Path JAR =
            MODULE.resolveSibling("standalone").resolve("target/snapledger-standalone.jar");

    @TempDir private Path folder;

    private final SystemUnderTest system;
    private final Caller member = Caller.memberOfNewProject("prover-" + UUID.randomUUID());
    private final BlockStorage user;
    private final BlockStorage operator;
    private final String event;

    ProofIT(SystemUnderTest system) {
        this.system = system;
        user = new BlockStorage(system.baseUrl(), member);
        operator = new BlockStorage(system.baseUrl(), Caller.administrator());
        String groupSnapshot =
                user.createGroupSnapshot(
                        "s",
                        user.createGroupWithVolume(
                                        operator.createTypes("proof-" + UUID.randomUUID()), "g")
                                .group());
        event = user.historyUpTo("available", Kind.GROUP_SNAPSHOT, groupSnapshot).get(1).eventId();
    }

    @AfterAll
    void close() {
        user.close();
        operator.close();
    }

    private String proofFor(BlockStorage who) {
        return Eventually.get(
                Duration.ofMinutes(1),
                () -> "a root is over the event",
                () -> {
                    HttpAnswer answer = who.getAt("/audit/v1/events/" + event + "/proof");
                    assertThat(answer.status()).as(answer.body()).isIn(200, 409);
                    return answer.status() == 200
                            ? Optional.of(answer.body())
                            : Optional.<String>empty();
                });
    }

    private Path publicKey() {
        return system.dataDir().resolve("proof/public-key.pem");
    }

    private record Ended(int code, String output) {}

    private static Ended run(Path output, String... command) throws Exception {
        Process process =
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(output.toFile())
                        .start();
        int code = process.waitFor();
        return new Ended(code, Files.readString(output));
    }

    private Ended check(String proof, Path key) throws Exception {
        Path file = Files.writeString(folder.resolve("proof.json"), proof);
        return run(
                folder.resolve("checked"),
                "python3",
                SCRIPT.toString(),
                file.toString(),
                key.toString());
    }

    private static boolean isInstalled(String program) {
        return Arrays.stream(
                        Objects.requireNonNullElse(System.getenv("PATH"), "")
                                .split(File.pathSeparator))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
    }

    @Test
    void theScriptProvesAnEventToItsProjectAndToAnAdministrator() throws Exception {
        assumeTrue(isInstalled("python3") && isInstalled("openssl"));
        String proof = proofFor(user);
        String whole = proofFor(operator);

        assertThat(proof).doesNotContain("\"payload\":");
        assertThat(whole).contains("\"payload\":");
        for (String each : List.of(proof, whole)) {
            Ended checked = check(each, publicKey());
            assertThat(checked.output()).startsWith("PROVED: group-snapshot.").contains(event);
            assertThat(checked.code()).isZero();
        }
    }

    @Test
    void theScriptIsShortEnoughToBeReadBeforeItIsBelieved() throws IOException {
        assertThat(Files.readAllLines(SCRIPT)).hasSizeLessThanOrEqualTo(30);
    }

    private enum Forgery {
        SEQUENCE_NUMBER("\"sequence_number\": ", "\"sequence_number\": 1", "event was altered"),
        NAME("\"name\": \"group-snapshot.", "\"name\": \"group-snapshop.", "event was altered"),
        CONTENT("\"payload\": \"....", "\"payload\": \"AAAA", "event was altered"),
        POSITION("\"position\": ", "\"position\": 1", "path does not lead"),
        LEAVES("\"of\": ", "\"of\": 1", "path does not lead"),
        STATEMENT("number: ", "number: 1", "signature is wrong"),
        SIGNATURE("\"signature\": \"......", "\"signature\": \"AAAAAA", "signature is wrong");

        private final String original;
        private final String forged;
        private final String found;

        Forgery(String original, String forged, String found) {
            this.original = original;
            this.forged = forged;
            this.found = found;
        }
    }

    @Test
    void theScriptIsNotFooled() throws Exception {
        assumeTrue(isInstalled("python3") && isInstalled("openssl"));
        String proof = proofFor(operator);

        for (Forgery each : Forgery.values()) {
            String forged = proof.replaceFirst(each.original, each.forged);
            assertThat(forged).as(each.name()).isNotEqualTo(proof);
            Ended checked = check(forged, publicKey());
            assertThat(checked.output())
                    .as(each.name())
                    .startsWith("NOT PROVED: ")
                    .contains(each.found);
            assertThat(checked.code()).isEqualTo(1);
        }
        Path other = folder.resolve("other.pem");
        assertThat(
                        run(
                                        folder.resolve("made"),
                                        "sh",
                                        "-c",
                                        "openssl genpkey -algorithm ed25519 | openssl pkey -pubout -out "
                                                + other)
                                .code())
                .isZero();
        Ended checked = check(proof, other);
        assertThat(checked.output()).startsWith("NOT PROVED: the root is of another key");
        assertThat(checked.code()).isEqualTo(1);
    }

    @Test
    void itIsVerifiedWhileItRuns() throws Exception {
        proofFor(user);

        Ended verified =
                run(
                        folder.resolve("verified"),
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx64m",
                        "-jar",
                        JAR.toString(),
                        "verify",
                        "--snapledger.data-dir=" + system.dataDir());

        assertThat(verified.output()).contains("Nothing was changed");
        assertThat(verified.code()).isZero();
    }

    @Test
    void onlyItsOwnerMayReadTheSigningKey() throws IOException {
        Path key = system.dataDir().resolve("proof/signing-key.pem");

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(key)))
                .isEqualTo("rw-------");
        assertThat(Files.readString(key, StandardCharsets.US_ASCII))
                .startsWith("-----BEGIN PRIVATE KEY-----");
    }
}
