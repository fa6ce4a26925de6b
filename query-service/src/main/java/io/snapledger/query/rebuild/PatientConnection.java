package io.snapledger.query.rebuild;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.UncategorizedSQLException;

/** Does one after the other what takes as long as it takes, each over a connection of its own. */
final class PatientConnection {

    private final String url;
    private final Properties properties;
    private volatile @Nullable Connection inUse;

    PatientConnection(String url, Properties properties) {
        this.url = url;
        this.properties = properties;
    }

    void execute(String sql) {
        try (Connection connection = DriverManager.getConnection(url, properties);
                Statement statement = connection.createStatement()) {
            inUse = connection;
            statement.execute(sql);
        } catch (SQLException e) {
            throw new UncategorizedSQLException("what takes long", sql, e);
        } finally {
            inUse = null;
        }
    }

    /** What somebody waits for an answer of; null if nobody waits. */
    @Nullable Connection inUse() {
        return inUse;
    }

    /** Waits no longer for an answer of that one. */
    static void abandon(Connection connection) throws SQLException {
        connection.abort(Runnable::run);
    }
}
