package io.snapledger.query;

import io.snapledger.testservers.Servers;
import io.snapledger.testservers.TestPostgres;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.flywaydb.core.Flyway;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** One PostgreSQL for all tests of this JVM; each asks it for a database of its own. */
public final class TestServer {

    private static final AtomicInteger DATABASES = new AtomicInteger();

    private TestServer() {}

    /** A new, empty database. */
    public static String newDatabase() {
        // Aborted while a class is initialized, a test would have failed.
        Servers.assumeThere();
        String name = "test_" + DATABASES.incrementAndGet();
        try (Connection connection = Running.SERVER.dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("create database " + name);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return Running.SERVER.jdbcUrl(name);
    }

    /** A new database with the tables of the views, which are empty. */
    public static JdbcClient newViews() {
        return views(newDatabase());
    }

    /** A database with the tables of the views. */
    public static JdbcClient views(String url) {
        return views(url, "latest");
    }

    /** The same as they were after the migration of that version. */
    public static JdbcClient views(String url, String version) {
        DriverManagerDataSource database = new DriverManagerDataSource(url, "postgres", "");
        Flyway.configure()
                .dataSource(database)
                .locations("classpath:db/migration/query")
                .schemas("view")
                .defaultSchema("view")
                .target(version)
                .load()
                .migrate();
        return JdbcClient.create(database);
    }

    private static final class Running {

        private static final TestPostgres SERVER =
                TestPostgres.started(Map.of("log_min_messages", "fatal"));
    }
}
