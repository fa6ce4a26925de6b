package io.snapledger.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.MeterRegistry;
import io.snapledger.command.axon.LedgerCommandBus;
import io.snapledger.contract.origin.Actor;
import io.snapledger.contract.origin.Cause;
import io.snapledger.contract.origin.Origin;
import io.snapledger.contract.volumetype.VolumeTypeCommand.CreateVolumeType;
import io.snapledger.contract.volumetype.VolumeTypeId;
import io.snapledger.testservers.TestPostgres;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.axonframework.commandhandling.GenericCommandMessage;
import org.axonframework.commandhandling.callbacks.FutureCallback;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What the service says of itself, in health and in figures, while there is no Kafka. */
class StandingIT {

    private TestPostgres postgres;
    private ConfigurableApplicationContext service;

    @BeforeEach
    void start() {
        Awaitility.setDefaultTimeout(Duration.ofSeconds(30));
        postgres = TestPostgres.started();
        service =
                CommandServiceApplication.builder()
                        .sources(MetersForTests.class)
                        .run(
                                "--spring.datasource.url=" + postgres.jdbcUrl("postgres"),
                                "--spring.datasource.username=postgres",
                                "--spring.kafka.listener.auto-startup=false",
                                // Nobody listens there, whatever else runs here.
                                "--spring.kafka.bootstrap-servers=127.0.0.1:1",
                                "--snapledger.restore.compare-within=100ms",
                                "--snapledger.publication.enabled=false",
                                "--snapledger.publication.degraded-after=100ms",
                                "--snapledger.figures.poll=200ms");
    }

    @AfterEach
    void stop() {
        service.close();
        postgres.close();
    }

    @Test
    void whatTakesNoWritesCanStoreNoCommand() {
        await().until(() -> health("storing").getStatus().equals(Status.UP));

        takeWrites(false);

        await().until(() -> health("storing").getStatus().equals(Status.DOWN));
        assertThat(health("storing").getDetails())
                .containsEntry("reason", "the database takes no writes");

        takeWrites(true);

        await().until(() -> health("storing").getStatus().equals(Status.UP));
    }

    @Test
    void eventsThatNobodyPublishesAreFiguresAndDegradeHealth() {
        create("late");

        await().untilAsserted(() -> {
            assertThat(gauge("snapledger.publication.lag")).isPositive();
            assertThat(gauge("snapledger.publication.delay")).isGreaterThan(0.1);
            assertThat(gauge("snapledger.event.log.position")).isPositive();
            assertThat(gauge("snapledger.event.log.size")).isPositive();
            assertThat(gauge("snapledger.deadlines.overdue")).isZero();
            assertThat(health("eventPublisher").getStatus().getCode()).isEqualTo("DEGRADED");
        });
    }

    @Test
    void whatBecomesOfCommandsIsCounted() {
        // A type was made at the start.
        assertThat(commands("stored")).isEqualTo(1);

        create("twice");
        create("twice");

        assertThat(commands("stored")).isEqualTo(2);
        assertThat(commands("refused")).isEqualTo(1);
        assertThat(
                        meters().get("snapledger.refusals")
                                .tag("command", "CreateVolumeType")
                                .counter()
                                .count())
                .isEqualTo(1);
    }

    private long commands(String outcome) {
        return meters().get("snapledger.commands")
                .tag("command", "CreateVolumeType")
                .tag("outcome", outcome)
                .timer()
                .count();
    }

    private MeterRegistry meters() {
        return service.getBean(MeterRegistry.class);
    }

    private double gauge(String name) {
        return meters().get(name).gauge().value();
    }

    private Health health(String of) {
        String bean = of.equals("storing") ? "storingHealthIndicator" : of;
        Health health = service.getBean(bean, HealthIndicator.class).health();
        if (health == null) {
            throw new IllegalStateException("no health of " + of);
        }
        return health;
    }

    private void takeWrites(boolean yes) {
        JdbcClient database = JdbcClient.create(postgres.dataSource());
        database.sql("alter system set default_transaction_read_only = " + (yes ? "off" : "on"))
                .update();
        database.sql("select pg_reload_conf()").query(Boolean.class).single();
    }

    private void create(String name) {
        Origin origin = new Origin(Cause.REQUEST, Actor.SERVICE, "req-test", null);
        FutureCallback<Object, Object> answer = new FutureCallback<>();
        service.getBean(LedgerCommandBus.class)
                .dispatch(
                        new GenericCommandMessage<>(
                                new CreateVolumeType(
                                        new VolumeTypeId(UUID.randomUUID()),
                                        name,
                                        null,
                                        true,
                                        Map.of(),
                                        Instant.now()),
                                origin.toMetaData()),
                        answer);
        answer.getResult();
    }
}
