package io.snapledger.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** The driver is Python's standard library, and so are its tests. */
class HarnessTest {

    @Test
    void theDriversOwnTestsPass() throws Exception {
        assumeTrue(pythonIsInstalled());
        Process tests =
                new ProcessBuilder("python3", "-B", "-m", "unittest", "discover", "-s", "tests")
                        .directory(
                                Path.of(System.getProperty("basedir", ""))
                                        .toAbsolutePath()
                                        .toFile())
                        .redirectErrorStream(true)
                        .start();
        String said = new String(tests.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(tests.waitFor(1, TimeUnit.MINUTES)).isTrue();
        assertThat(tests.exitValue()).as(said).isZero();
        assertThat(said).doesNotContain("Ran 0 tests");
    }

    private static boolean pythonIsInstalled() throws InterruptedException {
        try {
            return new ProcessBuilder("python3", "--version").start().waitFor() == 0;
        } catch (IOException e) {
            return false;
        }
    }
}
