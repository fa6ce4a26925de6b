package io.snapledger.eventlog;

import static org.assertj.core.api.Assertions.assertThat;

import io.snapledger.contract.resource.StatusChange;
import io.snapledger.contract.volumetype.VolumeTypeEvent.VolumeTypeDeleted;
import io.snapledger.contract.volumetype.VolumeTypeId;
import io.snapledger.testservers.TestPostgres;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.axonframework.common.stream.BlockingStream;
import org.axonframework.common.transaction.NoTransactionManager;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingToken;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;

/** How often a stream of events asks PostgreSQL, and that it misses nothing by asking seldom. */
class EventLogSourceIT {

    private static final int BATCH = 4;
    private static final Duration NEVER = Duration.ofHours(1);

    private static TestPostgres postgres;
    private static PGSimpleDataSource dataSource;

    private final WakeUp wakeUp = new WakeUp();
    private Leisure leisure = Leisure.none(wakeUp);
    private final AtomicInteger reads = new AtomicInteger();
    private final AtomicReference<Runnable> duringNextRead = new AtomicReference<>(() -> {});
    private final EventLogEngine engine =
            EventLogEngine.on(
                    () -> {
                        reads.incrementAndGet();
                        duringNextRead.getAndSet(() -> {}).run();
                        return dataSource.getConnection();
                    },
                    NoTransactionManager.instance(),
                    new EventLogSerializer(),
                    BATCH);

    @BeforeAll
    static void startPostgres() throws IOException, SQLException {
        postgres = TestPostgres.started();
        dataSource = new PGSimpleDataSource();
        dataSource.setUrl(postgres.jdbcUrl("postgres"));
        dataSource.setStringType("unspecified");
        EventLogMigrations.run(dataSource);
    }

    @AfterAll
    static void stopPostgres() {
        postgres.close();
    }

    @Test
    void whatIsThereIsReadOnceUntilThereIsASignal() throws InterruptedException {
        BlockingStream<TrackedEventMessage<?>> stream = streamFromNow(NEVER);
        store(3);

        take(stream, 3);
        for (int i = 0; i < 10; i++) {
            assertThat(stream.hasNextAvailable(0, TimeUnit.SECONDS)).isFalse();
        }
        assertThat(reads).hasValue(1);

        store(1);
        wakeUp.signal();
        take(stream, 1);
        assertThat(stream.hasNextAvailable(0, TimeUnit.SECONDS)).isFalse();
        assertThat(reads).hasValue(2);
    }

    /** A commit that is signalled while the log is being read may not be in what was read. */
    @Test
    void aSignalDuringTheReadHasItReadAgain() throws InterruptedException {
        BlockingStream<TrackedEventMessage<?>> stream = streamFromNow(NEVER);
        store(1);
        duringNextRead.set(wakeUp::signal);
        take(stream, 1);

        assertThat(stream.hasNextAvailable(0, TimeUnit.SECONDS)).isFalse();

        assertThat(reads).hasValue(2);
    }

    @Test
    void whatIsMoreThanABatchIsReadWithoutASignal() throws InterruptedException {
        BlockingStream<TrackedEventMessage<?>> stream = streamFromNow(NEVER);
        store(BATCH);
        store(BATCH);
        store(1);

        take(stream, 2 * BATCH + 1);

        assertThat(reads).hasValue(3);
    }

    @Test
    void whatNobodySignalledIsFoundByAsking() throws InterruptedException {
        BlockingStream<TrackedEventMessage<?>> stream = streamFromNow(Duration.ofMillis(50));
        assertThat(stream.hasNextAvailable(0, TimeUnit.SECONDS)).isFalse();
        store(1);

        assertThat(stream.hasNextAvailable(1, TimeUnit.MINUTES)).isTrue();
    }

    @Test
    void whoIsAtLeisureLetsWhatIsSignalledGather() throws InterruptedException {
        leisure = Leisure.of(NEVER, wakeUp);
        BlockingStream<TrackedEventMessage<?>> stream = streamAtEnd();
        store(1);
        wakeUp.signal();

        assertThat(stream.hasNextAvailable(20, TimeUnit.MILLISECONDS)).isFalse();
        assertThat(reads).hasValue(1);

        leisure = Leisure.of(Duration.ofMillis(50), wakeUp);
        BlockingStream<TrackedEventMessage<?>> shorter = streamAtEnd();
        store(1);
        wakeUp.signal();
        assertThat(shorter.hasNextAvailable(1, TimeUnit.MINUTES)).isTrue();
    }

    @Test
    void whoIsToldThatSomebodyWaitsReadsBeforeTheNextRest() throws Exception {
        leisure = Leisure.of(NEVER, wakeUp);
        BlockingStream<TrackedEventMessage<?>> stream = streamAtEnd();
        store(2);
        wakeUp.signal();

        FutureTask<Boolean> found = asked(stream);
        leisure.hurry();
        assertThat(found.get()).isTrue();
        take(stream, 2);

        store(1);
        wakeUp.signal();
        assertThat(stream.hasNextAvailable(0, TimeUnit.SECONDS)).isFalse();
    }

    /** A signal may be lost, and who waits has seen the event all the same. */
    @Test
    void whoIsToldThatSomebodyWaitsReadsWithoutASignal() throws Exception {
        leisure = Leisure.of(Duration.ZERO, wakeUp);
        BlockingStream<TrackedEventMessage<?>> stream = streamAtEnd();
        store(1);

        FutureTask<Boolean> found = asked(stream);
        leisure.hurry();
        assertThat(found.get()).isTrue();
    }

    /** Somebody who has begun to wait for the next event when this returns. */
    private static FutureTask<Boolean> asked(BlockingStream<TrackedEventMessage<?>> stream) {
        FutureTask<Boolean> found =
                new FutureTask<>(() -> stream.hasNextAvailable(1, TimeUnit.MINUTES));
        Thread thread = Thread.ofPlatform().daemon().start(found);
        while (thread.getState() != Thread.State.TIMED_WAITING) {
            assertThat(thread.isAlive()).isTrue();
            Thread.onSpinWait();
        }
        return found;
    }

    /** One that has just read an event, and that there was no more. */
    private BlockingStream<TrackedEventMessage<?>> streamAtEnd() throws InterruptedException {
        BlockingStream<TrackedEventMessage<?>> stream = streamFromNow(NEVER);
        store(1);
        take(stream, 1);
        return stream;
    }

    private BlockingStream<TrackedEventMessage<?>> streamFromNow(Duration poll) {
        TrackingToken now = lastToken();
        reads.set(0);
        return new EventLogSource(engine, leisure, poll).openStream(now);
    }

    private @Nullable TrackingToken lastToken() {
        TrackingToken token = null;
        while (true) {
            try (var events = engine.readEvents(token, false)) {
                var batch = events.toList();
                if (batch.isEmpty()) {
                    return token;
                }
                token = batch.getLast().trackingToken();
            }
        }
    }

    private static void take(BlockingStream<TrackedEventMessage<?>> stream, int count)
            throws InterruptedException {
        for (int i = 0; i < count; i++) {
            assertThat(stream.hasNextAvailable(0, TimeUnit.SECONDS)).isTrue();
            stream.nextAvailable();
        }
    }

    private void store(int count) {
        int before = reads.get();
        for (int i = 0; i < count; i++) {
            VolumeTypeId id = new VolumeTypeId(UUID.randomUUID());
            engine.appendEvents(
                    new GenericDomainEventMessage<>(
                            "volume-type",
                            id.toString(),
                            0,
                            new VolumeTypeDeleted(
                                    id, StatusChange.to("available", "deleted"), Instant.now()),
                            Map.of()));
        }
        reads.set(before);
    }
}
