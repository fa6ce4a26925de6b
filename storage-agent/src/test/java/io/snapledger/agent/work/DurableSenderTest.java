package io.snapledger.agent.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RoundRobinPartitioner;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.kafka.mock.MockProducerFactory;

class DurableSenderTest {

    private static final ProducerRecord<byte[], byte[]> MESSAGE =
            new ProducerRecord<>("topic", new byte[] {1});

    private final MockProducer<byte[], byte[]> kafka =
            new MockProducer<>(
                    false,
                    new RoundRobinPartitioner(),
                    new ByteArraySerializer(),
                    new ByteArraySerializer()) {
                // As Spring's own factory has it: one producer, shared for good.
                @Override
                public void close(Duration timeout) {}
            };
    private final DurableSender sender =
            new DurableSender(
                    new KafkaTemplate<>(new MockProducerFactory<>(() -> kafka)),
                    Duration.ofMillis(20));
    private final AtomicBoolean sent = new AtomicBoolean();
    private final AtomicBoolean interrupted = new AtomicBoolean();

    @Test
    void triesUntilKafkaConfirmsAndShowsTheTroubleMeanwhile() throws Exception {
        Thread sending = startSending();
        await().until(() -> kafka.errorNext(new TimeoutException("no broker")));
        await().until(() -> kafka.errorNext(new TimeoutException("still no broker")));

        await().until(() -> sender.trouble().isPresent());
        assertThat(sender.trouble()).hasValueSatisfying(it -> assertThat(it).contains("no broker"));
        assertThat(sent).isFalse();

        await().until(kafka::completeNext);
        sending.join();
        assertThat(sent).isTrue();
        assertThat(sender.trouble()).isEmpty();
    }

    @Test
    void anErrorThatIsThrownAtOnceIsNoReasonToStop() throws Exception {
        kafka.sendException = new TimeoutException("no metadata");
        Thread sending = startSending();
        await().until(() -> sender.trouble().isPresent());
        kafka.sendException = null;

        await().until(kafka::completeNext);
        sending.join();
        assertThat(sent).isTrue();
    }

    @Test
    void stopsWhenTheAgentEnds() throws Exception {
        Thread sending = startSending();
        await().until(() -> !kafka.history().isEmpty());

        sending.interrupt();
        sending.join();

        assertThat(sent).isFalse();
        assertThat(interrupted).isTrue();
    }

    private Thread startSending() {
        return Thread.ofVirtual()
                .start(() -> {
                    try {
                        sender.send(MESSAGE);
                        sent.set(true);
                    } catch (InterruptedException _) {
                        interrupted.set(true);
                    }
                });
    }
}
