package io.snapledger.link.trust;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.snapledger.contract.json.ContractJson;
import io.snapledger.contract.volume.VolumeCommand.ExtendVolume;
import io.snapledger.contract.volume.VolumeId;
import io.snapledger.link.RunningServer;
import io.snapledger.link.command.HttpCommandBus;
import io.snapledger.link.failure.RemoteFailure;
import io.snapledger.link.instance.ServiceClient;
import io.snapledger.link.wire.CommandRequest;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.commandhandling.CommandResultMessage;
import org.axonframework.commandhandling.GenericCommandMessage;
import org.axonframework.commandhandling.GenericCommandResultMessage;
import org.axonframework.commandhandling.callbacks.FutureCallback;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.ssl.DefaultSslBundleRegistry;
import org.springframework.boot.ssl.SslBundle;

/** Who may call a service is in a certificate, and nowhere else. */
class TrustTest {

    private static final Duration LONG = Duration.ofSeconds(20);
    private static final String[] SERVICES = {
        "api-gateway", "command-service", "storage-agent", "prometheus"
    };

    @TempDir private static Path folders;
    private static final AtomicInteger CARRIED_OUT = new AtomicInteger();
    private static Certificates certificates;
    private static RunningServer server;

    @BeforeAll
    static void startServer() {
        certificates = Certificates.in(folders.resolve("certificates"), SERVICES);
        server =
                RunningServer.withCertificates(
                        TrustTest::carryOut,
                        certificates.settings("command-service"),
                        "--management.endpoint.health.show-components=always",
                        "--management.endpoint.health.show-details=when-authorized");
    }

    @AfterAll
    static void stopServer() {
        server.close();
    }

    private static CommandResultMessage<?> carryOut(CommandMessage<?> command) {
        CARRIED_OUT.incrementAndGet();
        return new GenericCommandResultMessage<>((Object) null);
    }

    @Test
    void aServiceThatMayCallIsServed() {
        assertThat(send(client("api-gateway")).isExceptional()).isFalse();
    }

    @Test
    void whoShowsNoCertificateGets401AndIsCounted() throws Exception {
        double counted = refused("no-certificate");
        int carriedOut = CARRIED_OUT.get();

        HttpResponse<String> answer =
                http(certificates.nothing())
                        .send(command(server.url()).build(), BodyHandlers.ofString());

        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(ContractJson.mapper().readTree(answer.body()).at("/error/code").asInt())
                .isEqualTo(401);
        assertThat(refused("no-certificate")).isEqualTo(counted + 1);
        assertThat(CARRIED_OUT).hasValue(carriedOut);
    }

    @Test
    void whatARequestSaysOfItselfCountsForNothing() throws Exception {
        int carriedOut = CARRIED_OUT.get();
        HttpRequest forged =
                command(server.url())
                        .header("X-SSL-Client-Verify", "SUCCESS")
                        .header("X-SSL-Client-Cert", "api-gateway")
                        .header("X-Forwarded-Client-Cert", "DNS=api-gateway")
                        .header("X-Forwarded-For", "127.0.0.1")
                        .header("Authorization", "Bearer api-gateway")
                        .build();

        HttpResponse<String> answer =
                http(certificates.nothing()).send(forged, BodyHandlers.ofString());

        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(CARRIED_OUT).hasValue(carriedOut);
    }

    @Test
    void aServiceThatMayNotCallGets401AndIsCounted() throws Exception {
        double counted = refused("not-allowed");

        HttpResponse<String> answer =
                http(certificates.bundle("storage-agent"))
                        .send(command(server.url()).build(), BodyHandlers.ofString());

        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(refused("not-allowed")).isEqualTo(counted + 1);
    }

    @Test
    void aCertificateOfAnotherAuthorityIsNone() {
        Certificates strangers = Certificates.in(folders.resolve("strangers"), "api-gateway");
        SslBundle bundle = strangers.bundle("api-gateway", certificates);
        int carriedOut = CARRIED_OUT.get();

        assertThatThrownBy(() ->
                        http(bundle).send(command(server.url()).build(), BodyHandlers.ofString()))
                .isInstanceOf(IOException.class);
        assertThat(CARRIED_OUT).hasValue(carriedOut);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/actuator/metrics",
                "/actuator",
                "/internal/volumes/list",
                "/nothing/here",
                "/",
                "/actuator/health/..;/metrics",
                "/actuator/health;x=/internal",
                "/actuator//health",
                "/internal/..%2f/actuator/health"
            })
    void nothingButHealthIsForEverybody(String path) throws Exception {
        HttpResponse<String> answer =
                http(certificates.nothing())
                        .send(
                                HttpRequest.newBuilder(URI.create(server.url() + path)).build(),
                                BodyHandlers.ofString());

        // Tomcat itself refuses what is no proper path.
        assertThat(answer.statusCode()).isIn(400, 401);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/actuator/health",
                "/actuator/health/readiness",
                "/actuator/health/liveness"
            })
    void healthIsForEverybody(String path) throws Exception {
        HttpResponse<String> answer =
                http(certificates.nothing())
                        .send(
                                HttpRequest.newBuilder(URI.create(server.url() + path)).build(),
                                BodyHandlers.ofString());

        assertThat(answer.statusCode()).isEqualTo(200);
    }

    @Test
    void whoMeasuresMayReadFiguresAndNothingElse() throws Exception {
        // There are none in this server: it is let in, and finds nothing.
        assertThat(asked("prometheus", "/actuator/prometheus")).isEqualTo(404);
        assertThat(asked("storage-agent", "/actuator/prometheus")).isEqualTo(401);
        for (String other :
                List.of(
                        CommandRequest.PATH,
                        "/actuator/metrics",
                        "/actuator",
                        "/actuator/prometheus/",
                        "/actuator/prometheus;x=y",
                        "/actuator//prometheus",
                        "/")) {
            assertThat(asked("prometheus", other)).as(other).isEqualTo(401);
        }
    }

    @Test
    void healthTellsDetailsToThoseWhoAreKnown() throws Exception {
        assertThat(health(certificates.nothing())).doesNotContain("\"details\"");
        assertThat(health(certificates.bundle("storage-agent"))).doesNotContain("\"details\"");
        assertThat(health(certificates.bundle("api-gateway"))).contains("\"details\"");
        assertThat(health(certificates.bundle("prometheus"))).contains("\"details\"");
    }

    private static String health(SslBundle bundle) throws Exception {
        HttpResponse<String> answer = get(bundle, "/actuator/health");
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).contains("\"part\"");
        return answer.body();
    }

    private static int asked(String name, String path) throws Exception {
        return get(certificates.bundle(name), path).statusCode();
    }

    private static HttpResponse<String> get(SslBundle bundle, String path) throws Exception {
        return http(bundle)
                .send(
                        HttpRequest.newBuilder(URI.create(server.url() + path)).build(),
                        BodyHandlers.ofString());
    }

    @Test
    void aServerOfAnotherNameIsSentNothing() {
        int carriedOut = CARRIED_OUT.get();
        try (RunningServer agent =
                RunningServer.withCertificates(
                        TrustTest::carryOut, certificates.settings("storage-agent"))) {
            ServiceClient client = client("api-gateway", agent.url());

            assertThat(send(client).exceptionResult())
                    .isInstanceOf(RemoteFailure.class)
                    .hasRootCauseInstanceOf(CertificateException.class)
                    .rootCause()
                    .hasMessageContaining("not one of command-service");
            assertThat(CARRIED_OUT).hasValue(carriedOut);
        }
    }

    @Test
    void newCertificatesCountWithoutARestart() throws Exception {
        Certificates old = Certificates.in(folders.resolve("old"), SERVICES);
        Certificates young = Certificates.in(folders.resolve("young"), SERVICES);
        try (RunningServer renewed =
                RunningServer.withCertificates(
                        TrustTest::carryOut,
                        old.settings("command-service"),
                        "--spring.ssl.bundle.watch.file.quiet-period=50ms")) {
            DefaultSslBundleRegistry registry = Certificates.registry(old.bundle("api-gateway"));
            ServiceClient client = client(registry, renewed.url());
            assertThat(send(client).isExceptional()).isFalse();
            ServiceClient youngClient =
                    client(Certificates.registry(young.bundle("api-gateway")), renewed.url());
            assertThat(send(youngClient).isExceptional()).isTrue();

            old.replaceBy(young, "command-service");

            Awaitility.await().atMost(LONG).until(() -> !send(youngClient).isExceptional());
            // Connections of before are told from new ones by a client of its own.
            ServiceClient oldClient =
                    client(
                            Certificates.registry(
                                    Certificates.in(folders.resolve("third"), SERVICES)
                                            .bundle("api-gateway")),
                            renewed.url());
            assertThat(send(oldClient).isExceptional()).isTrue();
            registry.updateBundle("link", young.bundle("api-gateway"));
            assertThat(send(client).isExceptional()).isFalse();
        }
    }

    @Test
    void withoutCertificatesAServiceIsRefusedAndToldWhatToDo() {
        assertThatThrownBy(() -> ServerGuard.check(trust(null, false), "127.0.0.1"))
                .isInstanceOf(UnsafeLink.class)
                .hasMessageContaining("snapledger.link.ssl-bundle")
                .hasMessageContaining("make-dev-certificates.sh");
        assertThatThrownBy(() -> ServerGuard.check(trust(null, true), "0.0.0.0"))
                .isInstanceOf(UnsafeLink.class)
                .hasMessageContaining("server.address=0.0.0.0")
                .hasMessageContaining("snapledger.link.ssl-bundle");
        assertThatThrownBy(() -> ServerGuard.check(trust(" ", true), null))
                .isInstanceOf(UnsafeLink.class)
                .hasMessageContaining("(all)");
        ServerGuard.check(trust(null, true), "127.0.0.1");
        ServerGuard.check(trust("link", false), "0.0.0.0");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://192.0.2.1:8778",
                "ftp://127.0.0.1",
                "http://127.0.0.1:1/path",
                "https+srv://_https._tcp.a",
                "https+srv:a"
            })
    void anUnsafeAddressIsNotCalled(String url) {
        assertThatThrownBy(() -> http(List.of(URI.create(url)), trust(null, true)))
                .isInstanceOf(UnsafeLink.class)
                .hasMessageContaining("snapledger.link.command-service.urls");
    }

    @Test
    void whereThereAreCertificatesNothingIsSentWithoutThem() {
        assertThatThrownBy(() ->
                        http(List.of(URI.create("http://127.0.0.1:8778")), trust("link", false)))
                .isInstanceOf(UnsafeLink.class)
                .hasMessageContaining("https");
        assertThatThrownBy(() ->
                        http(List.of(URI.create("https://127.0.0.1:8778")), trust(null, true)))
                .isInstanceOf(UnsafeLink.class)
                .hasMessageContaining("snapledger.link.ssl-bundle");
    }

    @Test
    void theScriptKeepsKeysToTheirOwner() throws Exception {
        assertThat(Files.getPosixFilePermissions(folders.resolve("certificates/ca-key.pem")))
                .extracting(Object::toString)
                .containsExactlyInAnyOrder("OWNER_READ", "OWNER_WRITE");
    }

    private static TrustProperties trust(@Nullable String bundle, boolean without) {
        return new TrustProperties(bundle, without, List.of("api-gateway"), List.of("prometheus"));
    }

    private static TrustedHttp http(List<URI> urls, TrustProperties trust) {
        return new TrustedHttp(
                "command-service",
                urls,
                trust,
                Certificates.registry(certificates.bundle("api-gateway")),
                LONG);
    }

    private static HttpClient http(SslBundle bundle) {
        return HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .sslContext(bundle.createSslContext())
                .build();
    }

    private static double refused(String reason) {
        return server.meters().counter(CallerCertificates.METRIC, "reason", reason).count();
    }

    private static HttpRequest.Builder command(URI url) {
        return HttpRequest.newBuilder(URI.create(url + CommandRequest.PATH))
                .header("Content-Type", "application/json")
                .POST(
                        BodyPublishers.ofString(
                                ContractJson.mapper()
                                        .writeValueAsString(CommandRequest.of(message()))));
    }

    private static GenericCommandMessage<Object> message() {
        return new GenericCommandMessage<>(
                new ExtendVolume(
                        new VolumeId(UUID.randomUUID()),
                        7,
                        false,
                        UUID.randomUUID(),
                        Instant.EPOCH),
                Map.of("request_id", "req-1"));
    }

    private static ServiceClient client(String name) {
        return client(name, server.url());
    }

    private static ServiceClient client(String name, URI url) {
        return client(Certificates.registry(certificates.bundle(name)), url);
    }

    private static ServiceClient client(DefaultSslBundleRegistry bundles, URI url) {
        return new ServiceClient(
                "command-service",
                List.of(url),
                new TrustedHttp(
                        "command-service", List.of(url), trust("link", false), bundles, LONG));
    }

    private static CommandResultMessage<?> send(ServiceClient client) {
        FutureCallback<Object, Object> callback = new FutureCallback<>();
        new HttpCommandBus(client, LONG, 10).dispatch(message(), callback);
        return callback.getResult();
    }
}
