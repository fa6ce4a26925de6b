package io.snapledger.command.axon;

import io.snapledger.eventlog.EventLogTable;
import io.snapledger.eventlog.WakeUp;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.CannotCreateTransactionException;

/**
 * Tells the readers of the event log that there is something new: after the commit, since a {@code
 * NOTIFY} inside the transaction would make PostgreSQL serialise all commits; and one for as many
 * commits as came meanwhile.
 */
final class EventLogNotifier implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(EventLogNotifier.class);

    private final JdbcTemplate jdbc;
    private final WakeUp wakeUp;
    private final Semaphore news = new Semaphore(0);
    private volatile @Nullable Thread thread;

    EventLogNotifier(JdbcTemplate jdbc, WakeUp wakeUp) {
        this.jdbc = jdbc;
        this.wakeUp = wakeUp;
    }

    /** Returns at once. */
    void somethingNew() {
        wakeUp.signal();
        news.release();
    }

    @Override
    public void start() {
        // Known before it runs: its loop asks whether it is still the one.
        Thread starting = Thread.ofVirtual().name("event-log-notifier").unstarted(this::run);
        thread = starting;
        starting.start();
    }

    @Override
    public void stop() {
        Thread running = thread;
        thread = null;
        if (running != null) {
            running.interrupt();
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
        try {
            while (isStillTheOne()) {
                news.acquire();
                news.drainPermits();
                notifyReaders();
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void notifyReaders() {
        try {
            jdbc.execute("notify " + EventLogTable.CHANNEL);
        } catch (DataAccessException | CannotCreateTransactionException e) {
            // They poll as well, so this costs them a moment and nothing else.
            log.warn("Readers were not told of new events: {}", e.getMessage());
        }
    }
}
