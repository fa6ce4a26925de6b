package io.snapledger.agent.work;

import io.snapledger.agent.work.PartitionWork.Taken;
import io.snapledger.operations.trace.Traces;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import org.springframework.kafka.listener.AcknowledgingMessageListener;
import org.springframework.kafka.listener.ConsumerAwareRebalanceListener;
import org.springframework.kafka.listener.MessageListenerContainer;
import org.springframework.kafka.support.Acknowledgment;

/**
 * Takes events from Kafka and sees each through to its answer. The consumer's thread never waits
 * for work, so slow work holds up neither other keys nor the group's heartbeat.
 */
final class EventIntake
        implements AcknowledgingMessageListener<byte[], byte[]>, ConsumerAwareRebalanceListener {

    private static final Logger log = LoggerFactory.getLogger(EventIntake.class);

    /** What is running when the agent is told to end may take so long before it is interrupted. */
    private static final Duration GRACE_AT_THE_END = Duration.ofSeconds(1);

    private final MessageListenerContainer container;
    private final StorageWork storage;
    private final Outcomes outcomes;
    private final DeadLetters deadLetters;
    private final Traces traces;
    private final int maxInFlight;
    private final Duration patience;

    private final EventReader reader;
    private final Lanes lanes = new Lanes();
    private final LastAnswered lastAnswered = new LastAnswered();
    private final Map<TopicPartition, PartitionWork> partitions = new ConcurrentHashMap<>();
    private final AtomicInteger inFlight = new AtomicInteger();

    EventIntake(
            MessageListenerContainer container,
            EventReader reader,
            StorageWork storage,
            Outcomes outcomes,
            DeadLetters deadLetters,
            Traces traces,
            int maxInFlight,
            Duration patience) {
        this.container = container;
        this.reader = reader;
        this.storage = storage;
        this.outcomes = outcomes;
        this.deadLetters = deadLetters;
        this.traces = traces;
        this.maxInFlight = maxInFlight;
        this.patience = patience;
    }

    /** How many events were taken and are not yet answered. */
    int inFlight() {
        return inFlight.get();
    }

    /** Acknowledges what was answered since the last time. */
    void acknowledgeAnswered() {
        partitions.values().forEach(PartitionWork::acknowledgeAnswered);
    }

    @Override
    public void onMessage(
            ConsumerRecord<byte[], byte[]> message, @Nullable Acknowledgment acknowledgment) {
        if (acknowledgment == null) {
            throw new IllegalStateException("the container acknowledges by itself");
        }
        Taken taken =
                partitions
                        .computeIfAbsent(partitionOf(message), _ -> new PartitionWork())
                        .take(acknowledgment);
        // Before the event can end, so that its end finds the container paused and resumes it.
        if (inFlight.incrementAndGet() >= maxInFlight) {
            container.pause();
        }
        lanes.submit(laneOf(message), () -> seeThrough(message, taken));
    }

    private void seeThrough(ConsumerRecord<byte[], byte[]> message, Taken taken) {
        try {
            if (taken.begin()) {
                boolean answered = false;
                try {
                    answered = answer(message);
                } finally {
                    taken.end(answered);
                }
            }
        } finally {
            MDC.clear();
            if (inFlight.decrementAndGet() <= maxInFlight / 2 && container.isPauseRequested()) {
                container.resume();
            }
        }
    }

    /** False where the agent ended before there was an answer: the event comes again. */
    private boolean answer(ConsumerRecord<byte[], byte[]> message) {
        try {
            try {
                Optional<Assignment> assignment = reader.read(message);
                if (assignment.isPresent()) {
                    MDC.put("request_id", assignment.get().requestId());
                    if (lastAnswered.isOvertaken(message)) {
                        log.info("Left alone, as it is over: {}", assignment.get().work());
                    } else {
                        perform(assignment.get(), message);
                        lastAnswered.answered(message);
                    }
                }
            } catch (PoisonousMessageException e) {
                deadLetters.add(message, e.reason());
            } catch (RuntimeException e) {
                log.error("Broke over offset {} of {}", message.offset(), message.topic(), e);
                deadLetters.add(message, "the agent broke over it: " + e);
            }
            return true;
        } catch (InterruptedException _) {
            return false;
        }
    }

    private void perform(Assignment assignment, ConsumerRecord<byte[], byte[]> message)
            throws InterruptedException {
        Header cause = message.headers().lastHeader(Traces.TRACE_PARENT);
        try (Traces.Step step =
                traces.begin(
                        "storage " + assignment.work().action(),
                        Traces.Kind.RECEIVING,
                        cause == null ? null : new String(cause.value(), StandardCharsets.UTF_8))) {
            outcomes.send(assignment, storage.perform(assignment), step.traceParent());
        }
    }

    @Override
    public void onPartitionsRevokedBeforeCommit(
            Consumer<?, ?> consumer, Collection<TopicPartition> revoked) {
        boolean atTheEnd = !container.isRunning();
        List<PartitionWork> given =
                revoked.stream().map(partitions::remove).filter(Objects::nonNull).toList();
        given.forEach(PartitionWork::beginNothingMore);
        // One measure of patience for all of them together.
        long end = System.nanoTime() + (atTheEnd ? GRACE_AT_THE_END : patience).toNanos();
        try {
            for (PartitionWork work : given) {
                Duration left = Duration.ofNanos(Math.max(0, end - System.nanoTime()));
                work.giveUp(left, atTheEnd);
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private static TopicPartition partitionOf(ConsumerRecord<?, ?> message) {
        return new TopicPartition(message.topic(), message.partition());
    }

    private static String laneOf(ConsumerRecord<byte[], byte[]> message) {
        byte[] key = message.key();
        return key == null
                ? partitionOf(message) + "@" + message.offset()
                : new String(key, StandardCharsets.UTF_8);
    }
}
