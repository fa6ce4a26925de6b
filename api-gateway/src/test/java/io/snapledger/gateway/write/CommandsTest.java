package io.snapledger.gateway.write;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.snapledger.contract.origin.Cause;
import io.snapledger.contract.origin.Origin;
import io.snapledger.contract.refusal.Refused;
import io.snapledger.contract.refusal.RefusedException;
import io.snapledger.gateway.caller.Caller;
import io.snapledger.gateway.fake.FakeCommandBus;
import io.snapledger.gateway.fake.FakeReads;
import io.snapledger.operations.trace.Traces;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.util.List;
import org.axonframework.commandhandling.CommandExecutionException;
import org.axonframework.modelling.command.ConcurrencyException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

class CommandsTest {

    private static final Caller CALLER =
            new Caller(
                    "u", "p", List.of("admin", "member"), true, "127.0.0.1", "req-1", "req-global");

    private record Ask(String what) {}

    private record No(String sentence) implements Refused {}

    private final FakeCommandBus bus = new FakeCommandBus();
    private final FakeReads reads = new FakeReads();
    private final MockHttpServletResponse response = new MockHttpServletResponse();
    private final MeterRegistry meters = new SimpleMeterRegistry();
    private final Commands commands =
            new Commands(
                    bus,
                    reads.readPosition(),
                    new WriteProperties(
                            new WriteProperties.ReadYourWrites(Duration.ofMillis(1)),
                            new WriteProperties.Attempts(3),
                            new WriteProperties.Idempotency(Duration.ofMillis(20))),
                    meters,
                    Traces.OFF);

    @BeforeEach
    void bindResponse() {
        RequestContextHolder.setRequestAttributes(
                new ServletRequestAttributes(new MockHttpServletRequest(), response));
    }

    @AfterEach
    void unbindResponse() {
        RequestContextHolder.resetRequestAttributes();
    }

    private void send() {
        commands.send(new Ask("x"), CALLER, Cause.ADMINISTRATOR);
    }

    @Test
    void theCallerTravelsAsMetadata() {
        send();

        assertThat(bus.onlyCommand()).isEqualTo(new Ask("x"));
        assertThat(Origin.from(bus.sent().getFirst().getMetaData()))
                .isEqualTo(CALLER.origin(Cause.ADMINISTRATOR));
    }

    @Test
    void itWaitsUntilTheLastEventCanBeRead() {
        bus.position(42);

        send();

        assertThat(reads.awaited).containsExactly(42L);
        assertThat(response.getHeader("X-Snapledger-Stale-Reads")).isNull();
    }

    @Test
    void whatAppendsNothingIsNotWaitedFor() {
        send();

        assertThat(reads.awaited).isEmpty();
    }

    @Test
    void aViewThatLagsIsAnnouncedAndIsNoFailure() {
        bus.position(42);
        reads.inTime = false;

        send();

        assertThat(response.getHeader("X-Snapledger-Stale-Reads")).isEqualTo("true");
        assertThat(waits("stale")).isOne();
        assertThat(waits("readable")).isZero();
    }

    private long waits(String outcome) {
        return meters.get("snapledger.read.your.writes").tag("outcome", outcome).timer().count();
    }

    @Test
    void aReadSideThatIsAwayDoesNotTakeBackWhatIsStored() {
        bus.position(42);
        reads.outage = new IllegalStateException("away");

        send();

        assertThat(response.getHeader("X-Snapledger-Stale-Reads")).isEqualTo("true");
    }

    @Test
    void aRefusalComesBackAtOnce() {
        bus.failNext(new RefusedException(new No("no")));

        assertThatThrownBy(this::send)
                .isInstanceOfSatisfying(
                        RefusedException.class,
                        refused -> assertThat(refused.refused()).isEqualTo(new No("no")));
        assertThat(bus.sent()).hasSize(1);
    }

    @Test
    void aRefusalFromAnotherProcessIsOneToo() {
        bus.failNext(new CommandExecutionException("remote", null, new No("no")));

        assertThatThrownBy(this::send)
                .isInstanceOfSatisfying(
                        RefusedException.class,
                        refused -> assertThat(refused.refused()).isEqualTo(new No("no")));
    }

    @Test
    void aLostRaceIsRunAgain() {
        bus.failNext(
                new ConcurrencyException("raced"),
                new CommandExecutionException("x", new SQLException("deadlock", "40P01")));

        send();

        assertThat(bus.sent()).hasSize(3);
    }

    @ParameterizedTest
    @ValueSource(strings = {"40001", "40P01", "08001", "57P03"})
    void whatStoredNothingIsTriedAgain(String state) {
        bus.failNext(new IllegalStateException(new SQLException("x", state)));

        send();

        assertThat(bus.sent()).hasSize(2);
    }

    @Test
    void whatAPoolHasWaitedForIsNotWaitedForAgain() {
        SQLTransientConnectionException timeout = new SQLTransientConnectionException("pool");
        timeout.initCause(new SQLException("refused", "08001"));
        bus.failNext(new IllegalStateException(timeout));

        assertThatThrownBy(this::send).isInstanceOf(IllegalStateException.class);
        assertThat(bus.sent()).hasSize(1);
    }

    @Test
    void notForEver() {
        ConcurrencyException raced = new ConcurrencyException("raced");
        bus.failNext(raced, raced, raced, raced);

        assertThatThrownBy(this::send).isSameAs(raced);
        assertThat(bus.sent()).hasSize(3);
    }

    @ParameterizedTest
    @ValueSource(strings = {"08006", "57P01", "23505"})
    void whatMayHaveStoredSomethingIsNotTriedAgain(String state) {
        bus.failNext(new IllegalStateException(new SQLException("x", state)));

        assertThatThrownBy(this::send).isInstanceOf(IllegalStateException.class);
        assertThat(bus.sent()).hasSize(1);
    }
}
