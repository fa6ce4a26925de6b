package io.snapledger.query.rebuild;

import io.snapledger.contract.rebuild.RebuildAnswer;
import io.snapledger.contract.rebuild.RebuildPhase;
import io.snapledger.contract.rebuild.RebuildState;
import io.snapledger.contract.rebuild.RebuildView;
import io.snapledger.eventlog.EventLogEngine;
import io.snapledger.eventlog.WakeUp;
import io.snapledger.query.projection.EventLogStatements;
import io.snapledger.query.projection.Failures;
import io.snapledger.query.projection.ProcessorTokens;
import io.snapledger.query.projection.View;
import io.snapledger.query.projection.Views;
import io.snapledger.query.rebuild.RebuildConfiguration.PatientConnections;
import io.snapledger.query.rebuild.RebuildTable.Claimed;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Takes rebuilds up, one after the other: those asked for here and elsewhere, and those that
 * another process left unfinished. Any number of instances may do so at once.
 */
@Component
class Rebuilds implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(Rebuilds.class);

    private static final Duration POLL = Duration.ofSeconds(1);
    private static final Duration STOPS_WITHIN = Duration.ofSeconds(5);

    /** How often what passes by itself may come back before it is believed to stay. */
    private static final int TRIES = 10;

    private final UUID owner = UUID.randomUUID();
    private final WakeUp wakeUp = new WakeUp();
    private final Views all;
    private final RebuildTable table;
    private final ShadowTables shadows;
    private final ProcessorTokens tokens;
    private final EventLogEngine engine;
    private final EventLogStatements eventLog;
    private final JdbcClient views;
    private final PatientConnections patient;
    private final TransactionTemplate transactions;
    private final ViewsProperties.Rebuild settings;
    private final RebuildMetrics metrics;
    private volatile @Nullable Thread worker;
    private volatile @Nullable UUID inWork;
    private volatile boolean stopping;
    // Of the worker.
    private @Nullable Place stuckAt;
    private int tries;

    /** Where a rebuild stands when it is interrupted. */
    private record Place(UUID rebuild, @Nullable RebuildPhase phase, long eventsDone) {

        // What is not copying does not get further by the events that happen meanwhile.
        static Place of(RebuildView rebuild) {
            boolean copies = rebuild.phase() == RebuildPhase.COPYING;
            return new Place(rebuild.id(), rebuild.phase(), copies ? rebuild.eventsDone() : 0);
        }
    }

    Rebuilds(
            Views all,
            RebuildTable table,
            ShadowTables shadows,
            ProcessorTokens tokens,
            EventLogEngine engine,
            EventLogStatements eventLog,
            JdbcClient views,
            PatientConnections patient,
            PlatformTransactionManager transactions,
            ViewsProperties properties,
            RebuildMetrics metrics) {
        this.all = all;
        this.table = table;
        this.shadows = shadows;
        this.tokens = tokens;
        this.engine = engine;
        this.eventLog = eventLog;
        this.views = views;
        this.patient = patient;
        this.transactions = new TransactionTemplate(transactions);
        settings = properties.rebuild();
        this.metrics = metrics;
    }

    /** Asks for one; the view must be known. */
    RebuildAnswer begin(View view, @Nullable String user, @Nullable String requestId) {
        while (true) {
            UUID id = UUID.randomUUID();
            boolean begun = table.begin(id, view.name(), user, requestId);
            Optional<RebuildView> now =
                    begun
                            ? table.find(id)
                            : table.last().stream()
                                    .filter(last -> last.view().equals(view.name()))
                                    .filter(last -> last.state() == RebuildState.RUNNING)
                                    .findFirst();
            // The one that was in the way may have ended in between.
            if (now.isPresent()) {
                if (begun) {
                    log.info(
                            "The view {} is to be made again: rebuild {}, asked for by {} in {}",
                            view.name(),
                            id,
                            user == null ? "the command line" : user,
                            requestId);
                    wakeUp.signal();
                }
                return new RebuildAnswer(begun, now.get());
            }
        }
    }

    Optional<RebuildView> abort(View view) {
        Optional<UUID> aborted = table.abort(view.name());
        aborted.ifPresent(id -> {
            log.info("The rebuild {} of {} is aborted", id, view.name());
            metrics.ended(RebuildState.ABORTED);
            cancelIndexing(id);
            wakeUp.signal();
        });
        return aborted.flatMap(table::find);
    }

    @Override
    public boolean isAutoStartup() {
        return settings.enabled();
    }

    @Override
    public synchronized void start() {
        stopping = false;
        worker = Thread.ofPlatform().daemon().name("view-rebuild").start(this::work);
    }

    // Not interrupted: that would cut the connection that it is just using.
    @Override
    public synchronized void stop() {
        Thread running = worker;
        worker = null;
        if (running == null) {
            return;
        }
        stopping = true;
        wakeUp.signal();
        try {
            UUID rebuild = inWork;
            if (rebuild != null) {
                cancelIndexing(rebuild);
            }
        } catch (RuntimeException e) {
            log.debug("The making of indexes was not cancelled", e);
        }
        try {
            running.join(STOPS_WITHIN);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return worker != null;
    }

    private void work() {
        boolean failing = false;
        while (!stopping) {
            long ticket = wakeUp.ticket();
            try {
                dropLeftOver();
                Optional<Claimed> next =
                        table.claim(
                                owner,
                                settings.takeOver(),
                                all.all().stream().map(View::name).toList());
                failing = false;
                if (next.isPresent()) {
                    if (!work(next.get())) {
                        sleep(wakeUp.ticket(), POLL);
                    }
                    continue;
                }
            } catch (RuntimeException e) {
                if (!failing && !stopping) {
                    log.warn("Rebuilds cannot be looked for: {}", Failures.inOneLine(e));
                    failing = true;
                }
            }
            sleep(ticket, POLL);
        }
    }

    /** Works on one; false if it is to be tried again, but not at once. */
    private boolean work(Claimed claimed) {
        View view =
                all.find(claimed.view())
                        .orElseThrow(() -> new IllegalStateException(claimed.view()));
        log.info(
                "The rebuild {} of {} is {} here",
                claimed.id(),
                view.name(),
                claimed.resumed() ? "taken up" : "begun");
        inWork = claimed.id();
        metrics.begins();
        PatientConnection slow = patient.of(claimed.id());
        Thread signs = Thread.ofVirtual().start(() -> giveSigns(claimed.id(), slow));
        try {
            new Rebuilder(
                            claimed,
                            view,
                            owner,
                            table,
                            shadows,
                            tokens,
                            new LogRange(engine, eventLog.client(), view),
                            views,
                            slow,
                            transactions,
                            settings,
                            metrics,
                            atMost -> stopping || sleep(wakeUp.ticket(), atMost))
                    .run();
            metrics.ended(RebuildState.FINISHED);
            table.find(claimed.id())
                    .ifPresent(done ->
                            log.info(
                                    "The view {} is made again of {} events and has taken the"
                                            + " place of the old one: rebuild {}",
                                    view.name(),
                                    done.eventsDone(),
                                    done.id()));
            return true;
        } catch (NotOurs _) {
            leave(claimed, view);
            return true;
        } catch (RuntimeException e) {
            return failed(claimed, view, e);
        } finally {
            inWork = null;
            metrics.leaves();
            signs.interrupt();
        }
    }

    private boolean failed(Claimed claimed, View view, RuntimeException failure) {
        if (stopping || !table.isRunning(claimed.id())) {
            leave(claimed, view);
            return true;
        }
        if (PassingFailures.passes(failure) && getsFurther(claimed.id())) {
            log.warn(
                    "The rebuild of {} is interrupted and will be taken up again: {}",
                    view.name(),
                    Failures.inOneLine(failure));
            table.release(claimed.id(), owner);
            return false;
        }
        log.error("The rebuild {} of {} failed", claimed.id(), view.name(), failure);
        if (table.end(claimed.id(), owner, RebuildState.FAILED, Failures.inOneLine(failure))) {
            metrics.ended(RebuildState.FAILED);
        }
        return true;
    }

    /** False where it has been interrupted so many times at the same place. */
    private boolean getsFurther(UUID rebuild) {
        @Nullable Place place = table.find(rebuild).map(Place::of).orElse(null);
        tries = place != null && place.equals(stuckAt) ? tries + 1 : 1;
        stuckAt = place;
        return tries < TRIES;
    }

    private void leave(Claimed claimed, View view) {
        log.info("The rebuild {} of {} is left off here", claimed.id(), view.name());
        table.release(claimed.id(), owner);
    }

    private void giveSigns(UUID rebuild, PatientConnection slow) {
        @Nullable Connection unanswered = null;
        while (rebuild.equals(inWork)) {
            try {
                Thread.sleep(settings.takeOver().dividedBy(4));
                table.touch(rebuild, owner);
                @Nullable Connection inUse = slow.inUse();
                if (inUse == null || isServed(rebuild)) {
                    unanswered = null;
                } else if (inUse.equals(unanswered)) {
                    log.warn("The database does nothing for rebuild {} any more", rebuild);
                    PatientConnection.abandon(inUse);
                } else {
                    // It may just have ended.
                    unanswered = inUse;
                }
            } catch (InterruptedException _) {
                return;
            } catch (SQLException | RuntimeException e) {
                log.debug("No sign of life of rebuild {}", rebuild, e);
            }
        }
    }

    private boolean isServed(UUID rebuild) {
        return views.sql(
                        """
                        select exists (select from pg_stat_activity
                          where datname = current_database() and application_name = ?)
                        """)
                .param(RebuildConfiguration.applicationName(rebuild))
                .query(Boolean.class)
                .single();
    }

    // While an index is made nobody looks whether it is still wanted.
    private void cancelIndexing(UUID rebuild) {
        views.sql(
                        """
                        select pg_cancel_backend(pid) from pg_stat_activity
                        where datname = current_database() and application_name = ?
                          and state = 'active'
                        """)
                .param(RebuildConfiguration.applicationName(rebuild))
                .query((_, _) -> true)
                .list();
    }

    private void dropLeftOver() {
        for (String schema : shadows.leftOver()) {
            try {
                transactions.executeWithoutResult(_ -> {
                    views.sql("set local lock_timeout to '1s'").update();
                    shadows.drop(schema);
                });
                log.info("Dropped {}, which no rebuild needs any more", schema);
            } catch (RuntimeException e) {
                if (!PassingFailures.isLock(e)) {
                    throw e;
                }
                log.debug("{} is still in use", schema, e);
            }
        }
    }

    /** Sleeps until the time is over or there is something to do; true if that is to stop. */
    private boolean sleep(long ticket, Duration atMost) {
        try {
            wakeUp.await(ticket, atMost);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return true;
        }
        return stopping;
    }
}
