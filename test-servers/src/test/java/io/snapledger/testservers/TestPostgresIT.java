package io.snapledger.testservers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Whatever it runs in, tests meet the same server. */
class TestPostgresIT {

    private TestPostgres postgres;

    @BeforeEach
    void start() {
        postgres =
                TestPostgres.started(
                        Map.of("log_min_messages", "fatal", "synchronous_commit", "on"));
    }

    @AfterEach
    void stop() {
        postgres.close();
    }

    @Test
    void itIsSetUpAsToldAndTheSameEverywhere() throws SQLException {
        assertThat(ask("show log_min_messages")).isEqualTo("fatal");
        assertThat(ask("show synchronous_commit")).isEqualTo("on");
        assertThat(ask("show max_connections")).isEqualTo("300");
        assertThat(ask("show fsync")).isEqualTo("off");
        assertThat(ask("show server_encoding")).isEqualTo("UTF8");
        assertThat(ask("select datcollate from pg_database where datname = current_database()"))
                .isEqualTo("C.UTF-8");
        assertThat(ask("select split_part(version(), '.', 1)")).isEqualTo("PostgreSQL 18");
    }

    @Test
    void itAsksNobodyForAPassword() throws SQLException {
        execute("create role somebody login");

        String url = postgres.jdbcUrl("postgres").replace("=postgres", "=somebody");
        try (Connection connection = DriverManager.getConnection(url)) {
            assertThat(connection.getMetaData().getUserName()).isEqualTo("somebody");
        }
    }

    @Test
    void itKeepsItsDataAndItsPortOverRestarts() throws SQLException {
        execute("create table kept as select 1 as number");
        int port = postgres.port();

        postgres.stop();
        assertThatThrownBy(() -> ask("select 1")).isInstanceOf(SQLException.class);
        postgres.start();

        assertThat(postgres.port()).isEqualTo(port);
        assertThat(ask("select number from kept")).isEqualTo("1");
    }

    @Test
    void itRecoversWhatWasCommittedBeforeItCrashed() throws SQLException {
        execute("create table kept as select 1 as number");
        execute("insert into kept values (2)");

        postgres.crash();
        assertThatThrownBy(() -> ask("select 1")).isInstanceOf(SQLException.class);
        postgres.start();

        assertThat(ask("select count(*) from kept")).isEqualTo("2");
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = postgres.dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private String ask(String query) throws SQLException {
        try (Connection connection = postgres.dataSource().getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            row.next();
            return row.getString(1);
        }
    }
}
