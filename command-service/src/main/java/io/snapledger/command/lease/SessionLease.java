package io.snapledger.command.lease;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.support.SQLExceptionSubclassTranslator;

/**
 * A right that one instance has at a time: an advisory lock of a database session. It goes with its
 * session, so what the right is needed for is done through that session alone: who has lost the
 * right without knowing it can do nothing with it.
 *
 * <p>A process that is halted keeps its connections, so PostgreSQL ends a session with a right that
 * says nothing for a while; whoever has the right and is alive says something in time.
 */
public final class SessionLease implements AutoCloseable {

    /** Locks of two numbers: those of resources have one, and are apart from them. */
    private static final int FIRST_NUMBER = 1_886_745_448;

    private static final Duration SILENCE = Duration.ofSeconds(15);

    private final Connection session;
    private final String lock;
    private final CountDownLatch givenBack = new CountDownLatch(1);

    private SessionLease(Connection session, String lock) {
        this.session = session;
        this.lock = lock;
    }

    /**
     * Takes the right if nobody has it.
     *
     * @throws DataAccessException if the database does not answer
     */
    public static Optional<SessionLease> take(DataSource database, Right right) {
        return take(database, right, SILENCE).map(lease -> lease.keptAlive(SILENCE.dividedBy(5)));
    }

    /** One that is lost after that silence, unless it is kept alive. */
    static Optional<SessionLease> take(DataSource database, Right right, Duration silence) {
        String lock = "(" + FIRST_NUMBER + ", " + right.number + ")";
        try {
            Connection session = database.getConnection();
            boolean taken = false;
            try {
                session.setAutoCommit(true);
                taken =
                        lock(
                                session,
                                "select case when pg_try_advisory_lock"
                                        + lock
                                        + " then "
                                        + endAfter(silence)
                                        + " else false end");
            } finally {
                if (!taken) {
                    session.close();
                }
            }
            return taken ? Optional.of(new SessionLease(session, lock)) : Optional.empty();
        } catch (SQLException e) {
            throw translated("take the right " + right, e);
        }
    }

    private static String endAfter(Duration silence) {
        return "set_config('idle_session_timeout', '%d', false) is not null"
                .formatted(silence.toMillis());
    }

    SessionLease keptAlive(Duration pause) {
        Thread.ofVirtual().name("lease-keeper").start(() -> keepAlive(pause));
        return this;
    }

    private void keepAlive(Duration pause) {
        try {
            while (!givenBack.await(pause.toMillis(), TimeUnit.MILLISECONDS)) {
                saySomething();
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } catch (SQLException _) {
            // It is lost; whoever works with it will find that out.
        }
    }

    private synchronized void saySomething() throws SQLException {
        if (givenBack.getCount() > 0) {
            try (Statement statement = session.createStatement()) {
                statement.execute("select 1");
            }
        }
    }

    private static boolean lock(Connection session, String query) throws SQLException {
        try (Statement statement = session.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            return row.next() && row.getBoolean(1);
        }
    }

    /** The session that has the right; it commits each statement by itself. */
    public Connection session() {
        return session;
    }

    /** Gives the right back; a session that cannot do so is ended, which gives it back as well. */
    @Override
    public synchronized void close() {
        givenBack.countDown();
        try (Connection ending = session) {
            String back = "select " + endAfter(Duration.ZERO) + " and pg_advisory_unlock" + lock;
            if (!lock(ending, back)) {
                ending.abort(Runnable::run);
            }
        } catch (SQLException _) {
            end();
        }
    }

    private void end() {
        try {
            session.abort(Runnable::run);
        } catch (SQLException _) {
            // Then it is gone already.
        }
    }

    /** What went wrong with the session, in Spring's words. */
    public static DataAccessException translated(String task, SQLException e) {
        DataAccessException known = new SQLExceptionSubclassTranslator().translate(task, null, e);
        return known != null ? known : new SessionLost(task, e);
    }

    /** What there are rights for. */
    public enum Right {
        PUBLISH(1),
        SIGN(2);

        private final int number;

        Right(int number) {
            this.number = number;
        }
    }

    private static final class SessionLost extends DataAccessException {

        private static final long serialVersionUID = 1L;

        private SessionLost(String task, SQLException cause) {
            super("PostgreSQL could not " + task, cause);
        }
    }
}
