package io.snapledger.query.projection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.axonframework.eventhandling.GapAwareTrackingToken;
import org.junit.jupiter.api.Test;

class ProgressTest {

    private static final Duration SHORT = Duration.ofMillis(50);
    private static final Duration LONG = Duration.ofSeconds(30);

    private final Progress progress = new Progress(List.of("one", "other"));

    @Test
    void nothingIsPassedBeforeAnythingIsCommitted() throws Exception {
        assertThat(progress.hasPassed("one", 1)).isFalse();
        assertThat(progress.await("one", 1, Duration.ZERO)).isFalse();
        assertThat(progress.positionOf("one")).isEmpty();
    }

    @Test
    void aPositionIsPassedOnceThatProcessorHasCommittedIt() {
        commit("other", 9);
        assertThat(progress.hasPassed("one", 7)).isFalse();

        commit("one", 7);
        assertThat(progress.hasPassed("one", 7)).isTrue();
        assertThat(progress.hasPassed("one", 8)).isFalse();
        assertThat(progress.positionOf("other")).hasValue(9);
    }

    @Test
    void aGapIsNotPassedUntilItIsFilled() {
        commit("one", 9, 4L, 6L);

        assertThat(progress.hasPassed("one", 9)).isTrue();
        assertThat(progress.hasPassed("one", 5)).isTrue();
        assertThat(progress.hasPassed("one", 6)).isFalse();

        commit("one", 9, 4L);
        assertThat(progress.hasPassed("one", 6)).isTrue();
        assertThat(progress.hasPassed("one", 4)).isFalse();
    }

    @Test
    void aGapThatIsFilledWakesWhoeverWaitsForIt() throws Exception {
        commit("one", 9, 6L);
        try (ExecutorService waiters = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<Boolean> waiting = waiters.submit(() -> progress.await("one", 6, LONG));
            commit("one", 9);

            assertThat(waiting.get()).isTrue();
        }
    }

    @Test
    void anotherProcessorWakesNobodyWhoWaitsForThisOne() throws Exception {
        try (ExecutorService waiters = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<Boolean> waiting = waiters.submit(() -> progress.await("one", 7, SHORT));
            while (!waiting.isDone()) {
                commit("other", 9);
            }

            assertThat(waiting.get()).isFalse();
        }
    }

    @Test
    void manyWaitForManyPositionsAndNobodyIsForgotten() throws Exception {
        try (ExecutorService waiters = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Boolean>> waiting = new ArrayList<>();
            for (long position = 1; position <= 2_000; position++) {
                long wanted = position;
                waiting.add(waiters.submit(() -> progress.await("one", wanted, LONG)));
                if (position % 10 == 0) {
                    commit("one", position);
                }
            }
            for (Future<Boolean> one : waiting) {
                assertThat(one.get()).isTrue();
            }
        }
    }

    @Test
    void aProcessorNobodyKnowsIsAMistake() {
        assertThatThrownBy(() -> commit("third", 1)).isInstanceOf(IllegalArgumentException.class);
    }

    private void commit(String processor, long index, Long... gaps) {
        progress.committed(processor, GapAwareTrackingToken.newInstance(index, Set.of(gaps)));
    }
}
