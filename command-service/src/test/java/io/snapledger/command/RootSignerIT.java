package io.snapledger.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.snapledger.contract.json.ContractJson;
import io.snapledger.eventlog.proof.SigningKey;
import io.snapledger.eventlog.verify.VerifyCommand;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.awaitility.Awaitility;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.ConfigurableApplicationContext;

/** Roots are signed over everything, in order, by one at a time, and never too early. */
class RootSignerIT {

    private static final String EVENT =
            """
            insert into event_log.event
              (event_identifier, aggregate_identifier, sequence_number, type, time_stamp,
               payload_type, payload_revision, payload, meta_data)
            values (gen_random_uuid(), gen_random_uuid(), 0, 'x', now(), 'volume-type.deleted',
              '1', '{}', '{}')
            """;

    @TempDir private static Path folder;

    private static CommandServiceUnderTest service;

    @BeforeAll
    static void start() throws IOException {
        Awaitility.setDefaultTimeout(Duration.ofSeconds(30));
        SigningKey.createUnlessThere(folder.resolve("key.pem"), folder.resolve("public.pem"));
        service = new CommandServiceUnderTest(settings());
    }

    private static String[] settings(String... more) {
        return Stream.concat(
                        Stream.of(
                                "--spring.kafka.listener.auto-startup=false",
                                // Events put there by hand say nothing.
                                "--snapledger.publication.enabled=false",
                                "--snapledger.proof.key-file=" + folder.resolve("key.pem"),
                                "--snapledger.proof.events=3",
                                "--snapledger.proof.interval=100ms",
                                "--snapledger.proof.poll=20ms",
                                "--snapledger.proof.take-over=50ms"),
                        Stream.of(more))
                .toArray(String[]::new);
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    private static long number(String sql) {
        return service.jdbc().sql(sql).query(Long.class).single();
    }

    private static long unsigned() {
        return number(
                """
                select count(*) from event_log.event
                where global_index > (select coalesce(max(through_position), 0) from event_log.root)
                """);
    }

    private static void verifyIsSound() {
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        int code;
        try (PrintStream out = new PrintStream(said, false, StandardCharsets.UTF_8)) {
            code =
                    VerifyCommand.run(
                            new String[] {
                                "verify",
                                "--url=" + url(),
                                "--public-key=" + folder.resolve("public.pem")
                            },
                            out,
                            out);
        }
        assertThat(code).as(said.toString(StandardCharsets.UTF_8)).isZero();
    }

    private static String url() {
        try (Connection connection = service.bean(DataSource.class).getConnection()) {
            return connection.getMetaData().getURL() + "&user=postgres";
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void everyEventComesUnderARootThatIsPublishedInOrder() {
        for (int i = 0; i < 10; i++) {
            service.createVolumeType();
        }
        await().until(() -> unsigned() == 0);

        verifyIsSound();
        long roots = number("select count(*) from event_log.root");
        assertThat(number("select max(length(leaves)) from event_log.root")).isEqualTo(3 * 56);
        List<ConsumerRecord<String, byte[]>> published =
                service.read("snapledger.roots", (int) roots);
        assertThat(published)
                .extracting(message -> new String(message.value(), StandardCharsets.UTF_8))
                .map(json -> ContractJson.mapper().readTree(json).path("number").asLong())
                .startsWith(1L, 2L, 3L)
                .isSorted();
        await().until(() -> number("select number from command.root_publication") >= roots);
    }

    /** A position is taken long before its event can be seen. */
    @Test
    void aRootWaitsForAWriterThatHasAPositionBelow() throws SQLException {
        await().until(() -> unsigned() == 0);
        try (Connection late = service.bean(DataSource.class).getConnection();
                Statement statement = late.createStatement()) {
            late.setAutoCommit(false);
            statement.execute(EVENT);
            for (int i = 0; i < 5; i++) {
                service.createVolumeType();
            }
            await().until(() -> isWaiting());
            assertThat(unsigned()).isEqualTo(5);
            late.commit();
        }

        await().until(() -> unsigned() == 0);
        verifyIsSound();
    }

    @Test
    void whomItWaitsForIsSaidAfterAWhile() throws SQLException {
        await().until(() -> unsigned() == 0);
        service.restart(settings("--snapledger.proof.longest-wait=200ms"));
        try (Connection idle = service.bean(DataSource.class).getConnection();
                Statement statement = idle.createStatement()) {
            idle.setAutoCommit(false);
            statement.execute("lock table event_log.event in row exclusive mode");
            for (int i = 0; i < 310; i++) {
                service.jdbc().sql(EVENT).update();
            }

            await().untilAsserted(() ->
                    assertThat(health()).contains("DOWN", "waits for transaction ", "(process "));
            assertThat(health()).as("a hundred roots' worth").contains("unsigned=300");
            assertThat(unsigned()).isEqualTo(310);
            idle.rollback();
        } finally {
            service.restart(settings());
        }
        await().until(() -> unsigned() == 0);
        await().untilAsserted(() -> assertThat(health()).contains("UP"));
        verifyIsSound();
    }

    @Test
    void nothingIsSignedInThePlaceOfRootsThatWerePublished() {
        service.createVolumeType();
        await().until(() -> unsigned() == 0);
        long roots = number("select max(number) from event_log.root");
        await().until(() -> number("select number from command.root_publication") == roots);
        service.jdbc().sql("update command.root_publication set number = number + 1").update();
        try {
            service.restart(settings());
            service.createVolumeType();

            await().untilAsserted(() ->
                    assertThat(health())
                            .contains("DOWN")
                            .contains("root %d was published".formatted(roots + 1))
                            .contains("the last one that is there is root " + roots));
            assertThat(unsigned()).isPositive();
        } finally {
            service.jdbc().sql("update command.root_publication set number = number - 1").update();
        }
        await().until(() -> unsigned() == 0);
        await().untilAsserted(() -> assertThat(health()).contains("UP"));
        verifyIsSound();
    }

    // Whoever waits asks for the writers again and again.
    private static boolean isWaiting() {
        return number(
                        """
                        select count(*) from pg_stat_activity
                        where query like '%pg_locks%' and query not like '%pg_stat_activity%'
                        """)
                > 0;
    }

    @Test
    void anotherInstanceSignsWhenTheFirstOneHasEnded() {
        try (ConfigurableApplicationContext second =
                CommandServiceApplication.builder()
                        .web(WebApplicationType.NONE)
                        .sources(MetersForTests.class)
                        .run(
                                settings(
                                        "--spring.datasource.url=" + url(),
                                        "--spring.kafka.bootstrap-servers="
                                                + service.bootstrapServers()))) {
            assertThat(second.isActive()).isTrue();
            service.restart(settings());
            service.createVolumeType();
            service.createVolumeType();
            await().until(() -> unsigned() == 0);
        }
        service.createVolumeType();
        await().until(() -> unsigned() == 0);
        verifyIsSound();
    }

    @Test
    void aRootIsNeverChangedOrRemoved() {
        for (String change :
                List.of(
                        "update event_log.root set number = 0",
                        "delete from event_log.root",
                        "truncate event_log.root")) {
            assertThatThrownBy(() -> service.jdbc().sql(change).update())
                    .hasMessageContaining("roots are never changed or removed");
        }
    }

    /** It hashes every event there is; elsewhere silence means that the database is away. */
    @Test
    void aMigrationMayTakeAsLongAsItTakes() throws SQLException {
        try (Connection ofMigrations =
                        service.bean(Flyway.class)
                                .getConfiguration()
                                .getDataSource()
                                .getConnection();
                Connection ofOthers = service.bean(DataSource.class).getConnection()) {
            assertThat(ofMigrations.getNetworkTimeout()).isZero();
            assertThat(ofOthers.getNetworkTimeout()).isPositive();
            assertThat(setting(ofMigrations, "transaction_timeout")).isEqualTo("0");
            assertThat(setting(ofMigrations, "enable_seqscan")).isEqualTo("on");
        }
    }

    /** A migration leaves nothing behind on the connections that commands use. */
    @Test
    void connectionsOfThePoolEndLongTransactionsAndPlanOnce() throws SQLException {
        DataSource pool = service.bean(DataSource.class);
        List<Connection> some = new ArrayList<>();
        try {
            for (int i = 0; i < 4; i++) {
                Connection connection = pool.getConnection();
                some.add(connection);
                assertThat(setting(connection, "transaction_timeout")).isEqualTo("20s");
                assertThat(setting(connection, "plan_cache_mode")).isEqualTo("force_generic_plan");
                assertThat(setting(connection, "enable_seqscan")).isEqualTo("off");
            }
        } finally {
            for (Connection connection : some) {
                connection.close();
            }
        }
    }

    private static String setting(Connection connection, String name) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("show " + name)) {
            row.next();
            return row.getString(1);
        }
    }

    @AfterEach
    void healthIsUp() {
        assertThat(health()).contains("UP").contains("key").contains("unsigned");
    }

    private static String health() {
        return String.valueOf(service.bean("rootSigner", HealthIndicator.class).health());
    }

    @Test
    void withoutAKeyNothingIsSignedAndHealthSaysSo() {
        await().until(() -> unsigned() == 0);
        service.restart(
                Stream.of(settings())
                        .filter(setting -> !setting.contains("key-file"))
                        .toArray(String[]::new));
        try {
            service.createVolumeType();

            assertThat(health())
                    .contains("UP")
                    .contains("off: snapledger.proof.key-file is not set");
            assertThat(unsigned()).isPositive();
        } finally {
            service.restart(settings());
        }
        await().until(() -> unsigned() == 0);
        verifyIsSound();
    }

    @Test
    void aKeyThatCannotBeUsedEndsTheStart() throws IOException {
        Path noKey = Files.writeString(folder.resolve("no-key.pem"), "-----BEGIN CERTIFICATE-----");

        assertThatThrownBy(() ->
                        CommandServiceApplication.builder()
                                .sources(MetersForTests.class)
                                .run(
                                        "--spring.datasource.url=" + url(),
                                        "--snapledger.proof.key-file=" + noKey))
                .rootCause()
                .hasMessageContaining("has no Ed25519 private key as PEM");
    }
}
