package io.snapledger.eventlog;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;

/** The command-service's own migrations of the event log, in an empty database. */
public final class EventLogMigrations {

    private static final Path FOLDER =
            Path.of("..", "command-service", "src/main/resources/db/migration/command");

    private EventLogMigrations() {}

    public static void run(DataSource database) throws SQLException, IOException {
        run(database, "V1__create_event_log.sql");
        run(database, "V20__index_events_that_begin_resources.sql");
        run(database, "V21__chain_events.sql");
        run(database, "V22__keep_states_of_long_histories.sql");
        runPartitioning(database);
        run(database, "V31__accept_losses.sql");
    }

    /** Those that make partitions of the one table, each in a transaction of its own. */
    public static void runPartitioning(DataSource database) throws SQLException, IOException {
        run(database, "V30__bound_the_events_there_are.sql");
        run(database, "V30_1__prove_the_bound_of_the_events_there_are.sql");
        run(database, "V30_2__partition_events_by_position.sql");
        run(database, "V30_3__look_again_before_a_partition_is_made.sql");
    }

    public static void run(DataSource database, String file) throws SQLException, IOException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(read(file));
        }
    }

    static String read(String file) throws IOException {
        return Files.readString(FOLDER.resolve(file));
    }
}
