package io.snapledger.gateway.caller.keystone;

import io.snapledger.gateway.json.PythonJson;
import io.snapledger.gateway.json.RequestJson;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/** Keystone's HTTP API, as far as it is needed: a login, and what a token is. */
final class KeystoneConnection implements AutoCloseable {

    private static final String TOKEN = "X-Auth-Token";
    private static final String SUBJECT = "X-Subject-Token";

    /** More than any token's description; a catalogue is not asked for. */
    private static final long LONGEST_BODY = 1L << 20;

    /** What a broken connection was kept for may work on a fresh one. */
    private static final int ATTEMPTS = 2;

    private final KeystoneProperties properties;
    private final HttpClient http;

    /** A question waits for Keystone and for nothing else, so it costs a virtual thread only. */
    private final ExecutorService threads =
            Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("keystone-", 1).factory());

    KeystoneConnection(KeystoneProperties properties, @Nullable SSLContext tls) {
        this.properties = properties;
        HttpClient.Builder builder =
                HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1)
                        // A token goes where the setting says and nowhere else.
                        .followRedirects(HttpClient.Redirect.NEVER)
                        .connectTimeout(properties.connectTimeout())
                        .executor(threads);
        if (tls != null) {
            builder.sslContext(tls);
        }
        this.http = builder.build();
    }

    /** A token of the service user. */
    record Issued(String token, Instant expiresAt) {
        @Override
        public String toString() {
            return "a token until " + expiresAt;
        }
    }

    /** What Keystone says when it is asked about a token. */
    sealed interface Answer {
        record Known(KeystoneToken token) implements Answer {}

        record Unknown() implements Answer {}

        /** It does not take the token of who asks. */
        record AskerRefused() implements Answer {}
    }

    Issued login(Deadline deadline) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(properties.tokens("nocatalog"))
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(PythonJson.write(credentials())));
        HttpResponse<byte[]> response = send(request, deadline);
        if (response.statusCode() == 401) {
            throw KeystoneUnavailable.forAPersonToMend(
                    "it refuses the name or the password of the service user "
                            + properties.username(),
                    null);
        }
        String token = response.headers().firstValue(SUBJECT).orElse("");
        Instant expiresAt = KeystoneToken.expiry(body(response)).orElse(null);
        if (response.statusCode() != 201 || !TokenForm.holds(token) || expiresAt == null) {
            throw unexpected("to the service user's login", response);
        }
        return new Issued(token, expiresAt);
    }

    // Domains by id where one is given: their names can be changed.
    private Map<String, Object> credentials() {
        Map<String, Object> user =
                Map.of(
                        "name",
                        properties.username(),
                        "password",
                        properties.secret(),
                        "domain",
                        domain(properties.userDomainId(), properties.userDomainName()));
        Map<String, Object> project =
                Map.of(
                        "name",
                        properties.projectName(),
                        "domain",
                        domain(properties.projectDomainId(), properties.projectDomainName()));
        return Map.of(
                "auth",
                Map.of(
                        "identity",
                        Map.of("methods", List.of("password"), "password", Map.of("user", user)),
                        "scope",
                        Map.of("project", project)));
    }

    private static Map<String, String> domain(@Nullable String id, String name) {
        return id == null ? Map.of("name", name) : Map.of("id", id);
    }

    /**
     * Asks what a token is.
     *
     * @param subject a token of the form of {@link TokenForm}
     * @param evenExpired also if it has expired, within the window that Keystone allows
     */
    Answer validate(
            String subject,
            Issued asker,
            boolean evenExpired,
            @Nullable String requestId,
            Deadline deadline) {
        URI uri = properties.tokens(evenExpired ? "nocatalog&allow_expired=1" : "nocatalog");
        HttpRequest.Builder request =
                HttpRequest.newBuilder(uri)
                        .header(TOKEN, asker.token())
                        .header(SUBJECT, subject)
                        // Without this Keystone hides tokens with access rules.
                        .header("OpenStack-Identity-Access-Rules", "1")
                        .GET();
        if (requestId != null) {
            request.header("X-Openstack-Request-Id", requestId);
        }
        HttpResponse<byte[]> response = send(request, deadline);
        return switch (response.statusCode()) {
            case 200 ->
                    new Answer.Known(
                            KeystoneToken.read(body(response))
                                    .orElseThrow(() -> unexpected("about a token", response)));
            case 401 -> new Answer.AskerRefused();
            case 403 ->
                    throw KeystoneUnavailable.forAPersonToMend(
                            "it does not let the service user "
                                    + properties.username()
                                    + " look at tokens",
                            null);
            case 404 -> {
                // Another server's 404 says nothing about a token.
                if (body(response).path("error").path("code").asInt(0) != 404) {
                    throw unexpected("about a token", response);
                }
                yield new Answer.Unknown();
            }
            // Whatever is wrong with the request, only the token in it is not ours.
            case 400, 413, 414, 431 -> new Answer.Unknown();
            default -> throw unexpected("about a token", response);
        };
    }

    private static KeystoneUnavailable unexpected(String to, HttpResponse<byte[]> response) {
        return KeystoneUnavailable.because(
                "its answer %s is a %d that is not understood"
                        .formatted(to, response.statusCode()));
    }

    private static JsonNode body(HttpResponse<byte[]> response) {
        return RequestJson.read(response.body()).orElse(MissingNode.getInstance());
    }

    private HttpResponse<byte[]> send(HttpRequest.Builder request, Deadline deadline) {
        HttpRequest ready =
                request.header("Accept", "application/json")
                        .header("User-Agent", "snapledger")
                        .build();
        for (int attempt = 1; ; attempt++) {
            try {
                return sendOnce(ready, deadline);
            } catch (IOException broken) {
                if (attempt == ATTEMPTS) {
                    throw KeystoneUnavailable.because(
                            "it cannot be reached: " + inOneLine(broken), broken);
                }
            }
        }
    }

    // The client's own timeout ends with the head of the answer; this one includes its body.
    private HttpResponse<byte[]> sendOnce(HttpRequest request, Deadline deadline)
            throws IOException {
        CompletableFuture<HttpResponse<byte[]>> answer =
                http.sendAsync(
                        request, BodyHandlers.limiting(BodyHandlers.ofByteArray(), LONGEST_BODY));
        try {
            return answer.get(deadline.left().toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException late) {
            answer.cancel(true);
            throw KeystoneUnavailable.because("it does not answer in time", late);
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof IOException broken) {
                throw broken;
            }
            throw new IllegalStateException(failed.getCause());
        } catch (InterruptedException stopping) {
            answer.cancel(true);
            Thread.currentThread().interrupt();
            throw KeystoneUnavailable.because("this service is stopping", stopping);
        }
    }

    private static String inOneLine(IOException broken) {
        String message = broken.getMessage();
        return broken.getClass().getSimpleName()
                + (message == null ? "" : ", " + message.replaceAll("\\s+", " "));
    }

    /** Where questions to Keystone wait for their answers. */
    Executor threads() {
        return threads;
    }

    @Override
    public void close() {
        // Not close(), which waits for calls that nobody waits for any more.
        http.shutdownNow();
        threads.shutdownNow();
    }
}
