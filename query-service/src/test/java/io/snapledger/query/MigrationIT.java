package io.snapledger.query;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;

/** Migrations of views that are large, and of those that are empty. */
class MigrationIT {

    /** What PostgreSQL knows to be empty it reads from end to end, also once it is not. */
    @Test
    void ofNoViewItIsKnownThatItIsEmpty() {
        assertThat(
                        TestServer.newViews()
                                .sql(
                                        """
                                        select relname from pg_class
                                        where relnamespace = 'view'::regnamespace
                                          and relkind = 'r' and reltuples = 0
                                        """)
                                .query(String.class)
                                .list())
                .isEmpty();
    }

    /** It counts a whole history; elsewhere silence means that the database is away. */
    @Test
    void aMigrationMayTakeAsLongAsItTakes() throws SQLException {
        EventLogWriter log = EventLogWriter.onNewTable(TestServer.newDatabase());
        try (RunningService service = RunningService.on(log.url());
                Connection ofMigrations =
                        service.get(Flyway.class)
                                .getConfiguration()
                                .getDataSource()
                                .getConnection();
                Connection ofOthers = service.get(DataSource.class).getConnection()) {
            assertThat(ofMigrations.getNetworkTimeout()).isZero();
            assertThat(ofOthers.getNetworkTimeout()).isPositive();
            assertThat(readsFromEndToEnd(ofMigrations)).isEqualTo("on");
            assertThat(readsFromEndToEnd(ofOthers)).isEqualTo("off");
        }
    }

    private static String readsFromEndToEnd(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("show enable_seqscan")) {
            row.next();
            return row.getString(1);
        }
    }
}
