package io.snapledger.command.axon;

import io.snapledger.eventlog.EventLogTable;
import io.snapledger.eventlog.WakeUp;
import io.snapledger.eventlog.background.BackgroundWork;
import java.util.concurrent.Semaphore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.CannotCreateTransactionException;

/**
 * Tells the readers of the event log that there is something new, those of this process by itself
 * and all others by {@code NOTIFY}: after the commit, since a {@code NOTIFY} inside the transaction
 * would make PostgreSQL serialise all commits; and one for as many commits as came meanwhile.
 */
final class EventLogNotifier extends BackgroundWork {

    private static final Logger log = LoggerFactory.getLogger(EventLogNotifier.class);

    private final JdbcTemplate jdbc;
    private final WakeUp wakeUp;
    private final boolean announce;
    private final Semaphore news = new Semaphore(0);

    /**
     * One that has not begun.
     *
     * @param announce whether there are readers in other processes
     */
    EventLogNotifier(JdbcTemplate jdbc, WakeUp wakeUp, boolean announce) {
        super("event-log-notifier");
        this.jdbc = jdbc;
        this.wakeUp = wakeUp;
        this.announce = announce;
    }

    /** Returns at once. */
    void somethingNew() {
        wakeUp.signal();
        if (announce) {
            news.release();
        }
    }

    @Override
    protected void work() throws InterruptedException {
        while (isStillTheOne()) {
            news.acquire();
            news.drainPermits();
            notifyReaders();
        }
    }

    private void notifyReaders() {
        try {
            jdbc.execute("notify %s, '%s'".formatted(EventLogTable.CHANNEL, wakeUp.name()));
        } catch (DataAccessException | CannotCreateTransactionException e) {
            // They poll as well, so this costs them a moment and nothing else.
            log.warn("Readers were not told of new events: {}", e.getMessage());
        }
    }
}
