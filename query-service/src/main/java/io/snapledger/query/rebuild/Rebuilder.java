package io.snapledger.query.rebuild;

import io.snapledger.contract.rebuild.RebuildPhase;
import io.snapledger.contract.rebuild.RebuildState;
import io.snapledger.query.projection.Failures;
import io.snapledger.query.projection.ProcessorTokens;
import io.snapledger.query.projection.View;
import io.snapledger.query.rebuild.RebuildTable.Claimed;
import io.snapledger.query.table.Writes;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.axonframework.eventhandling.GapAwareTrackingToken;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * One rebuild, from where it stands to its end.
 *
 * <p>It reads only what the live view's processor has committed, so it never meets a gap that is
 * not known to be one: what is missing from the processor's token is in the view, or is nothing.
 * Rows and place are written in one transaction, which begins by making sure that the rebuild is
 * still this process's own.
 */
final class Rebuilder {

    private static final Logger log = LoggerFactory.getLogger(Rebuilder.class);

    /** How many batches are read while one is written. */
    private static final int AHEAD = 2;

    /** How many positions may be left when the tables are swapped. */
    private static final long FEW = 500;

    /** How many outdated rows are removed in one transaction. */
    private static final int OUTDATED_AT_ONCE = 1_000;

    /**
     * How long the live view may stand still at most once its tables are locked or waited for. What
     * takes longer is cancelled and tried again.
     */
    private static final Duration LONGEST_HOLD = Duration.ofSeconds(2);

    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);

    private final Claimed rebuild;
    private final View view;
    private final UUID owner;
    private final RebuildTable table;
    private final ShadowTables shadows;
    private final ProcessorTokens tokens;
    private final LogRange events;
    private final JdbcClient views;
    private final PatientConnection patient;
    private final TransactionTemplate transactions;
    private final ViewsProperties.Rebuild settings;
    private final RebuildMetrics metrics;
    private final Pause pause;

    private String shape;
    private long position;
    private SortedSet<Long> gaps;

    /** Sleeps for so long at most; true if the process stops. */
    @FunctionalInterface
    interface Pause {
        boolean stops(Duration atMost);
    }

    Rebuilder(
            Claimed rebuild,
            View view,
            UUID owner,
            RebuildTable table,
            ShadowTables shadows,
            ProcessorTokens tokens,
            LogRange events,
            JdbcClient views,
            PatientConnection patient,
            TransactionTemplate transactions,
            ViewsProperties.Rebuild settings,
            RebuildMetrics metrics,
            Pause pause) {
        this.rebuild = rebuild;
        this.view = view;
        this.owner = owner;
        this.table = table;
        this.shadows = shadows;
        this.tokens = tokens;
        this.events = events;
        this.views = views;
        this.patient = patient;
        this.transactions = transactions;
        this.settings = settings;
        this.metrics = metrics;
        this.pause = pause;
        shape = rebuild.shape() == null ? "" : rebuild.shape();
        position = rebuild.position();
        gaps = new TreeSet<>(rebuild.gaps());
    }

    /**
     * Does what is left.
     *
     * @throws NotOurs if somebody else is to go on, or nobody
     */
    void run() {
        if (rebuild.shape() == null || !shadows.exist(view, rebuild.id())) {
            startOver();
        } else {
            log.info("The rebuild of {} goes on from position {}", view.name(), position);
        }
        boolean indexed = false;
        Duration delay = Duration.ofMillis(250);
        while (true) {
            catchUp();
            if (!indexed) {
                index();
                indexed = true;
                enter(RebuildPhase.CATCHING_UP);
                continue;
            }
            removeOutdated();
            enter(RebuildPhase.SWAPPING);
            switch (trySwap()) {
                case DONE -> {
                    return;
                }
                case OTHER_SHAPE -> {
                    log.warn(
                            "The tables of {} look different now, its rebuild starts over",
                            view.name());
                    startOver();
                    indexed = false;
                }
                case BUSY -> {
                    if (pause.stops(delay)) {
                        throw new NotOurs();
                    }
                    Duration doubled = delay.multipliedBy(2);
                    delay = doubled.compareTo(LONGEST_PAUSE) < 0 ? doubled : LONGEST_PAUSE;
                }
            }
        }
    }

    private void startOver() {
        long total =
                events.count(token().map(GapAwareTrackingToken::getIndex).orElse(0L), this::stops);
        transactions.executeWithoutResult(_ -> {
            ours(table.touch(rebuild.id(), owner));
            shadows.create(view, rebuild.id());
            shape = shadows.shape(view);
            ours(table.startOver(rebuild.id(), owner, shape, total));
        });
        position = 0;
        gaps = new TreeSet<>();
    }

    private Optional<GapAwareTrackingToken> token() {
        return tokens.read(view.processor());
    }

    /** As far as the live view has come by now. */
    private void catchUp() {
        @Nullable GapAwareTrackingToken live = token().orElse(null);
        if (live == null) {
            return;
        }
        SortedSet<Long> late = late(live);
        if (!late.isEmpty()) {
            write(events.read(late), position, live);
        }
        ExecutorService readers =
                Executors.newFixedThreadPool(
                        AHEAD, Thread.ofPlatform().daemon().name("view-rebuild-reader").factory());
        try {
            long end = live.getIndex();
            long asked = position;
            Deque<Future<List<TrackedEventMessage<?>>>> ahead = new ArrayDeque<>();
            while (position < end) {
                while (ahead.size() <= AHEAD && asked < end) {
                    long after = asked;
                    long upTo = Math.min(end, after + settings.batchSize());
                    ahead.add(readers.submit(() -> events.read(after, upTo, live.getGaps())));
                    asked = upTo;
                }
                write(
                        read(ahead.remove(), Long.MAX_VALUE),
                        Math.min(end, position + settings.batchSize()),
                        live);
                if (stops()) {
                    throw new NotOurs();
                }
            }
        } finally {
            readers.shutdownNow();
        }
    }

    private static List<TrackedEventMessage<?>> read(
            Future<List<TrackedEventMessage<?>>> batch, long nanos) {
        try {
            return batch.get(nanos, TimeUnit.NANOSECONDS);
        } catch (TimeoutException _) {
            throw new TakesTooLong();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw new NotOurs();
        }
    }

    // What was missing and is not any more, for the processor has seen it or given it up.
    private SortedSet<Long> late(GapAwareTrackingToken live) {
        SortedSet<Long> late = new TreeSet<>(gaps);
        late.removeAll(live.getGaps());
        return late;
    }

    private void write(
            Collection<TrackedEventMessage<?>> batch, long upTo, GapAwareTrackingToken live) {
        SortedSet<Long> missing = new TreeSet<>(live.getGaps().headSet(upTo + 1));
        transactions.executeWithoutResult(_ -> {
            ours(table.advance(rebuild.id(), owner, upTo, missing, batch.size()));
            if (!batch.isEmpty()) {
                // Rows and place are lost together or not at all.
                views.sql("set local synchronous_commit to off").update();
                shadows.use(view);
                project(List.copyOf(batch));
            }
        });
        position = upTo;
        gaps = missing;
        metrics.handled(batch.size());
    }

    private void project(List<TrackedEventMessage<?>> batch) {
        Writes writes = new Writes();
        view.handle(batch, writes);
        writes.execute(views);
    }

    private void index() {
        enter(RebuildPhase.INDEXING);
        for (String index : shadows.indexes(view)) {
            ours(table.touch(rebuild.id(), owner));
            patient.execute(index);
        }
        removeOutdated();
        for (String name : view.tables()) {
            ours(table.touch(rebuild.id(), owner));
            String schema = shadows.schema(view);
            patient.execute("vacuum (analyze) " + schema + '.' + name);
            // Of a table that it knows to be empty PostgreSQL expects that it stays so.
            patient.execute(
                    """
                    select pg_clear_relation_stats('%1$s', '%2$s')
                    where not exists (select from %1$s.%2$s)
                    """
                            .formatted(schema, name));
        }
    }

    // Beside the live view, for there may be years of it; the swap finds what has come since.
    private void removeOutdated() {
        int removed;
        do {
            if (stops()) {
                throw new NotOurs();
            }
            Integer rows =
                    transactions.execute(_ -> {
                        ours(table.touch(rebuild.id(), owner));
                        shadows.use(view);
                        return view.removeOutdated(OUTDATED_AT_ONCE);
                    });
            removed = rows == null ? 0 : rows;
        } while (removed == OUTDATED_AT_ONCE);
    }

    private enum Swap {
        DONE,
        BUSY,
        OTHER_SHAPE
    }

    private Swap trySwap() {
        try {
            Swap swap = transactions.execute(_ -> swap());
            if (swap == null) {
                throw new IllegalStateException("no result");
            }
            return swap;
        } catch (RuntimeException e) {
            if (!PassingFailures.isLock(e)
                    && !PassingFailures.isCancelled(e)
                    && !(e instanceof TakesTooLong)) {
                throw e;
            }
            log.info(
                    "The tables of {} are in use, they will be swapped a little later: {}",
                    view.name(),
                    Failures.inOneLine(e));
            return Swap.BUSY;
        }
    }

    private Swap swap() {
        shadows.limit("lock_timeout", settings.lockTimeout());
        ours(table.touch(rebuild.id(), owner));
        // The live view stands still from here on. Its processor takes this row before any table,
        // so nobody waits for the other in a circle.
        @Nullable GapAwareTrackingToken live = tokens.hold(view.processor()).orElse(null);
        long until = System.nanoTime() + LONGEST_HOLD.toNanos();
        if (live != null) {
            if (live.getIndex() - position > FEW) {
                return Swap.BUSY;
            }
            List<TrackedEventMessage<?>> rest = rest(live, until);
            limitTo(until);
            ours(table.advance(rebuild.id(), owner, live.getIndex(), live.getGaps(), rest.size()));
            if (!rest.isEmpty()) {
                shadows.use(view);
                project(rest);
            }
        }
        shadows.use(view);
        view.removeOutdated(OUTDATED_AT_ONCE);
        limitTo(until);
        if (!shadows.swap(view, shape, settings.lockTimeout())) {
            return Swap.OTHER_SHAPE;
        }
        ours(table.end(rebuild.id(), owner, RebuildState.FINISHED, null));
        return Swap.DONE;
    }

    private List<TrackedEventMessage<?>> rest(GapAwareTrackingToken live, long until) {
        // The event log's connections wait for longer than the live view may stand still.
        FutureTask<List<TrackedEventMessage<?>>> reading =
                new FutureTask<>(() -> {
                    List<TrackedEventMessage<?>> rest = new ArrayList<>(events.read(late(live)));
                    rest.addAll(events.read(position, live.getIndex(), live.getGaps()));
                    return rest;
                });
        Thread.ofVirtual().start(reading);
        return read(reading, until - System.nanoTime());
    }

    /** Limits what follows to the time that is left. */
    private void limitTo(long until) {
        Duration left = Duration.ofNanos(until - System.nanoTime());
        if (left.toMillis() <= 0) {
            throw new TakesTooLong();
        }
        shadows.limit("statement_timeout", left);
    }

    /** Thrown so that nothing of the transaction stays. */
    private static final class TakesTooLong extends RuntimeException {

        private static final long serialVersionUID = 1L;

        private TakesTooLong() {
            super("The live view would stand still for longer than " + LONGEST_HOLD);
        }
    }

    private void enter(RebuildPhase phase) {
        ours(table.enter(rebuild.id(), owner, phase));
    }

    private boolean stops() {
        return pause.stops(Duration.ZERO);
    }

    private static void ours(boolean are) {
        if (!are) {
            throw new NotOurs();
        }
    }
}
