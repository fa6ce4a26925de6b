package io.snapledger.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.snapledger.command.axon.LedgerCommandBus;
import io.snapledger.contract.grouptype.GroupTypeCommand.CreateGroupType;
import io.snapledger.contract.grouptype.GroupTypeId;
import io.snapledger.contract.grouptype.GroupTypeRefused.NameTaken;
import io.snapledger.contract.idempotency.AnswerOnce;
import io.snapledger.contract.idempotency.FindAnswer;
import io.snapledger.contract.idempotency.IdempotencyRefused.KeyReused;
import io.snapledger.contract.idempotency.IdempotencyRefused.StillInWork;
import io.snapledger.contract.idempotency.KeptAnswer;
import io.snapledger.contract.origin.Actor;
import io.snapledger.contract.origin.Cause;
import io.snapledger.contract.origin.Origin;
import io.snapledger.contract.refusal.RefusedException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;
import org.awaitility.Awaitility;
import org.axonframework.commandhandling.CommandResultMessage;
import org.axonframework.commandhandling.GenericCommandMessage;
import org.axonframework.commandhandling.callbacks.FutureCallback;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** A command that comes again under its key is carried out once, whatever happens in between. */
class IdempotencyIT {

    private static final Actor ALICE =
            new Actor("alice", "project-a", List.of("member"), "127.0.0.1");

    private static final String[] SETTINGS = {
        "--snapledger.idempotency.batch=2", "--snapledger.idempotency.sweep=50ms"
    };

    private static CommandServiceUnderTest service;

    /** A clock that the tests set. */
    @Configuration(proxyBeanMethods = false)
    static class SetClock extends Clock {

        private static final AtomicReference<Duration> AHEAD = new AtomicReference<>(Duration.ZERO);

        @Bean
        @Primary
        Clock clockOfTheTest() {
            return this;
        }

        @Override
        public Instant instant() {
            return Instant.now().plus(AHEAD.get());
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            throw new UnsupportedOperationException();
        }
    }

    @BeforeAll
    static void startService() {
        Awaitility.setDefaultTimeout(Duration.ofSeconds(20));
        service = CommandServiceUnderTest.with(List.of(SetClock.class), SETTINGS);
    }

    @AfterAll
    static void endService() {
        service.close();
    }

    /** One request as the gateway would send it: each time with an id of its own. */
    private record Request(Actor caller, String key, String fingerprint, String name) {

        static Request fresh() {
            return new Request(ALICE, "key-" + UUID.randomUUID(), "f", "t-" + UUID.randomUUID());
        }

        Request by(Actor other) {
            return new Request(other, key, fingerprint, name);
        }

        Request named(String other) {
            return new Request(caller, key, fingerprint, other);
        }

        Request withFingerprint(String other) {
            return new Request(caller, key, other, name);
        }

        CommandResultMessage<?> send() {
            GroupTypeId id = new GroupTypeId(UUID.randomUUID());
            return dispatch(
                    new CreateGroupType(id, name, null, true, Map.of(), Instant.now()),
                    new AnswerOnce(key, fingerprint, 202, "made " + id));
        }

        CommandResultMessage<?> find() {
            return dispatch(new FindAnswer(key, fingerprint), null);
        }

        private CommandResultMessage<?> dispatch(Object command, @Nullable AnswerOnce once) {
            Origin origin = new Origin(Cause.REQUEST, caller, "req-" + UUID.randomUUID(), null);
            Map<String, String> metaData = new HashMap<>(origin.toMetaData());
            if (once != null) {
                metaData.putAll(once.toMetaData());
            }
            FutureCallback<Object, Object> answer = new FutureCallback<>();
            service.bean(LedgerCommandBus.class)
                    .dispatch(new GenericCommandMessage<>(command, metaData), answer);
            return answer.getResult();
        }

        long made() {
            return service.count(
                    """
                    event_log.event where payload_type = 'group-type.created'
                      and convert_from(payload, 'UTF8')::jsonb ->> 'name' = '%s'
                    """
                            .formatted(name));
        }
    }

    private static long position(CommandResultMessage<?> result) {
        assertThat(result.isExceptional()).as("%s", result).isFalse();
        assertThat(result.getPayload()).as("no kept answer").isNull();
        return Objects.requireNonNull((Long) result.getMetaData().get(LedgerCommandBus.POSITION));
    }

    private static KeptAnswer kept(CommandResultMessage<?> result) {
        assertThat(result.isExceptional()).as("%s", result).isFalse();
        assertThat(result.getPayload()).isInstanceOf(KeptAnswer.class);
        assertThat(result.getMetaData()).doesNotContainKey(LedgerCommandBus.POSITION);
        return (KeptAnswer) result.getPayload();
    }

    private static Object refusal(CommandResultMessage<?> result) {
        assertThat(result.isExceptional()).as("%s", result).isTrue();
        assertThat(result.exceptionResult()).isInstanceOf(RefusedException.class);
        return ((RefusedException) result.exceptionResult()).refused();
    }

    @Test
    void theSecondTimeGetsTheFirstAnswerAndMakesNothing() {
        Request request = Request.fresh();
        assertThat(request.find().getPayload()).isNull();

        long position = position(request.send());
        KeptAnswer again = kept(request.send());

        assertThat(again.status()).isEqualTo(202);
        assertThat(again.body()).startsWith("made ");
        assertThat(again.position()).isEqualTo(position);
        assertThat(kept(request.find())).isEqualTo(again);
        assertThat(request.made()).isEqualTo(1);
    }

    @Test
    void theAnswerOutlivesTheProcess() {
        Request request = Request.fresh();
        position(request.send());

        service.restart(SETTINGS);

        assertThat(kept(request.send()).body()).startsWith("made ");
        assertThat(request.made()).isEqualTo(1);
    }

    @Test
    void aKeyThatStandsForAnotherRequestIsRefused() {
        Request request = Request.fresh();
        position(request.send());
        Request other = request.named("other-" + UUID.randomUUID()).withFingerprint("g");

        assertThat(refusal(other.send())).isEqualTo(new KeyReused(request.key()));
        assertThat(refusal(other.find())).isEqualTo(new KeyReused(request.key()));
        assertThat(other.made()).isZero();
    }

    @Test
    void aKeyCountsForOneUserInOneProject() {
        Request request = Request.fresh();
        position(request.send());

        List.of(
                        new Actor("bob", "project-a", List.of(), null),
                        new Actor("alice", "project-b", List.of(), null),
                        new Actor("alicep", "roject-a", List.of(), null),
                        new Actor("alice", null, List.of(), null))
                .forEach(other ->
                        position(request.by(other).named("n-" + UUID.randomUUID()).send()));
    }

    @Test
    void aRefusalIsNotKept() {
        Request taken = Request.fresh();
        position(taken.send());
        Request request = Request.fresh();

        assertThat(refusal(request.named(taken.name()).send()))
                .isEqualTo(new NameTaken(taken.name()));
        assertThat(request.find().getPayload()).isNull();

        position(request.send());
    }

    @Test
    void whatIsInWorkElsewhereIsNotBegunAgain() {
        Request request = Request.fresh();
        TransactionTemplate transaction =
                new TransactionTemplate(service.bean(PlatformTransactionManager.class));
        transaction.executeWithoutResult(_ -> {
            service.jdbc()
                    .sql(
                            """
                            select pg_try_advisory_xact_lock(
                              ('x' || encode(substring(sha256(
                                int4send(5) || convert_to('alice', 'UTF8') ||
                                int4send(9) || convert_to('project-a', 'UTF8') ||
                                int4send(length(:key)) || convert_to(:key, 'UTF8'))
                                from 1 for 8), 'hex'))::bit(64)::bigint)
                            """)
                    .param("key", request.key())
                    .query(Boolean.class)
                    .single();

            CommandResultMessage<?> second = CompletableFuture.supplyAsync(request::send).join();

            assertThat(refusal(second)).isEqualTo(new StillInWork(request.key()));
        });
        assertThat(request.made()).isZero();
        position(request.send());
    }

    @Test
    void ofManyAtOnceOneIsCarriedOut() throws Exception {
        int many = 16;
        CyclicBarrier together = new CyclicBarrier(many);
        try (ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int round = 0; round < 10; round++) {
                Request request = Request.fresh();
                List<CompletableFuture<CommandResultMessage<?>>> sent = new ArrayList<>();
                for (int i = 0; i < many; i++) {
                    sent.add(
                            CompletableFuture.supplyAsync(
                                    () -> {
                                        meet(together);
                                        return request.send();
                                    },
                                    clients));
                }
                List<CommandResultMessage<?>> results =
                        sent.stream().<CommandResultMessage<?>>map(f -> f.join()).toList();

                assertThat(request.made()).isEqualTo(1);
                assertThat(results)
                        .filteredOn(result -> !result.isExceptional())
                        .filteredOn(result -> result.getPayload() == null)
                        .hasSize(1);
                KeptAnswer answer = kept(request.send());
                assertThat(results)
                        .filteredOn(result -> !result.isExceptional())
                        .filteredOn(result -> result.getPayload() != null)
                        .allSatisfy(result -> assertThat(kept(result)).isEqualTo(answer));
                assertThat(results)
                        .filteredOn(CommandResultMessage::isExceptional)
                        .allSatisfy(result ->
                                assertThat(refusal(result))
                                        .isEqualTo(new StillInWork(request.key())));
            }
        }
    }

    private static void meet(CyclicBarrier barrier) {
        try {
            barrier.await();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void aKeyIsFreeAgainAfterADayAndItsAnswerIsRemoved() {
        List<Request> requests = List.of(Request.fresh(), Request.fresh(), Request.fresh());
        requests.forEach(request -> position(request.send()));
        try {
            SetClock.AHEAD.set(Duration.ofHours(24).minusSeconds(30));
            assertThat(kept(requests.getFirst().send()).status()).isEqualTo(202);

            SetClock.AHEAD.set(Duration.ofHours(24).plusSeconds(30));
            assertThat(requests.getFirst().find().getPayload()).isNull();
            // The same name would be refused, so the second life of the key is another request.
            position(requests.getFirst().named("n-" + UUID.randomUUID()).send());

            await().untilAsserted(() ->
                    assertThat(service.count("command.kept_answer"))
                            .as("what was made within the last day")
                            .isEqualTo(1));
        } finally {
            SetClock.AHEAD.set(Duration.ZERO);
        }
    }

    @Test
    void theOriginOfEventsKnowsNothingOfKeys() {
        Request request = Request.fresh();
        position(request.send());

        assertThat(
                        service.count(
                                "event_log.event where convert_from(meta_data, 'UTF8') like"
                                        + " '%idempotency%'"))
                .isZero();
    }

    @Test
    void withoutAKeyNothingIsKept() {
        long before = service.count("command.kept_answer where status = 202");
        service.accepted(
                new CreateGroupType(
                        new GroupTypeId(UUID.randomUUID()),
                        "t-" + UUID.randomUUID(),
                        null,
                        true,
                        Map.of(),
                        Instant.now()));

        assertThat(service.count("command.kept_answer where status = 202")).isEqualTo(before);
    }
}
