package io.snapledger.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The script that runs the standalone jar. */
@EnabledOnOs({OS.LINUX, OS.MAC})
class RunScriptIT {

    private static final Path STANDALONE =
            Path.of(System.getProperty("basedir", "."))
                    .toAbsolutePath()
                    .resolveSibling("standalone");
    private static final Path SCRIPT = STANDALONE.resolve("bin/snapledger");
    private static final Path JAR = STANDALONE.resolve("target/snapledger-standalone.jar");

    @TempDir Path folder;

    @Test
    void itRunsTheJarOutOfAFolderBesideIt() throws IOException {
        Path jar = Files.copy(JAR, folder.resolve("copy of the jar.jar"));

        Outcome first = run(Map.of("SNAPLEDGER_JAR", jar.toString()), "--help");
        Outcome second = run(Map.of("SNAPLEDGER_JAR", jar.toString()), "policy", "--help");

        assertThat(first.output()).contains("--snapledger.data-dir=");
        assertThat(first.code()).isZero();
        assertThat(second.output()).contains("policy");
        assertThat(second.code()).isZero();
        try (var files = Files.list(folder)) {
            List<Path> folders = files.filter(Files::isDirectory).toList();
            assertThat(folders)
                    .singleElement()
                    // What these two need would be no good record of a start.
                    .satisfies(unpacked ->
                            assertThat(unpacked)
                                    .isDirectoryNotContaining("glob:**.aot")
                                    .isDirectoryContaining("glob:**/lib"));
        }
    }

    @Test
    void itSaysWhatIsMissing() throws IOException {
        Path none = folder.resolve("none.jar");

        Outcome outcome = run(Map.of("SNAPLEDGER_JAR", none.toString()));

        assertThat(outcome.code()).isEqualTo(1);
        assertThat(outcome.output())
                .isEqualTo(
                        "snapledger: there is no %s; 'mvn -DskipTests package' makes it\n"
                                .formatted(none));
    }

    private record Outcome(int code, String output) {}

    private Outcome run(Map<String, String> environment, String... arguments) throws IOException {
        Path output = Files.createTempFile(folder, "output", ".txt");
        List<String> command = new ArrayList<>(List.of("sh", SCRIPT.toString()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder =
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(output.toFile());
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        builder.environment().putAll(environment);
        Process process = builder.start();
        try {
            assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } finally {
            process.destroyForcibly();
        }
        return new Outcome(process.exitValue(), Files.readString(output));
    }
}
