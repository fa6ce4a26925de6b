package io.snapledger.gateway.caller.keystone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.snapledger.gateway.caller.Caller;
import io.snapledger.gateway.caller.Unauthorized;
import io.snapledger.gateway.fault.Fault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.Status;
import org.springframework.boot.logging.LogLevel;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** How often Keystone is asked, what is remembered, and what happens while it is away. */
class KeystoneTokensTest {

    private static final Duration DAY = Duration.ofHours(24);

    private final RecordedKeystone keystone = new RecordedKeystone(MovableClock.BEGIN.plus(DAY));
    private final List<KeystoneUnderTest> started = new ArrayList<>();

    private KeystoneUnderTest gateway(String... settings) {
        KeystoneUnderTest gateway = new KeystoneUnderTest(keystone.url(), settings);
        started.add(gateway);
        return gateway;
    }

    @AfterEach
    void close() {
        started.forEach(KeystoneUnderTest::close);
        keystone.close();
    }

    @Test
    void aTokenIsAskedAboutOnceAMinute() {
        KeystoneUnderTest gateway = gateway();
        keystone.knows("t", "project");

        gateway.authenticate("t");
        gateway.clock.pass(Duration.ofSeconds(59));
        gateway.authenticate("t");
        assertThat(keystone.validations()).containsExactly("t");

        gateway.clock.pass(Duration.ofSeconds(2));
        gateway.authenticate("t");
        assertThat(keystone.validations()).containsExactly("t", "t");

        gateway.clock.pass(Duration.ofMinutes(1));
        gateway.authenticate("t");
        assertThat(keystone.validations()).containsExactly("t", "t", "t");
        assertThat(keystone.logins()).isEqualTo(1);
    }

    @Test
    void aRevokedTokenIsRefusedOnceItsAnswerIsForgotten() {
        KeystoneUnderTest gateway = gateway("cache.valid-for", "20s");
        keystone.knows("t", "project");
        gateway.authenticate("t");

        keystone.revoke("t");
        gateway.clock.pass(Duration.ofSeconds(19));
        gateway.authenticate("t");
        gateway.clock.pass(Duration.ofSeconds(1));
        assertThatThrownBy(() -> gateway.authenticate("t")).isInstanceOf(Unauthorized.class);
    }

    @Test
    void anExpiredTokenIsRefusedAtOnce() {
        KeystoneUnderTest gateway = gateway();
        keystone.knows("t", "project", MovableClock.BEGIN.plusSeconds(10));
        gateway.authenticate("t");

        gateway.clock.pass(Duration.ofSeconds(9));
        gateway.authenticate("t");
        gateway.clock.pass(Duration.ofSeconds(1));
        assertThatThrownBy(() -> gateway.authenticate("t")).isInstanceOf(Unauthorized.class);
    }

    @Test
    void anUnknownTokenIsAskedAboutEveryTenSeconds() {
        KeystoneUnderTest gateway = gateway();

        for (int i = 0; i < 5; i++) {
            assertThatThrownBy(() -> gateway.authenticate("t")).isInstanceOf(Unauthorized.class);
        }
        assertThat(keystone.validations()).containsExactly("t");

        keystone.knows("t", "project");
        gateway.clock.pass(Duration.ofSeconds(10));
        gateway.authenticate("t");
        assertThat(keystone.validations()).containsExactly("t", "t");
    }

    @Test
    void onlySoManyTokensAreRemembered() {
        KeystoneUnderTest gateway =
                gateway("cache.valid-tokens", "10", "cache.invalid-tokens", "10");
        for (int i = 0; i < 100; i++) {
            keystone.knows("t" + i, "project");
            gateway.authenticate("t" + i);
            String unknown = "u" + i;
            assertThatThrownBy(() -> gateway.authenticate(unknown))
                    .isInstanceOf(Unauthorized.class);
        }

        await().until(() -> gateway.tokens.remembered() <= 20);
    }

    @Test
    void requestsWithTheSameTokenShareOneQuestion() throws Exception {
        KeystoneUnderTest gateway = gateway();
        keystone.knows("t", "project");
        CountDownLatch hold = keystone.holdAnswers();

        try (ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Caller>> answers =
                    IntStream.range(0, 50)
                            .mapToObj(_ -> clients.submit(() -> gateway.authenticate("t")))
                            .toList();
            await().until(() -> keystone.requestsUnderWay() == 1);
            hold.countDown();
            for (Future<Caller> answer : answers) {
                assertThat(answer.get().roles()).containsExactly("reader", "member");
            }
        }
        assertThat(keystone.validations()).containsExactly("t");
        assertThat(keystone.logins()).isEqualTo(1);
    }

    @Test
    void onlySoManyTokensAreAskedAboutAtOnce() throws Exception {
        KeystoneUnderTest gateway = gateway("concurrent-calls", "3");
        keystone.knows("first", "project");
        gateway.authenticate("first");
        IntStream.range(0, 20).forEach(i -> keystone.knows("t" + i, "project"));
        CountDownLatch hold = keystone.holdAnswers();

        try (ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Caller>> answers =
                    IntStream.range(0, 20)
                            .mapToObj(i -> clients.submit(() -> gateway.authenticate("t" + i)))
                            .toList();
            await().until(() -> keystone.requestsUnderWay() == 3);
            hold.countDown();
            for (Future<Caller> answer : answers) {
                answer.get();
            }
        }
        assertThat(keystone.mostRequestsAtOnce()).isEqualTo(3);
    }

    @Test
    void theServiceUsersTokenIsRenewedBeforeItEnds() {
        KeystoneUnderTest gateway = gateway();
        keystone.knows("t", "project", MovableClock.BEGIN.plus(DAY.multipliedBy(3)));
        gateway.authenticate("t");

        gateway.clock.pass(DAY.minus(Duration.ofMinutes(6)));
        gateway.authenticate("t");
        assertThat(keystone.logins()).isEqualTo(1);

        keystone.usualEnd(MovableClock.BEGIN.plus(DAY.multipliedBy(2)));
        gateway.clock.pass(Duration.ofMinutes(2));
        gateway.authenticate("t");
        gateway.clock.pass(Duration.ofMinutes(2));
        gateway.authenticate("t");
        assertThat(keystone.logins()).isEqualTo(2);
    }

    @Test
    void aServiceUsersTokenThatCannotBeRenewedYetIsUsedUntilItsEnd() {
        KeystoneUnderTest gateway = gateway();
        keystone.knows("t", "project", MovableClock.BEGIN.plus(DAY.multipliedBy(3)));
        gateway.authenticate("t");
        keystone.changePassword("another one");

        gateway.clock.pass(DAY.minus(Duration.ofMinutes(2)));
        gateway.authenticate("t");
        gateway.clock.pass(Duration.ofMinutes(2));
        assertThatKeystoneIsUnavailable(() -> gateway.authenticate("t"));
    }

    @Test
    void aServiceUsersTokenThatIsRefusedIsReplacedAtOnce() {
        KeystoneUnderTest gateway = gateway();
        keystone.knows("t1", "project").knows("t2", "project");
        gateway.authenticate("t1");

        keystone.forgetTheServiceUser();
        gateway.authenticate("t2");

        assertThat(keystone.logins()).isEqualTo(2);
    }

    @Test
    void aServiceUserWhomKeystoneNeverTakesIsKeystonesTroubleAndNotTheClients() {
        KeystoneUnderTest gateway = gateway();
        keystone.knows("t", "project").refuseEveryAsker();

        assertThatKeystoneIsUnavailable(() -> gateway.authenticate("t"));
        assertThat(keystone.logins()).isEqualTo(2);
        assertThat(reason(gateway)).contains("refuses the token");
    }

    @Test
    void aWrongPasswordIsKeystonesTroubleAndNotTheClients() {
        KeystoneUnderTest gateway = gateway("password", "wrong");
        keystone.knows("t", "project");

        assertThatKeystoneIsUnavailable(() -> gateway.authenticate("t"));
        assertThat(reason(gateway)).contains("name or the password", "cinder");
    }

    @Test
    void aPasswordFileIsReadAtEachLogin(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("password"), RecordedKeystone.PASSWORD + "\n");
        KeystoneUnderTest gateway = gateway("password-file", file.toString());
        keystone.knows("t1", "project").knows("t2", "project");
        gateway.authenticate("t1");

        keystone.changePassword("a-new-one");
        keystone.forgetTheServiceUser();
        Files.writeString(file, "a-new-one");
        gateway.authenticate("t2");
        assertThat(keystone.logins()).isEqualTo(2);

        Files.delete(file);
        keystone.knows("t3", "project").forgetTheServiceUser();
        assertThatKeystoneIsUnavailable(() -> gateway.authenticate("t3"));
        assertThat(reason(gateway)).contains(file.toString());
    }

    @Test
    void whileKeystoneIsAwayRememberedTokensGoOnWorkingUntilTheirTime() {
        KeystoneUnderTest gateway = gateway();
        keystone.knows("t", "project").knows("other", "project");
        gateway.authenticate("t");

        keystone.goAway();
        gateway.clock.pass(Duration.ofSeconds(59));
        gateway.authenticate("t");
        assertThatKeystoneIsUnavailable(() -> gateway.authenticate("other"));
        gateway.clock.pass(Duration.ofSeconds(1));
        assertThatKeystoneIsUnavailable(() -> gateway.authenticate("t"));

        keystone.comeBack();
        assertThat(gateway.authenticate("t").roles()).isNotEmpty();
        assertThat(gateway.authenticate("other").roles()).isNotEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    500 | application/json | {"error": {"code": 500}}
                    502 | text/html        | <h1>Bad Gateway</h1>
                    503 | text/html        | <h1>Service Unavailable</h1>
                    429 | application/json | {}
                    300 | application/json | {"versions": []}
                    403 | application/json | {"error": {"code": 403}}
                    404 | text/html        | <h1>Not Found</h1>
                    200 | application/json | {"token": {}}
                    200 | application/json | {"token": {"user": {"id": "x"}, "expires_at": "soon"}}
                    200 | application/json | [1, 2
                    204 | text/plain       | ''
                    """)
    void anAnswerThatSaysNothingAboutTheTokenIsA503AndNeverA401(
            int status, String type, String body) {
        KeystoneUnderTest gateway = gateway();
        keystone.knows("t", "project").knows("other", "project");
        gateway.authenticate("t");
        keystone.answerEverythingWith(status, type, body);

        assertThatKeystoneIsUnavailable(() -> gateway.authenticate("other"));
        gateway.authenticate("t");

        keystone.answerAsUsual();
        gateway.authenticate("other");
    }

    @ParameterizedTest
    @CsvSource({"400", "413", "414", "431"})
    void aTokenThatKeystonesServerCannotReadIsNone(int status) {
        KeystoneUnderTest gateway = gateway();
        keystone.knows("t", "project");
        gateway.authenticate("t");
        keystone.answerEverythingWith(status, "text/plain", "no");

        assertThatThrownBy(() -> gateway.authenticate("odd")).isInstanceOf(Unauthorized.class);
    }

    @Test
    void aKeystoneThatDoesNotAnswerInTimeIsA503() {
        KeystoneUnderTest gateway = gateway("timeout", "300ms");
        keystone.knows("t", "project");
        CountDownLatch hold = keystone.holdAnswers();

        assertThatKeystoneIsUnavailable(() -> gateway.authenticate("t"));
        assertThat(reason(gateway)).contains("in time");

        hold.countDown();
        gateway.authenticate("t");
    }

    @Test
    void aKeystoneThatGoesOnFailingIsLeftAloneForAWhile() {
        KeystoneUnderTest gateway = gateway("circuit.failures", "4", "circuit.open-for", "2s");
        keystone.answerEverythingWith(500, "text/plain", "no");
        for (int i = 0; i < 4; i++) {
            assertThat(gateway.calls.areSuspended()).isFalse();
            assertThatKeystoneIsUnavailable(() -> gateway.authenticate("t"));
        }
        assertThat(gateway.calls.areSuspended()).isTrue();
        assertThat(gateway.meters.get("snapledger.keystone.suspended").gauge().value()).isOne();

        keystone.answerAsUsual();
        keystone.knows("t", "project");
        assertThatThrownBy(() -> gateway.authenticate("t"))
                .isInstanceOfSatisfying(
                        Fault.class,
                        fault -> assertThat(fault.headers()).containsEntry("Retry-After", "2"));

        await().atMost(Duration.ofSeconds(60))
                .ignoreExceptionsInstanceOf(Fault.class)
                .until(() -> gateway.authenticate("t").roles().size() == 2);
        assertThat(gateway.calls.areSuspended()).isFalse();
    }

    @Test
    void refusedTokensAreNoFailuresOfKeystone() {
        KeystoneUnderTest gateway = gateway("circuit.failures", "2");

        for (int i = 0; i < 10; i++) {
            String unknown = "u" + i;
            assertThatThrownBy(() -> gateway.authenticate(unknown))
                    .isInstanceOf(Unauthorized.class);
        }
        assertThat(gateway.calls.areSuspended()).isFalse();
    }

    @Test
    void healthFollowsKeystoneAndAsksItOnlyNowAndThen() {
        KeystoneUnderTest gateway = gateway("circuit.failures", "100");
        assertThat(status(gateway)).isEqualTo(Status.UP);
        assertThat(keystone.logins()).isEqualTo(1);

        keystone.goAway();
        assertThat(status(gateway)).isEqualTo(Status.UP);
        gateway.clock.pass(Duration.ofSeconds(16));
        assertThat(status(gateway)).isEqualTo(Status.DOWN);
        assertThat(reason(gateway)).contains("cannot be reached");

        keystone.comeBack();
        assertThat(status(gateway)).isEqualTo(Status.DOWN);
        gateway.clock.pass(Duration.ofSeconds(16));
        assertThat(status(gateway)).isEqualTo(Status.UP);
    }

    @Test
    void validationsAreCountedByTheirOutcome() {
        KeystoneUnderTest gateway = gateway("circuit.failures", "100");
        keystone.knows("t", "project");
        gateway.authenticate("t");
        assertThatThrownBy(() -> gateway.authenticate("u")).isInstanceOf(Unauthorized.class);
        keystone.goAway();
        assertThatKeystoneIsUnavailable(() -> gateway.authenticate("other"));

        for (String outcome : List.of("valid", "invalid", "unavailable")) {
            assertThat(
                            gateway.meters
                                    .get("snapledger.keystone.validations")
                                    .tag("outcome", outcome)
                                    .timer()
                                    .count())
                    .as(outcome)
                    .isEqualTo(1);
        }
        assertThat(gateway.meters.get("cache.gets").tag("result", "miss").functionCounter().count())
                .isPositive();
    }

    @Test
    @ExtendWith(OutputCaptureExtension.class)
    void noSecretIsEverLogged(CapturedOutput output) {
        LoggingSystem logging = LoggingSystem.get(getClass().getClassLoader());
        String room = getClass().getPackageName();
        logging.setLogLevel(room, LogLevel.TRACE);
        try {
            KeystoneUnderTest gateway = gateway("circuit.failures", "100");
            keystone.knows("a-good-token", "project");
            gateway.authenticate("a-good-token");
            assertThatThrownBy(() -> gateway.authenticate("a-bad-token"))
                    .isInstanceOf(Unauthorized.class);
            keystone.goAway();
            assertThatKeystoneIsUnavailable(() -> gateway.authenticate("another-token"));
            keystone.comeBack();
            keystone.changePassword("new");
            keystone.forgetTheServiceUser();
            assertThatKeystoneIsUnavailable(() -> gateway.authenticate("one-more-token"));
        } finally {
            logging.setLogLevel(room, null);
        }
        assertThat(output.getAll())
                .contains("Keystone at " + keystone.url() + " answers", "cannot be validated")
                .doesNotContain(
                        RecordedKeystone.PASSWORD,
                        "good-token",
                        "bad-token",
                        "other-token",
                        "more-token",
                        "own-1");
        assertThat(KeystoneUnderTest.properties(keystone.url()).toString())
                .doesNotContain(RecordedKeystone.PASSWORD);
    }

    private static Status status(KeystoneUnderTest gateway) {
        return gateway.health.health().getStatus();
    }

    private static String reason(KeystoneUnderTest gateway) {
        Health health = gateway.health.health();
        assertThat(health.getStatus()).isEqualTo(Status.DOWN);
        return String.valueOf(health.getDetails().get("reason"));
    }

    private static void assertThatKeystoneIsUnavailable(ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        Fault.class,
                        fault -> {
                            assertThat(fault.status()).isEqualTo(503);
                            assertThat(fault.key()).isEqualTo("serviceUnavailable");
                            assertThat(fault.text())
                                    .isEqualTo("The Keystone service is temporarily unavailable.");
                            assertThat(fault.headers()).containsKey("Retry-After");
                        });
    }
}
