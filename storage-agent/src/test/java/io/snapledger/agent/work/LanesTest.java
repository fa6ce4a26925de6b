package io.snapledger.agent.work;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LanesTest {

    private final Lanes lanes = new Lanes();

    @Test
    void tasksOfOneKeyKeepTheirOrder() throws InterruptedException {
        List<Integer> done = new CopyOnWriteArrayList<>();
        CountDownLatch end = new CountDownLatch(1);
        for (int i = 0; i < 1000; i++) {
            int task = i;
            lanes.submit("one", () -> done.add(task));
        }
        lanes.submit("one", end::countDown);

        assertThat(end.await(10, TimeUnit.SECONDS)).isTrue();
        assertThat(done).isEqualTo(IntStream.range(0, 1000).boxed().toList());
    }

    @Test
    void aKeyDoesNotWaitForAnother() throws InterruptedException {
        CountDownLatch release = new CountDownLatch(1);
        CountDownLatch other = new CountDownLatch(1);
        lanes.submit("stuck", () -> awaitUninterrupted(release));

        lanes.submit("other", other::countDown);

        assertThat(other.await(10, TimeUnit.SECONDS)).isTrue();
        release.countDown();
    }

    @Test
    void aLaneThatRanEmptyServesAgain() throws InterruptedException {
        for (int i = 0; i < 100; i++) {
            CountDownLatch done = new CountDownLatch(1);
            lanes.submit("one", done::countDown);
            assertThat(done.await(10, TimeUnit.SECONDS)).isTrue();
        }
    }

    private static void awaitUninterrupted(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
