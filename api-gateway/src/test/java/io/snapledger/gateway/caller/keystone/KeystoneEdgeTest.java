package io.snapledger.gateway.caller.keystone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.snapledger.gateway.fake.RawRequest;
import io.snapledger.gateway.fake.RawResponse;
import io.snapledger.gateway.fake.RunningGateway;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The whole gateway with tokens of Keystone, as a client sees it. */
class KeystoneEdgeTest {

    private static final String DEMO_PROJECT = "9afe0d7129704cf2afe6096c53a221e7";
    private static final String LIST = "/v3/group_snapshots";

    private final RecordedKeystone keystone =
            new RecordedKeystone(Instant.now().plus(Duration.ofHours(24)));

    @AfterEach
    void close() {
        keystone.close();
    }

    private RunningGateway gateway(String... settings) {
        String[] all = new String[settings.length + 4];
        all[0] = "snapledger.auth.strategy=keystone";
        all[1] = "snapledger.auth.keystone.auth-url=" + keystone.url() + "/v3/";
        all[2] = "snapledger.auth.keystone.username=" + RecordedKeystone.USER;
        all[3] = "snapledger.auth.keystone.password=" + RecordedKeystone.PASSWORD;
        System.arraycopy(settings, 0, all, 4, settings.length);
        return RunningGateway.with(all);
    }

    private static RawRequest with(RunningGateway gateway, String token, String method, String to) {
        return gateway.request(method, to)
                .header("X-Auth-Token", token)
                .header("OpenStack-API-Version", "volume 3.70")
                .header("Accept", "application/json");
    }

    /** transcripts cinder-auth: auth-none, auth-bad, auth-wrong-project-post. */
    @Test
    void tokensAreValidatedAndRefusalsSayWhereToGetOne() {
        keystone.knows("good", "project");
        try (RunningGateway gateway =
                gateway("snapledger.auth.www-authenticate-uri=https://keystone.example.org")) {
            RawResponse list =
                    with(gateway, "good", "GET", "/v3/" + DEMO_PROJECT + "/group_snapshots").send();
            assertThat(list.status()).isEqualTo(200);
            assertThat(list.body()).isEqualTo("{\"group_snapshots\": []}");

            RawResponse refused = with(gateway, "bad", "GET", LIST).send();
            assertThat(refused.status()).isEqualTo(401);
            assertThat(refused.header("WWW-Authenticate"))
                    .isEqualTo("Keystone uri=\"https://keystone.example.org\"");
            assertThat(refused.header("Content-Type")).isEqualTo("application/json");
            assertThat(refused.body())
                    .isEqualTo(
                            "{\"error\": {\"code\": 401, \"title\": \"Unauthorized\", \"message\":"
                                    + " \"The request you have made requires authentication.\"}}");
            assertThat(gateway.request("GET", LIST).send().status()).isEqualTo(401);

            RawResponse elsewhere =
                    with(gateway, "good", "GET", "/v3/90e458dc66a446edab8a172ceec1d543/groups")
                            .send();
            assertThat(elsewhere.status()).isEqualTo(400);
            assertThat(elsewhere.body()).contains("Malformed request url");

            assertThat(gateway.request("GET", "/").send().status()).isEqualTo(300);
            assertThat(gateway.request("GET", "/healthcheck").send().status()).isEqualTo(200);
        }
    }

    @Test
    void aRefusalNamesKeystoneItselfWhereNothingElseIsSet() {
        try (RunningGateway gateway = gateway()) {
            assertThat(with(gateway, "bad", "GET", LIST).send().header("WWW-Authenticate"))
                    .isEqualTo("Keystone uri=\"" + keystone.url() + "/v3/\"");
        }
    }

    @Test
    void aTokenWithoutProjectIsForAdministratorsOnly() {
        keystone.knows("unscoped", "unscoped").knows("system", "system");
        try (RunningGateway gateway = gateway()) {
            RawResponse refused = with(gateway, "unscoped", "GET", "/v3/types").send();
            assertThat(refused.status()).isEqualTo(403);
            assertThat(refused.body())
                    .isEqualTo(
                            "{\"forbidden\": {\"code\": 403, \"message\": \"Not authorized.\"}}");
            assertThat(with(gateway, "system", "GET", "/v3/types").send().status()).isEqualTo(200);
        }
    }

    @Test
    void aStreamEndsWithItsToken() throws Exception {
        try (RunningGateway gateway =
                        gateway(
                                "snapledger.audit.streams.recheck=200ms",
                                "snapledger.auth.keystone.timeout=30s",
                                "snapledger.auth.keystone.cache.valid-for=100ms");
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            keystone.knows("soon", "project", Instant.now().plus(Duration.ofSeconds(4)))
                    .knows("revoked", "project");
            RawResponse ended = stream(gateway, "soon");
            assertThat(ended.status()).as(ended.body()).isEqualTo(200);
            assertThat(ended.body())
                    .startsWith("retry: 3000")
                    .endsWith(": the token does not count any more\n\n");

            Future<RawResponse> open = threads.submit(() -> stream(gateway, "revoked"));
            Gauge streams =
                    gateway.beans(MeterRegistry.class)
                            .getFirst()
                            .get("snapledger.audit.streams")
                            .gauge();
            await().atMost(Duration.ofSeconds(30)).until(() -> streams.value() == 1);
            keystone.revoke("revoked");
            assertThat(open.get(30, TimeUnit.SECONDS).body())
                    .endsWith(": the token does not count any more\n\n");
        }
    }

    private static RawResponse stream(RunningGateway gateway, String token) {
        return with(gateway, token, "GET", "/audit/v1/status-changes/stream")
                .header("Accept", "text/event-stream")
                .send();
    }

    @Test
    void withoutKeystoneItStartsAndAnswers503UntilKeystoneIsThere() {
        keystone.knows("good", "project");
        keystone.goAway();
        try (RunningGateway gateway = gateway("snapledger.auth.keystone.circuit.open-for=200ms")) {
            RawResponse unavailable = with(gateway, "good", "GET", LIST).send();
            assertThat(unavailable.status()).isEqualTo(503);
            assertThat(unavailable.header("Retry-After")).matches("[1-9]\\d*");
            assertThat(unavailable.header("Content-Type")).isEqualTo("application/json");
            assertThat(unavailable.body())
                    .isEqualTo(
                            "{\"serviceUnavailable\": {\"code\": 503, \"message\": \"The Keystone"
                                    + " service is temporarily unavailable.\"}}");
            assertThat(gateway.request("GET", "/").send().status()).isEqualTo(300);

            RawResponse health = gateway.request("GET", "/actuator/health").send();
            assertThat(health.status()).isEqualTo(503);
            assertThat(health.body())
                    .contains("\"keystone\":{\"status\":\"DOWN\"}")
                    .doesNotContain("cannot be reached")
                    .doesNotContain(RecordedKeystone.PASSWORD);
            assertThat(gateway.request("GET", "/actuator/health/liveness").send().status())
                    .isEqualTo(200);
            assertThat(gateway.request("GET", "/actuator/health/readiness").send().status())
                    .isEqualTo(200);

            // A token that cannot be looked at shows no more, and fails nobody's question.
            assertThat(with(gateway, "good", "GET", "/actuator/health").send().body())
                    .isEqualTo(health.body());

            keystone.comeBack();
            await().atMost(Duration.ofSeconds(60))
                    .until(() -> with(gateway, "good", "GET", LIST).send().status() == 200);
            assertThat(gateway.request("GET", "/actuator/health").send().status()).isEqualTo(200);
        }
    }

    @Test
    void metricsNeedAnAdministratorsToken() {
        keystone.knows("good", "project").knows("admin", "admin");
        try (RunningGateway gateway = gateway()) {
            String metric = "/actuator/metrics/snapledger.keystone.validations";
            assertThat(with(gateway, "good", "GET", metric).send().status()).isEqualTo(403);
            RawResponse shown = with(gateway, "admin", "GET", metric).send();
            assertThat(shown.status()).isEqualTo(200);
            assertThat(shown.body()).contains("\"outcome\"", "\"valid\"");
        }
    }

    @Test
    void itDoesNotStartWithoutItsSettingsAndDoesNotSayThePassword() {
        assertThatThrownBy(() -> RunningGateway.with("snapledger.auth.strategy=keystone").close())
                .rootCause()
                .hasMessageContaining("authUrl");
        assertThatThrownBy(() -> gateway("snapledger.auth.keystone.password-file=/nowhere").close())
                .rootCause()
                .hasMessageContaining("snapledger.auth.keystone.password-file is needed")
                .message()
                .doesNotContain(RecordedKeystone.PASSWORD);
    }
}
