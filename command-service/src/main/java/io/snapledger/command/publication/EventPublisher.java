package io.snapledger.command.publication;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.snapledger.contract.json.ContractJson;
import io.snapledger.eventlog.EventLogEngine;
import io.snapledger.eventlog.WakeUp;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.axonframework.eventhandling.GapAwareTrackingToken;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingToken;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.kafka.support.SendResult;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Sends every event of the log to Kafka, in order, at least once: the log is the outbox. The
 * position moves only after Kafka has acknowledged the batch, in the transaction that holds its
 * row; that lock also makes one instance the publisher, and another takes over when it dies.
 */
@Component
class EventPublisher implements SmartLifecycle, HealthIndicator {

    private static final Logger log = LoggerFactory.getLogger(EventPublisher.class);

    private static final Duration FIRST_BACK_OFF = Duration.ofMillis(200);

    private final EventLogEngine engine;
    private final JdbcClient jdbc;
    private final TransactionTemplate transactions;
    private final KafkaTemplate<String, byte[]> kafka;
    private final PublicationProperties properties;
    private final WakeUp wakeUp;
    private volatile @Nullable String failure;
    private volatile @Nullable Thread thread;

    EventPublisher(
            EventLogEngine engine,
            JdbcClient jdbc,
            TransactionTemplate transactions,
            KafkaTemplate<String, byte[]> kafka,
            PublicationProperties properties,
            WakeUp wakeUp,
            MeterRegistry meters) {
        this.engine = engine;
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.kafka = kafka;
        this.properties = properties;
        this.wakeUp = wakeUp;
        Gauge.builder("snapledger.publication.lag", this, EventPublisher::lag)
                .description("Events in the log that are not on Kafka yet")
                .baseUnit("events")
                .register(meters);
        Gauge.builder("snapledger.publication.failed", this, p -> p.failure == null ? 0 : 1)
                .description("1 while events cannot be published")
                .register(meters);
    }

    @Override
    public void start() {
        if (properties.enabled()) {
            // Known before it runs: its loop asks whether it is still the one.
            Thread starting = Thread.ofVirtual().name("event-publisher").unstarted(this::run);
            thread = starting;
            starting.start();
        }
    }

    @Override
    public void stop() {
        Thread running = thread;
        thread = null;
        if (running != null) {
            running.interrupt();
            try {
                running.join(Duration.ofSeconds(2));
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Override
    public boolean isRunning() {
        return thread != null;
    }

    private boolean isStillTheOne() {
        return thread == Thread.currentThread();
    }

    private void run() {
        Duration backOff = FIRST_BACK_OFF;
        try {
            while (isStillTheOne()) {
                long ticket = wakeUp.ticket();
                try {
                    int sent = publishBatch();
                    recovered();
                    backOff = FIRST_BACK_OFF;
                    if (sent == 0) {
                        wakeUp.await(ticket, properties.poll());
                    }
                } catch (RuntimeException e) {
                    failed(e);
                    Thread.sleep(backOff);
                    backOff = min(backOff.multipliedBy(2), properties.maxBackOff());
                }
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    /** Sends the next events and moves the position; returns how many there were. */
    private int publishBatch() {
        Integer sent =
                transactions.execute(_ -> {
                    Position position = holdPosition();
                    if (position == null) {
                        return 0;
                    }
                    List<TrackedEventMessage<?>> batch = read(position.token());
                    if (batch.isEmpty()) {
                        return 0;
                    }
                    send(batch, position.index());
                    store(batch.getLast().trackingToken());
                    return batch.size();
                });
        return sent == null ? 0 : sent;
    }

    // Null while another instance publishes.
    private @Nullable Position holdPosition() {
        return jdbc.sql(
                        """
                        select token, position from command.publication where channel = 'kafka'
                        for update skip locked
                        """)
                .query((row, _) ->
                        new Position(token(row.getString("token")), row.getLong("position")))
                .optional()
                .orElse(null);
    }

    private static @Nullable TrackingToken token(@Nullable String json) {
        return json == null
                ? null
                : ContractJson.mapper().readValue(json, GapAwareTrackingToken.class);
    }

    private List<TrackedEventMessage<?>> read(@Nullable TrackingToken after) {
        List<TrackedEventMessage<?>> batch = new ArrayList<>();
        try (Stream<? extends TrackedEventMessage<?>> events = engine.readEvents(after, false)) {
            Iterator<? extends TrackedEventMessage<?>> iterator = events.iterator();
            while (batch.size() < properties.batchSize() && iterator.hasNext()) {
                batch.add(iterator.next());
            }
        }
        return batch;
    }

    private void send(List<TrackedEventMessage<?>> batch, long before) {
        List<CompletableFuture<SendResult<String, byte[]>>> sends = new ArrayList<>(batch.size());
        long highest = before;
        for (TrackedEventMessage<?> message : batch) {
            long index = message.trackingToken().position().orElseThrow();
            // An event that was committed late carries the highest position read so far, not its
            // own.
            long position = index > highest ? index : positionOf(message);
            highest = index;
            sends.add(
                    kafka.send(
                            CloudEventMessages.message(
                                    properties.topicPrefix(),
                                    PublishedEvent.of(message, position))));
        }
        kafka.flush();
        for (CompletableFuture<SendResult<String, byte[]>> send : sends) {
            try {
                send.get();
            } catch (ExecutionException e) {
                throw new CompletionException(e.getCause());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new CompletionException(e);
            }
        }
    }

    private long positionOf(TrackedEventMessage<?> message) {
        return jdbc.sql(
                        """
                        select global_index from event_log.event where event_identifier = :id
                        """)
                .param("id", UUID.fromString(message.getIdentifier()))
                .query(Long.class)
                .single();
    }

    private void store(TrackingToken token) {
        long position = token.position().orElseThrow();
        jdbc.sql(
                        """
                        update command.publication
                        set token = :token, position = :position, updated_at = now()
                        where channel = 'kafka'
                        """)
                .param("token", ContractJson.mapper().writeValueAsString(token))
                .param("position", position)
                .update();
    }

    private void failed(RuntimeException e) {
        if (!isStillTheOne()) {
            return;
        }
        Throwable cause = e.getCause() == null ? e : e.getCause();
        String reason = cause.getClass().getSimpleName() + ": " + cause.getMessage();
        if (failure == null) {
            log.warn("Events are not being published, trying again: {}", reason);
        }
        failure = reason;
    }

    private void recovered() {
        if (failure != null) {
            log.info("Events are being published again");
            failure = null;
        }
    }

    // Of the stored position, so that every instance says the same.
    private long lag() {
        return jdbc.sql(
                        """
                        select greatest(0,
                            (select coalesce(max(global_index), -1) from event_log.event)
                              - (select position from command.publication where channel = 'kafka'))
                        """)
                .query(Long.class)
                .single();
    }

    @Override
    public Health health() {
        String reason = failure;
        Thread publishing = thread;
        boolean alive = !properties.enabled() || (publishing != null && publishing.isAlive());
        Health.Builder health = reason == null && alive ? Health.up() : Health.down();
        if (reason != null) {
            health.withDetail("reason", reason);
        }
        try {
            health.withDetail("lag", lag());
        } catch (DataAccessException | TransactionException e) {
            health.down().withDetail("lag", "unknown: " + e.getMessage());
        }
        return health.build();
    }

    private static Duration min(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    private record Position(@Nullable TrackingToken token, long index) {}
}
