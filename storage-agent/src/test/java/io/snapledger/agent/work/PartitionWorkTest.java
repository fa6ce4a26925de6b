package io.snapledger.agent.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.snapledger.agent.work.PartitionWork.Taken;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.springframework.kafka.KafkaException;

class PartitionWorkTest {

    private final PartitionWork partition = new PartitionWork();
    private final List<String> acknowledged = new CopyOnWriteArrayList<>();

    private final Taken first = partition.take(() -> acknowledged.add("first"));
    private final Taken second = partition.take(() -> acknowledged.add("second"));
    private final Taken third = partition.take(() -> acknowledged.add("third"));

    @Test
    void nothingIsAcknowledgedBeforeWhatCameEarlier() {
        answer(second);
        partition.acknowledgeAnswered();
        assertThat(acknowledged).isEmpty();

        answer(first);
        partition.acknowledgeAnswered();
        assertThat(acknowledged).containsExactly("second");

        answer(third);
        partition.acknowledgeAnswered();
        assertThat(acknowledged).containsExactly("second", "third");
    }

    @Test
    void whatWasAnsweredSinceTheLastTimeIsAcknowledgedAtOnce() {
        answer(first);
        answer(second);
        answer(third);
        assertThat(acknowledged).isEmpty();

        partition.acknowledgeAnswered();
        partition.acknowledgeAnswered();

        assertThat(acknowledged).containsExactly("third");
    }

    @Test
    void whatCouldNotBeAcknowledgedIsTheNextTime() {
        AtomicBoolean fails = new AtomicBoolean(true);
        PartitionWork troubled = new PartitionWork();
        answer(
                troubled.take(() -> {
                    if (fails.getAndSet(false)) {
                        throw new KafkaException("not now");
                    }
                    acknowledged.add("at last");
                }));

        assertThatThrownBy(troubled::acknowledgeAnswered).isInstanceOf(KafkaException.class);
        troubled.acknowledgeAnswered();
        troubled.acknowledgeAnswered();

        assertThat(acknowledged).containsExactly("at last");
    }

    @Test
    void whatWasAnsweredIsAcknowledgedEvenIfGivingUpIsInterrupted() throws Exception {
        answer(first);
        assertThat(second.begin()).isTrue();
        Thread.currentThread().interrupt();

        assertThatThrownBy(() -> partition.giveUp(Duration.ofMinutes(1), false))
                .isInstanceOf(InterruptedException.class);
        second.end(true);
        partition.acknowledgeAnswered();

        assertThat(acknowledged).containsExactly("first");
    }

    @Test
    void whatWasAnsweredIsAcknowledgedWhereThePartitionIsGivenUp() throws Exception {
        answer(first);

        partition.giveUp(Duration.ofMillis(1), false);

        assertThat(acknowledged).containsExactly("first");
    }

    @Test
    void whatWasNotAnsweredIsNotAcknowledged() {
        assertThat(first.begin()).isTrue();
        first.end(false);
        answer(second);
        partition.acknowledgeAnswered();

        assertThat(acknowledged).isEmpty();
    }

    @Test
    void aPartitionThatIsGivenUpBeginsNothingAndAcknowledgesNothingMore() throws Exception {
        assertThat(first.begin()).isTrue();
        partition.giveUp(Duration.ofMillis(1), false);

        assertThat(second.begin()).isFalse();
        first.end(true);
        partition.acknowledgeAnswered();
        assertThat(acknowledged).isEmpty();
    }

    @Test
    void givingUpWaitsForWhatIsRunning() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        Thread worker =
                Thread.ofVirtual()
                        .start(() -> {
                            first.begin();
                            begun.countDown();
                            try {
                                release.await();
                                first.end(true);
                            } catch (InterruptedException e) {
                                first.end(false);
                            }
                        });
        begun.await();
        Thread giver =
                Thread.ofPlatform()
                        .start(() -> {
                            try {
                                partition.giveUp(Duration.ofMinutes(1), false);
                            } catch (InterruptedException e) {
                                throw new AssertionError(e);
                            }
                        });
        Awaitility.await().until(() -> giver.getState() == Thread.State.TIMED_WAITING);

        release.countDown();
        giver.join();
        worker.join();

        assertThat(acknowledged).containsExactly("first");
    }

    @Test
    void atTheEndWhatIsStillRunningIsInterrupted() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        Thread worker =
                Thread.ofVirtual()
                        .start(() -> {
                            first.begin();
                            begun.countDown();
                            try {
                                new CountDownLatch(1).await();
                            } catch (InterruptedException _) {
                                first.end(false);
                            }
                        });
        begun.await();

        partition.giveUp(Duration.ofMillis(100), true);
        worker.join();

        assertThat(acknowledged).isEmpty();
    }

    private static void answer(Taken taken) {
        assertThat(taken.begin()).isTrue();
        taken.end(true);
    }
}
