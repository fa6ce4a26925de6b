package io.snapledger.link.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.snapledger.contract.idempotency.AnswerOnce;
import io.snapledger.contract.idempotency.FindAnswer;
import io.snapledger.contract.idempotency.KeptAnswer;
import io.snapledger.contract.refusal.RefusedException;
import io.snapledger.contract.volume.VolumeCommand.ExtendVolume;
import io.snapledger.contract.volume.VolumeId;
import io.snapledger.contract.volume.VolumeRefused;
import io.snapledger.link.RunningServer;
import io.snapledger.link.ScriptedServer;
import io.snapledger.link.failure.FailureKind;
import io.snapledger.link.failure.RemoteFailure;
import io.snapledger.link.instance.ServiceClient;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.commandhandling.CommandResultMessage;
import org.axonframework.commandhandling.GenericCommandMessage;
import org.axonframework.commandhandling.GenericCommandResultMessage;
import org.axonframework.commandhandling.callbacks.FutureCallback;
import org.axonframework.modelling.command.ConcurrencyException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A bus whose commands are carried out behind HTTP does what one in this process would. */
class HttpCommandBusTest {

    private static final VolumeId ID = new VolumeId(UUID.randomUUID());
    private static final Duration LONG = Duration.ofSeconds(20);

    private static final GenericCommandMessage<Object> EXTEND =
            new GenericCommandMessage<>(
                    new ExtendVolume(ID, 7, false, UUID.randomUUID(), Instant.EPOCH),
                    Map.of("request_id", "req-1"));

    private static final GenericCommandMessage<Object> ASK =
            new GenericCommandMessage<>(new FindAnswer("key", "print"));

    private static final GenericCommandMessage<Object> UNDER_KEY =
            EXTEND.andMetaData(new AnswerOnce("key", "print", 202, "{}").toMetaData());

    @Test
    void anAnswerAndItsPositionComeBackAndTheCommandArrivedWhole() {
        KeptAnswer kept = new KeptAnswer(202, "{\"ü\": 1}", 3);
        CompletableFuture<CommandMessage<?>> received = new CompletableFuture<>();
        try (RunningServer server =
                RunningServer.plain(command -> {
                    received.complete(command);
                    return GenericCommandResultMessage.asCommandResultMessage(kept)
                            .andMetaData(Map.of("position", 77L));
                })) {
            CommandResultMessage<?> result = send(EXTEND, LONG, server.url());

            assertThat(result.isExceptional()).isFalse();
            assertThat(result.getPayload()).isEqualTo(kept);
            assertThat(result.getMetaData().get("position")).isEqualTo(77L);
            assertThat(received.join().getPayload()).isEqualTo(EXTEND.getPayload());
            assertThat(received.join().getMetaData()).isEqualTo(EXTEND.getMetaData());
        }
    }

    @Test
    void noAnswerIsAnAnswerToo() {
        try (RunningServer server = RunningServer.plain(_ -> nothing())) {
            CommandResultMessage<?> result = send(EXTEND, LONG, server.url());

            assertThat(result.isExceptional()).isFalse();
            assertThat(result.getPayload()).isNull();
            assertThat(result.getMetaData()).isEmpty();
        }
    }

    @Test
    void aRefusalIsTheSameRefusal() {
        VolumeRefused refused = new VolumeRefused.NotLarger(ID, 8, 7);
        try (RunningServer server =
                RunningServer.plain(_ -> thrown(new RefusedException(refused)))) {
            assertThat(send(EXTEND, LONG, server.url()).exceptionResult())
                    .isInstanceOfSatisfying(
                            RefusedException.class,
                            thrown -> assertThat(thrown.refused()).isEqualTo(refused));
        }
    }

    @ParameterizedTest
    @CsvSource({"40001,LOST_RACE", "08001,NOT_BEGUN", "57P01,AWAY", "23505,UNKNOWN"})
    void aFailureIsOfTheSameKind(String state, FailureKind kind) {
        try (RunningServer server =
                RunningServer.plain(
                        _ -> thrown(new IllegalStateException(new SQLException("x", state))))) {
            assertThat(kindOf(send(EXTEND, LONG, server.url()))).isEqualTo(kind);
        }
    }

    @Test
    void aLostRaceIsOne() {
        try (RunningServer server =
                RunningServer.plain(_ -> thrown(new ConcurrencyException("x")))) {
            FailureKind kind = kindOf(send(EXTEND, LONG, server.url()));

            assertThat(kind).isEqualTo(FailureKind.LOST_RACE);
            assertThat(kind.isWorthRepeating()).isTrue();
        }
    }

    @Test
    void whereNobodyListensTheNextInstanceIsAsked() throws Exception {
        try (RunningServer server = RunningServer.plain(_ -> nothing())) {
            for (int i = 0; i < 10; i++) {
                assertThat(send(extendAnother(), LONG, nobody(), server.url()).isExceptional())
                        .isFalse();
            }
        }
    }

    @Test
    void whereNobodyListensAtAllNothingWasBegun() throws Exception {
        FailureKind kind = kindOf(send(EXTEND, LONG, nobody(), nobody()));

        assertThat(kind).isEqualTo(FailureKind.BUSY);
        assertThat(kind.isOutage()).isTrue();
    }

    /** It may have been carried out: to send it elsewhere could do it twice. */
    @Test
    void aCommandWhoseConnectionBreaksIsNotSentAgain() throws Exception {
        try (ScriptedServer breaking = ScriptedServer.hangingUp();
                ScriptedServer other = ScriptedServer.hangingUp()) {
            assertThat(kindOf(send(EXTEND, LONG, breaking.url(), other.url())))
                    .isEqualTo(FailureKind.AWAY);
            assertThat(breaking.requests() + other.requests()).isEqualTo(1);
        }
    }

    @Test
    void aQuestionAndACommandUnderAKeyAreSentAgain() throws Exception {
        try (ScriptedServer breaking = ScriptedServer.hangingUp();
                ScriptedServer other = ScriptedServer.hangingUp()) {
            assertThat(kindOf(send(ASK, LONG, breaking.url(), other.url())))
                    .isEqualTo(FailureKind.AWAY);
            assertThat(kindOf(send(UNDER_KEY, LONG, breaking.url(), other.url())))
                    .isEqualTo(FailureKind.AWAY);
            assertThat(breaking.requests()).isEqualTo(2);
            assertThat(other.requests()).isEqualTo(2);
        }
    }

    @Test
    void aCommandThatIsNotAnsweredInTimeHasAnUnknownFate() throws Exception {
        try (ScriptedServer silent = ScriptedServer.silent();
                ScriptedServer other = ScriptedServer.silent()) {
            assertThat(kindOf(send(EXTEND, Duration.ofMillis(200), silent.url(), other.url())))
                    .isEqualTo(FailureKind.AWAY);
            assertThat(silent.requests() + other.requests()).isEqualTo(1);
        }
    }

    @Test
    void aServerThatHasEnoughToDoSendsCommandsElsewhere() throws Exception {
        CountDownLatch taken = new CountDownLatch(1);
        CountDownLatch end = new CountDownLatch(1);
        try (RunningServer server =
                RunningServer.plain(
                        _ -> {
                            taken.countDown();
                            await(end);
                            return nothing();
                        },
                        "--snapledger.link.commands.at-once=1",
                        "--snapledger.link.commands.patience=10ms")) {
            CompletableFuture<CommandResultMessage<?>> first =
                    CompletableFuture.supplyAsync(() -> send(EXTEND, LONG, server.url()));
            await(taken);

            assertThat(kindOf(send(EXTEND, LONG, server.url()))).isEqualTo(FailureKind.BUSY);
            try (RunningServer idle = RunningServer.plain(_ -> nothing())) {
                assertThat(send(EXTEND, LONG, server.url(), idle.url()).isExceptional()).isFalse();
            }
            end.countDown();
            assertThat(first.join().isExceptional()).isFalse();
        } finally {
            end.countDown();
        }
    }

    @Test
    void noMoreThanSoManyAreOnTheirWay() throws Exception {
        CountDownLatch end = new CountDownLatch(1);
        CountDownLatch taken = new CountDownLatch(1);
        try (RunningServer server =
                RunningServer.plain(_ -> {
                    taken.countDown();
                    await(end);
                    return nothing();
                })) {
            HttpCommandBus bus = bus(LONG, 1, server.url());
            CompletableFuture<CommandResultMessage<?>> first =
                    CompletableFuture.supplyAsync(() -> send(EXTEND, bus));
            await(taken);

            assertThat(kindOf(send(EXTEND, bus))).isEqualTo(FailureKind.BUSY);
            end.countDown();
            assertThat(first.join().isExceptional()).isFalse();
            assertThat(send(EXTEND, bus).isExceptional()).isFalse();
        } finally {
            end.countDown();
        }
    }

    @Test
    void theSameResourceGoesToTheSameInstance() throws Exception {
        try (ScriptedServer one = ScriptedServer.hangingUp();
                ScriptedServer two = ScriptedServer.hangingUp()) {
            HttpCommandBus bus = bus(LONG, 10, one.url(), two.url());
            for (int i = 0; i < 10; i++) {
                send(EXTEND, bus);
            }
            assertThat(List.of(one.requests(), two.requests())).containsExactlyInAnyOrder(0, 10);
            for (int i = 0; i < 40; i++) {
                send(extendAnother(), bus);
            }
            assertThat(one.requests()).isPositive();
            assertThat(two.requests()).isPositive();
        }
        assertThat(HttpCommandBus.target(EXTEND.getPayload())).isEqualTo(ID.toString());
        assertThat(HttpCommandBus.target(ASK.getPayload())).isNull();
    }

    private static GenericCommandMessage<Object> extendAnother() {
        return new GenericCommandMessage<>(
                new ExtendVolume(
                        new VolumeId(UUID.randomUUID()),
                        7,
                        false,
                        UUID.randomUUID(),
                        Instant.EPOCH));
    }

    private static URI nobody() throws Exception {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return URI.create("http://127.0.0.1:" + socket.getLocalPort());
        }
    }

    private static CommandResultMessage<?> nothing() {
        return new GenericCommandResultMessage<>((Object) null);
    }

    private static CommandResultMessage<?> thrown(RuntimeException e) {
        return GenericCommandResultMessage.asCommandResultMessage(e);
    }

    private static FailureKind kindOf(CommandResultMessage<?> result) {
        assertThat(result.isExceptional()).isTrue();
        assertThat(result.exceptionResult()).isInstanceOf(RemoteFailure.class);
        return FailureKind.of(result.exceptionResult());
    }

    private static void await(CountDownLatch latch) {
        try {
            if (!latch.await(LONG.toSeconds(), TimeUnit.SECONDS)) {
                throw new AssertionError("nothing came in " + LONG);
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static HttpCommandBus bus(Duration deadline, int atOnce, URI... urls) {
        HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
        return new HttpCommandBus(
                new ServiceClient("command-service", List.of(urls), () -> http), deadline, atOnce);
    }

    private static CommandResultMessage<?> send(
            CommandMessage<Object> command, Duration deadline, URI... urls) {
        return send(command, bus(deadline, 10, urls));
    }

    private static CommandResultMessage<?> send(
            CommandMessage<Object> command, HttpCommandBus bus) {
        FutureCallback<Object, Object> callback = new FutureCallback<>();
        bus.dispatch(command, callback);
        return callback.getResult();
    }
}
