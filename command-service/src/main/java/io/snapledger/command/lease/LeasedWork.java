package io.snapledger.command.lease;

import io.snapledger.command.restore.RestoreRefused;
import io.snapledger.eventlog.background.BackgroundWork;
import java.time.Duration;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/**
 * Work that one instance does at a time: whoever has the right to works until something fails, and
 * tries again, later each time. What fails is said once, and once that it works again.
 */
public abstract class LeasedWork extends BackgroundWork {

    private static final Duration FIRST_BACK_OFF = Duration.ofMillis(200);

    // Longer than a second instance needs to find out that it cannot work either.
    private static final Duration WORKS_ELSEWHERE = Duration.ofMinutes(1);

    private final Logger log = LoggerFactory.getLogger(getClass());
    private final SessionLease.Right right;
    private final DataSource database;
    private final Pace pace;
    private final String what;
    private final String done;
    private volatile @Nullable String failure;
    private volatile long failedAt;
    private volatile boolean databaseFailed;
    private volatile Duration backOff = FIRST_BACK_OFF;

    /**
     * Work that has not begun.
     *
     * @param name the thread's
     * @param what it is about, in the plural, as the log is to say it
     * @param done what happens to that: {@code Events} are {@code published}
     */
    protected LeasedWork(
            String name,
            SessionLease.Right right,
            DataSource database,
            Pace pace,
            String what,
            String done) {
        super(name);
        this.right = right;
        this.database = database;
        this.pace = pace;
        this.what = what;
        this.done = done;
    }

    /**
     * How it goes about it.
     *
     * @param takeOver how often an instance without the right asks whether it may
     * @param maxBackOff the longest pause between two attempts
     * @param end how long its end is waited for
     */
    public record Pace(Duration takeOver, Duration maxBackOff, Duration end) {}

    /**
     * All of it, through the session that has the right: returns once its thread is not the one any
     * more.
     */
    protected abstract void workWith(SessionLease lease) throws InterruptedException;

    @Override
    public void stop() {
        Thread working = interrupt();
        if (working != null) {
            try {
                working.join(pace.end);
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Override
    protected final void work() throws InterruptedException {
        backOff = FIRST_BACK_OFF;
        while (isStillTheOne()) {
            try (SessionLease lease = SessionLease.take(database, right).orElse(null)) {
                if (lease == null) {
                    leftToOthers();
                    Thread.sleep(pace.takeOver);
                    continue;
                }
                workWith(lease);
            } catch (DataAccessException | TransactionException e) {
                backOffAfter(e, true);
            } catch (RuntimeException e) {
                backOffAfter(e, false);
            }
        }
    }

    private void backOffAfter(RuntimeException e, boolean ofDatabase) throws InterruptedException {
        failed(reason(e));
        databaseFailed = ofDatabase;
        Thread.sleep(backOff);
        backOff = min(backOff.multipliedBy(2), pace.maxBackOff);
    }

    /**
     * Somebody else has the right. So the database answers; but whether he can work is known only
     * once he has had the right for long, since who cannot gives it back.
     */
    private void leftToOthers() {
        if (failure != null
                && (databaseFailed || System.nanoTime() - failedAt >= WORKS_ELSEWHERE.toNanos())) {
            log.info("{} are left to another instance", what);
            failure = null;
        }
    }

    /** Why it does not work at present; null if it does. */
    protected final @Nullable String failure() {
        return failure;
    }

    /** Remembers that it does not work, and says so if it is news. */
    protected final void failed(String reason) {
        if (!isStillTheOne()) {
            return;
        }
        if (failure == null) {
            log.warn("{} are not being {}, trying again: {}", what, done, reason);
        }
        failure = reason;
        failedAt = System.nanoTime();
        databaseFailed = false;
    }

    /** It has worked: forgets that it did not, and says so if it is news. */
    protected final void recovered() {
        backOff = FIRST_BACK_OFF;
        if (failure != null) {
            log.info("{} are being {} again", what, done);
            failure = null;
        }
    }

    /** What went wrong, in a line. */
    protected static String reason(RuntimeException e) {
        if (e instanceof CannotGoOn || e instanceof RestoreRefused) {
            return String.valueOf(e.getMessage());
        }
        Throwable cause = e.getCause() == null ? e : e.getCause();
        return cause.getClass().getSimpleName() + ": " + cause.getMessage();
    }

    private static Duration min(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    /** What the work itself objects to, in words of its own. */
    protected static class CannotGoOn extends RuntimeException {

        private static final long serialVersionUID = 1L;

        protected CannotGoOn(String why) {
            super(why, null, false, false);
        }
    }
}
