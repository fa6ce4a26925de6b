package io.snapledger.testservers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.platform.launcher.Launcher;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;
import org.junit.platform.launcher.listeners.TestExecutionSummary;

/** What becomes of tests whose servers cannot be had. */
class NeverBegunTest {

    private static final List<String> SERVERS = new ArrayList<>();

    @Test
    void aTestWithoutItsServerIsSkippedThoughItCannotTidyUp() {
        TestExecutionSummary summary = run(WithoutItsServer.class);

        assertThat(summary.getTotalFailureCount()).isZero();
        assertThat(summary.getTestsAbortedCount()).isEqualTo(1);
    }

    @Test
    void eachTestOfAClassWithoutItsServerIsSkippedThoughItCannotTidyUp() {
        TestExecutionSummary summary = run(ClassWithoutItsServer.class);

        assertThat(summary.getTotalFailureCount()).isZero();
        assertThat(summary.getTestsSkippedCount()).isEqualTo(1);
        assertThat(summary.getTestsStartedCount()).isZero();
    }

    @Test
    void aTestThatWasRunFailsIfItCannotTidyUp() {
        assertThat(run(Untidy.class).getTotalFailureCount()).isEqualTo(1);
    }

    private static TestExecutionSummary run(Class<?> tests) {
        Launcher launcher = LauncherFactory.create();
        SummaryGeneratingListener listener = new SummaryGeneratingListener();
        launcher.execute(
                LauncherDiscoveryRequestBuilder.request().selectors(selectClass(tests)).build(),
                listener);
        return listener.getSummary();
    }

    private static void tidyUp() {
        SERVERS.removeFirst();
    }

    @ExtendWith(NeverBegun.class)
    static class WithoutItsServer {

        @BeforeEach
        void start() {
            Assumptions.abort("there is no server");
        }

        @AfterEach
        void stop() {
            tidyUp();
        }

        @Test
        void runs() {}
    }

    @ExtendWith(NeverBegun.class)
    static class ClassWithoutItsServer {

        @BeforeAll
        static void start() {
            Assumptions.abort("there is no server");
        }

        @AfterAll
        static void stop() {
            tidyUp();
        }

        @Test
        void runs() {}
    }

    @ExtendWith(NeverBegun.class)
    static class Untidy {

        @AfterEach
        void stop() {
            tidyUp();
        }

        @Test
        void runs() {}
    }
}
