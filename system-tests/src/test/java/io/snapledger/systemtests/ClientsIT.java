package io.snapledger.systemtests;

import static org.junit.jupiter.api.Assumptions.abort;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.snapledger.systemtests.client.Caller;
import io.snapledger.systemtests.http.HttpAnswer;
import io.snapledger.systemtests.http.HttpConnection;
import io.snapledger.systemtests.http.HttpRequest;
import io.snapledger.systemtests.http.Json;
import io.snapledger.systemtests.session.Session;
import io.snapledger.systemtests.session.Terminal;
import io.snapledger.systemtests.sut.SharedSystem;
import io.snapledger.systemtests.sut.StandaloneJar;
import io.snapledger.systemtests.sut.SystemUnderTest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * OpenStack's own clients, unmodified, where they are installed: the sessions in {@code
 * src/test/resources/clients}, with tokens of {@code noauth}, and with those of a Keystone where
 * variables name one:
 *
 * <ul>
 *   <li>{@code SNAPLEDGER_TEST_KEYSTONE_AUTH_URL}
 *   <li>{@code SNAPLEDGER_TEST_KEYSTONE_USERNAME}, {@code …_PASSWORD}: the service user, of the
 *       project {@code service}
 *   <li>{@code SNAPLEDGER_TEST_KEYSTONE_ADMIN_USERNAME}, {@code …_ADMIN_PASSWORD}, {@code
 *       …_ADMIN_PROJECT_NAME}: whose commands are run
 * </ul>
 */
@ExtendWith(SharedSystem.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ClientsIT {

    /** The sessions, and below which path what they talk to is. */
    private static final Map<String, String> SESSIONS =
            Map.of(
                    "cinder", "/v3",
                    "openstack", "/v3",
                    "manila", "/v2",
                    "openstack-share", "/v2");

    private static final String VERSION = "3.70";
    private static final String IN_PROJECT = "%s/%%(project_id)s";
    private static final String CLOUD = "snapledger";
    private static final String KEYSTONE = "SNAPLEDGER_TEST_KEYSTONE_";

    private final ExecutorService players = Executors.newFixedThreadPool(SESSIONS.size());

    @TempDir Path homes;

    @AfterAll
    void endPlayers() {
        players.close();
    }

    @TestFactory
    Stream<DynamicTest> withoutKeystone(SystemUnderTest system) {
        Caller caller = Caller.of("olga", UUID.randomUUID().toString().replace("-", ""), "admin");
        return played(
                "noauth",
                session -> client -> withoutKeystone(session, client, system.baseUrl(), caller));
    }

    // All of them send what they are told as the token, and ask nobody.
    private static Map<String, String> withoutKeystone(
            String session, String client, URI baseUrl, Caller caller) {
        String token = caller.userId() + ":" + caller.projectId();
        String endpoint = baseUrl + SESSIONS.get(session) + "/" + caller.projectId();
        return switch (client) {
            case "cinder" ->
                    Map.of(
                            "OS_VOLUME_API_VERSION",
                            VERSION,
                            "OS_AUTH_TYPE",
                            "noauth",
                            "OS_USER_ID",
                            caller.userId(),
                            "OS_PROJECT_ID",
                            caller.projectId(),
                            "CINDER_ENDPOINT",
                            baseUrl + "/v3");
            case "openstack" ->
                    Map.of(
                            "OS_VOLUME_API_VERSION",
                            VERSION,
                            "OS_AUTH_TYPE",
                            "admin_token",
                            "OS_TOKEN",
                            token,
                            "OS_ENDPOINT",
                            endpoint);
            case "manila" -> withToken(token, endpoint);
            default -> Map.of();
        };
    }

    // It lets nobody say where the service is who does not bring his token.
    private static Map<String, String> withToken(String token, String endpoint) {
        return Map.of("OS_TOKEN", token, "OS_MANILA_BYPASS_URL", endpoint);
    }

    @TestFactory
    Stream<DynamicTest> withKeystone() throws IOException {
        String authUrl = System.getenv(KEYSTONE + "AUTH_URL");
        if (authUrl == null) {
            return Stream.of(
                    dynamicTest(
                            "with keystone",
                            () -> abort("no Keystone: " + KEYSTONE + "AUTH_URL is not set")));
        }
        Path password = Files.writeString(homes.resolve("password"), variable("PASSWORD"));
        StandaloneJar system =
                StandaloneJar.named(
                        "keystone",
                        "--snapledger.policy.enforce-new-defaults=false",
                        "--snapledger.auth.strategy=keystone",
                        "--snapledger.auth.keystone.auth-url=" + authUrl,
                        "--snapledger.auth.keystone.username=" + variable("USERNAME"),
                        "--snapledger.auth.keystone.password-file=" + password);
        try {
            system.start();
        } catch (AssertionError failed) {
            system.close();
            throw failed;
        }
        for (String session : SESSIONS.keySet()) {
            writeCloud(home("keystone", session), authUrl, system.baseUrl());
        }
        String token = token(authUrl);
        return played(
                        "keystone",
                        _ -> client -> withKeystone(client, authUrl, system.baseUrl(), token))
                .onClose(system::close);
    }

    /** A token of who runs the commands, for those that do not ask for one themselves. */
    private static String token(String authUrl) throws IOException {
        URI keystone = URI.create(authUrl);
        Map<String, Object> domain = Map.of("id", "default");
        Map<String, Object> user =
                Map.of(
                        "name", variable("ADMIN_USERNAME"),
                        "password", variable("ADMIN_PASSWORD"),
                        "domain", domain);
        HttpAnswer answer =
                HttpConnection.once(
                        keystone,
                        HttpRequest.of("POST", keystone.getPath() + "/auth/tokens")
                                .withJson(
                                        Json.wrap(
                                                "auth",
                                                Map.of(
                                                        "identity",
                                                        Map.of(
                                                                "methods",
                                                                List.of("password"),
                                                                "password",
                                                                Map.of("user", user)),
                                                        "scope",
                                                        Map.of(
                                                                "project",
                                                                Map.of(
                                                                        "name",
                                                                        variable(
                                                                                "ADMIN_PROJECT_NAME"),
                                                                        "domain",
                                                                        domain))))));
        return answer.header("x-subject-token").orElseThrow();
    }

    private static Map<String, String> withKeystone(
            String client, String authUrl, URI baseUrl, String token) {
        // The catalogue may lead to another service; these lead to this one.
        return switch (client) {
            case "cinder" ->
                    Map.of(
                            "OS_VOLUME_API_VERSION",
                            VERSION,
                            "OS_AUTH_URL",
                            authUrl,
                            "OS_IDENTITY_API_VERSION",
                            "3",
                            "OS_USERNAME",
                            variable("ADMIN_USERNAME"),
                            "OS_PASSWORD",
                            variable("ADMIN_PASSWORD"),
                            "OS_PROJECT_NAME",
                            variable("ADMIN_PROJECT_NAME"),
                            "OS_USER_DOMAIN_NAME",
                            "Default",
                            "OS_PROJECT_DOMAIN_NAME",
                            "Default",
                            "CINDER_ENDPOINT",
                            baseUrl + IN_PROJECT.formatted("/v3"));
            case "openstack" -> Map.of("OS_CLOUD", CLOUD);
            case "manila" -> withToken(token, baseUrl + "/v2");
            default -> Map.of();
        };
    }

    /** The openstack command takes a service's address from its own file only. */
    private static void writeCloud(Path home, String authUrl, URI baseUrl) throws IOException {
        Path folder = Files.createDirectories(home.resolve(".config/openstack"));
        Files.writeString(
                folder.resolve("clouds.yaml"),
                """
                clouds:
                  %s:
                    auth:
                      auth_url: '%s'
                      username: '%s'
                      password: '%s'
                      project_name: '%s'
                      user_domain_name: Default
                      project_domain_name: Default
                    identity_api_version: '3'
                    volume_api_version: '%s'
                    block_storage_endpoint_override: '%s'
                    shared_file_system_endpoint_override: '%s'
                """
                        .formatted(
                                CLOUD,
                                authUrl,
                                variable("ADMIN_USERNAME"),
                                variable("ADMIN_PASSWORD"),
                                variable("ADMIN_PROJECT_NAME"),
                                VERSION,
                                baseUrl + IN_PROJECT.formatted("/v3"),
                                baseUrl + "/v2"));
    }

    private Path home(String tokens, String session) throws IOException {
        return Files.createDirectories(homes.resolve(tokens + "-" + session));
    }

    private static String variable(String name) {
        String value = System.getenv(KEYSTONE + name);
        if (value == null) {
            throw new IllegalStateException(KEYSTONE + name + " is not set");
        }
        return value;
    }

    /** Several at once: what takes the time is Python's start, again and again. */
    private Stream<DynamicTest> played(
            String tokens, Function<String, Function<String, Map<String, String>>> environments) {
        return SESSIONS.keySet().stream()
                .sorted()
                .map(Session::named)
                .map(session -> {
                    CompletableFuture<Void> playing =
                            CompletableFuture.runAsync(
                                    () -> play(session, tokens, environments.apply(session.name())),
                                    players);
                    return dynamicTest(session.name() + " with " + tokens, () -> join(playing));
                })
                // All are begun before the first is waited for.
                .toList()
                .stream();
    }

    private static void join(CompletableFuture<Void> playing) throws Throwable {
        try {
            playing.join();
        } catch (CompletionException failed) {
            throw failed.getCause() == null ? failed : failed.getCause();
        }
    }

    private void play(
            Session session, String tokens, Function<String, Map<String, String>> environment) {
        Session.Client client = session.client();
        Path home;
        try {
            home = home(tokens, session.name());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        String installed = Terminal.version(client.command(), home).orElse(null);
        if (installed == null) {
            abort(client.command() + " is not installed");
        }
        if (!installed.equals(client.version())) {
            abort(
                    "the session is of %s %s, installed is %s"
                            .formatted(client.command(), client.version(), installed));
        }
        String run = UUID.randomUUID().toString().substring(0, 8);
        new Terminal(home, environment).play(session, Map.of("run", run));
    }
}
