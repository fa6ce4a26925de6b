package io.snapledger.eventlog;

import io.snapledger.eventlog.background.BackgroundWork;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Arrays;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hears the {@code NOTIFY} of writers in other processes on a connection of its own and passes it
 * on as a {@link WakeUp}; writers that share the wake-up have used it already. A lost notification
 * costs time, never an event: readers also look by themselves now and then.
 */
public final class EventLogListener extends BackgroundWork {

    private static final Logger log = LoggerFactory.getLogger(EventLogListener.class);

    private static final Duration RECONNECT = Duration.ofSeconds(1);
    private static final Duration LISTEN = Duration.ofSeconds(5);

    private final String url;
    private final Properties login = new Properties();
    private final WakeUp wakeUp;
    private volatile @Nullable Connection connection;

    public EventLogListener(
            String url, @Nullable String user, @Nullable String password, WakeUp wakeUp) {
        super("event-log-listener");
        this.url = url;
        this.wakeUp = wakeUp;
        if (user != null) {
            login.setProperty("user", user);
        }
        if (password != null) {
            login.setProperty("password", password);
        }
        login.setProperty("ApplicationName", "snapledger-event-log-listener");
        login.setProperty("tcpKeepAlive", "true");
        login.setProperty("connectTimeout", "5");
    }

    @Override
    public void stop() {
        super.stop();
        close(connection);
    }

    @Override
    protected void work() {
        boolean said = false;
        while (isStillTheOne()) {
            try (Connection opened = DriverManager.getConnection(url, login);
                    Statement statement = opened.createStatement()) {
                connection = opened;
                statement.execute("listen " + EventLogTable.CHANNEL);
                if (said) {
                    log.info("Listening for new events again");
                    said = false;
                }
                // What was written before this connection listened was announced to nobody.
                wakeUp.signal();
                PGConnection notifications = opened.unwrap(PGConnection.class);
                while (isStillTheOne()) {
                    if (hasNews(notifications.getNotifications((int) LISTEN.toMillis()))) {
                        wakeUp.signal();
                    }
                }
            } catch (SQLException e) {
                if (isStillTheOne()) {
                    if (!said) {
                        log.warn(
                                "Not listening for new events, polling instead; trying again: {}",
                                e.getMessage());
                        said = true;
                    }
                    pause();
                }
            }
        }
    }

    private boolean hasNews(PGNotification @Nullable [] received) {
        return received != null
                && Arrays.stream(received)
                        .anyMatch(one -> !one.getParameter().equals(wakeUp.name()));
    }

    private static void pause() {
        try {
            Thread.sleep(RECONNECT);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private static void close(@Nullable Connection connection) {
        if (connection == null) {
            return;
        }
        try {
            connection.close();
        } catch (SQLException e) {
            log.debug("Closing the listener's connection failed", e);
        }
    }
}
