package io.snapledger.command.publication;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.snapledger.command.figures.LedgerFigures;
import io.snapledger.command.figures.LogFigures;
import io.snapledger.command.health.Degraded;
import io.snapledger.command.lease.LeasedWork;
import io.snapledger.command.lease.SessionLease;
import io.snapledger.command.restore.RestoreCheck;
import io.snapledger.eventlog.EventLogEngine;
import io.snapledger.eventlog.WakeUp;
import io.snapledger.operations.trace.Traces;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingToken;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.kafka.support.SendResult;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/**
 * Sends every event of the log to Kafka, in order, at least once: the log is the outbox. One
 * instance publishes, another takes over when it dies, and the position moves only after Kafka has
 * acknowledged the batch.
 */
@Component
class EventPublisher extends LeasedWork implements HealthIndicator {

    private final EventLogEngine engine;
    private final JdbcClient jdbc;
    private final KafkaTemplate<String, byte[]> kafka;
    private final PublicationProperties properties;
    private final WakeUp wakeUp;
    private final LedgerFigures figures;
    private final Traces traces;
    private final RestoreCheck restore;

    EventPublisher(
            @Qualifier(PublicationConfiguration.LOG) EventLogEngine engine,
            JdbcClient jdbc,
            DataSource database,
            @Qualifier(PublicationConfiguration.PRODUCER) KafkaTemplate<String, byte[]> kafka,
            PublicationProperties properties,
            WakeUp wakeUp,
            LedgerFigures figures,
            MeterRegistry meters,
            Traces traces,
            RestoreCheck restore) {
        super(
                "event-publisher",
                SessionLease.Right.PUBLISH,
                database,
                new Pace(properties.takeOver(), properties.maxBackOff(), Duration.ofSeconds(2)),
                "Events",
                "published");
        this.engine = engine;
        this.jdbc = jdbc;
        this.kafka = kafka;
        this.properties = properties;
        this.wakeUp = wakeUp;
        this.figures = figures;
        this.traces = traces;
        this.restore = restore;
        figures.gauge(
                "snapledger.publication.lag",
                "events",
                "Events in the log that are not on Kafka yet",
                LogFigures::unpublished,
                meters);
        figures.gauge(
                "snapledger.publication.delay",
                "seconds",
                "How old the oldest event is that is not on Kafka yet",
                LogFigures::unpublishedSeconds,
                meters);
        Gauge.builder("snapledger.publication.failed", this, p -> p.failure() == null ? 0 : 1)
                .description("1 while events cannot be published")
                .register(meters);
    }

    @Override
    public void start() {
        if (properties.enabled()) {
            super.start();
        }
    }

    @Override
    protected void workWith(SessionLease lease) throws InterruptedException {
        restore.requireAllThatIsPublished();
        PublicationTable table = new PublicationTable(lease);
        while (isStillTheOne()) {
            long ticket = wakeUp.ticket();
            PublicationTable.Position position = table.position();
            List<TrackedEventMessage<?>> batch = read(position.token());
            if (batch.isEmpty()) {
                recovered();
            } else {
                publish(batch, position.index(), table);
            }
            wakeUp.await(ticket, properties.poll());
        }
    }

    /**
     * Publishes a batch, and whatever there is after it until a batch is not full: the next one is
     * read while Kafka stores the one before, and sent once all of that is acknowledged and the
     * position is where it ends.
     */
    private void publish(List<TrackedEventMessage<?>> first, long before, PublicationTable table)
            throws InterruptedException {
        List<TrackedEventMessage<?>> batch = first;
        long index = before;
        while (!batch.isEmpty()) {
            List<CompletableFuture<SendResult<String, byte[]>>> sends = send(batch, index);
            TrackingToken end = batch.getLast().trackingToken();
            List<TrackedEventMessage<?>> next = List.of();
            try {
                if (batch.size() >= engine.batchSize() && isStillTheOne()) {
                    next = read(end);
                }
            } finally {
                awaitEnd(sends);
            }
            sends.forEach(CompletableFuture::join);
            table.moveTo(end);
            recovered();
            index = end.position().orElseThrow();
            batch = next;
        }
    }

    private List<TrackedEventMessage<?>> read(@Nullable TrackingToken after) {
        try (Stream<? extends TrackedEventMessage<?>> events = engine.readEvents(after, false)) {
            return events.<TrackedEventMessage<?>>map(event -> event).toList();
        }
    }

    /**
     * Hands a batch to the producer. Where that fails it is waited for what was handed over until
     * then, as for all of it otherwise, however long that takes: it may still arrive, and sending
     * the same again before it has would let an older event of a resource come after a younger one.
     */
    private List<CompletableFuture<SendResult<String, byte[]>>> send(
            List<TrackedEventMessage<?>> batch, long before) throws InterruptedException {
        List<CompletableFuture<SendResult<String, byte[]>>> sends = new ArrayList<>(batch.size());
        try {
            long highest = before;
            for (TrackedEventMessage<?> message : batch) {
                long index = message.trackingToken().position().orElseThrow();
                // An event that was committed late carries the highest position read so far, not
                // its own.
                long position = index > highest ? index : positionOf(message);
                highest = index;
                sends.add(
                        send(
                                CloudEventMessages.message(
                                        properties.topicPrefix(),
                                        PublishedEvent.of(message, position)),
                                (String) message.getMetaData().get(Traces.TRACE_PARENT)));
            }
        } catch (RuntimeException e) {
            awaitEnd(sends);
            throw e;
        }
        return sends;
    }

    private CompletableFuture<SendResult<String, byte[]>> send(
            ProducerRecord<String, byte[]> message, @Nullable String cause) {
        if (cause == null) {
            return kafka.send(message);
        }
        try (Traces.Step step =
                traces.begin("publish " + message.topic(), Traces.Kind.SENDING, cause)) {
            CloudEventMessages.tell(message, cause, step.traceParent());
            return kafka.send(message);
        }
    }

    private void awaitEnd(List<CompletableFuture<SendResult<String, byte[]>>> sends)
            throws InterruptedException {
        CompletableFuture<Void> all =
                CompletableFuture.allOf(sends.toArray(CompletableFuture<?>[]::new));
        while (true) {
            try {
                all.get(properties.patience().toMillis(), TimeUnit.MILLISECONDS);
                return;
            } catch (ExecutionException _) {
                return;
            } catch (TimeoutException _) {
                failed("Kafka has not acknowledged a batch for " + properties.patience());
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
        String reason = failure();
        boolean alive = !properties.enabled() || isAlive();
        double delay = figures.last().map(LogFigures::unpublishedSeconds).orElse(0.0);
        boolean late = delay > properties.degradedAfter().toMillis() / 1e3;
        Health.Builder health = late ? Health.status(Degraded.STATUS) : Health.up();
        if (late) {
            health.withDetail("oldest_seconds", Math.round(delay));
        }
        if (!alive) {
            health.down();
        }
        if (reason != null) {
            health.down();
            health.withDetail("reason", reason);
        }
        try {
            health.withDetail("lag", lag());
        } catch (DataAccessException | TransactionException e) {
            health.down().withDetail("lag", "unknown: " + e.getMessage());
        }
        return health.build();
    }
}
