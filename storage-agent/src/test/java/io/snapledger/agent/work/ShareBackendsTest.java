package io.snapledger.agent.work;

import static org.assertj.core.api.Assertions.assertThat;

import io.snapledger.agent.driver.ShareDriver;
import io.snapledger.agent.driver.ShareDriver.Capacity;
import io.snapledger.contract.agent.ShareBackend;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class ShareBackendsTest {

    private static final Duration PATIENCE = Duration.ofMillis(100);

    /** What a backend answers. */
    @FunctionalInterface
    private interface Answers {

        Optional<Capacity> of(String backend) throws Exception;
    }

    @Test
    void eachTellsHowFullItIs() throws Exception {
        ShareBackends backends = backends(_ -> Optional.of(new Capacity(10, 4)));

        assertThat(backends.now())
                .containsExactly(
                        new ShareBackend("alpha", 10L, 4L), new ShareBackend("beta", 10L, 4L));
    }

    @Test
    void oneThatHangsIsAskedOnceAndHoldsUpNobody() throws Exception {
        CountDownLatch release = new CountDownLatch(1);
        AtomicInteger asked = new AtomicInteger();
        ShareBackends backends =
                backends(backend -> {
                    if (backend.equals("alpha")) {
                        asked.incrementAndGet();
                        release.await();
                    }
                    return Optional.of(new Capacity(10, 4));
                });

        assertThat(backends.now())
                .containsExactly(
                        new ShareBackend("alpha", null, null), new ShareBackend("beta", 10L, 4L));
        backends.now();
        assertThat(asked).hasValue(1);

        release.countDown();
        Awaitility.await()
                .untilAsserted(() ->
                        assertThat(backends.now()).contains(new ShareBackend("alpha", 10L, 4L)));
    }

    @Test
    void oneThatCannotBeReadIsThereAllTheSame() throws Exception {
        ShareBackends backends =
                backends(_ -> {
                    throw new IOException("gone");
                });

        assertThat(backends.now())
                .containsExactly(
                        new ShareBackend("alpha", null, null),
                        new ShareBackend("beta", null, null));
    }

    private static ShareBackends backends(Answers answers) {
        ShareDriver driver =
                (ShareDriver)
                        Proxy.newProxyInstance(
                                ShareDriver.class.getClassLoader(),
                                new Class<?>[] {ShareDriver.class},
                                (_, _, arguments) -> answers.of((String) arguments[0]));
        return new ShareBackends(driver, List.of("beta", "alpha"), PATIENCE);
    }
}
