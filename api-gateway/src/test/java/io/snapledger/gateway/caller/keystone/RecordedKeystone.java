package io.snapledger.gateway.caller.keystone;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * A server on a free port that answers what a real Keystone (22, Zed) answered: the files in {@code
 * src/test/resources/keystone}. Only the times in them are set by each test.
 */
final class RecordedKeystone implements AutoCloseable {

    static final String USER = "cinder";
    static final String PASSWORD = "the-service-users-secret";

    private final Map<String, String> recordings = new ConcurrentHashMap<>();
    private final Map<String, Instant> ends = new ConcurrentHashMap<>();
    private final Queue<String> seen = new ConcurrentLinkedQueue<>();
    private final AtomicInteger logins = new AtomicInteger();
    private final AtomicInteger now = new AtomicInteger();
    private final AtomicInteger most = new AtomicInteger();
    private volatile String password = PASSWORD;
    private volatile Instant usualEnd;
    private volatile String own = "";
    private volatile boolean refusesEveryAsker;
    private volatile @Nullable CountDownLatch held;
    private volatile @Nullable Failure failure;
    private HttpServer server;
    private ExecutorService threads;

    private record Failure(int status, String contentType, String body) {}

    RecordedKeystone(Instant usualEnd) {
        this.usualEnd = usualEnd;
        threads = Executors.newVirtualThreadPerTaskExecutor();
        server = listening(0);
    }

    private HttpServer listening(int port) {
        try {
            HttpServer fresh =
                    HttpServer.create(
                            new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 100);
            fresh.createContext("/", this::answer);
            fresh.setExecutor(threads);
            fresh.start();
            return fresh;
        } catch (IOException unusable) {
            throw new UncheckedIOException(unusable);
        }
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** From now on this token is one of that recorded kind. */
    RecordedKeystone knows(String token, String recording) {
        recordings.put(token, recording);
        return this;
    }

    RecordedKeystone knows(String token, String recording, Instant end) {
        ends.put(token, end);
        return knows(token, recording);
    }

    void revoke(String token) {
        recordings.remove(token);
    }

    /** Forgets the service user's token, as when its keys are changed. */
    void forgetTheServiceUser() {
        own = "";
    }

    void refuseEveryAsker() {
        refusesEveryAsker = true;
    }

    void changePassword(String fresh) {
        password = fresh;
    }

    /** When the tokens end of which no other end was said, the service user's among them. */
    void usualEnd(Instant end) {
        usualEnd = end;
    }

    void answerEverythingWith(int status, String contentType, String body) {
        failure = new Failure(status, contentType, body);
    }

    void answerAsUsual() {
        failure = null;
    }

    /** Takes requests from now on, and answers them when the latch is counted down. */
    CountDownLatch holdAnswers() {
        CountDownLatch latch = new CountDownLatch(1);
        held = latch;
        return latch;
    }

    void goAway() {
        server.stop(0);
    }

    /** Listens again on the port it had. */
    void comeBack() {
        server = listening(server.getAddress().getPort());
    }

    int logins() {
        return logins.get();
    }

    /** The tokens it was asked about, in order; the service user's are left out. */
    List<String> validations() {
        return seen.stream().filter(token -> !token.startsWith("own-")).toList();
    }

    int requestsUnderWay() {
        return now.get();
    }

    int mostRequestsAtOnce() {
        return most.get();
    }

    private void answer(HttpExchange exchange) throws IOException {
        most.accumulateAndGet(now.incrementAndGet(), Math::max);
        try (exchange) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            CountDownLatch latch = held;
            if (latch != null) {
                latch.await();
            }
            Failure broken = failure;
            if (broken != null) {
                send(exchange, broken.status(), broken.contentType(), broken.body());
            } else if (!exchange.getRequestURI().getPath().equals("/v3/auth/tokens")) {
                send(exchange, 404, "text/html", "<h1>Not Found</h1>");
            } else if (exchange.getRequestMethod().equals("POST")) {
                login(exchange, new String(body, StandardCharsets.UTF_8));
            } else {
                validate(exchange);
            }
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
        } finally {
            now.decrementAndGet();
        }
    }

    private void login(HttpExchange exchange, String body) throws IOException {
        boolean known =
                body.contains("\"name\": \"" + USER + "\"")
                        && body.contains("\"password\": \"" + password + "\"")
                        && body.contains("\"name\": \"service\"");
        if (!known) {
            send(exchange, 401, "application/json", recorded("credentials-refused"));
            return;
        }
        own = "own-" + logins.incrementAndGet();
        exchange.getResponseHeaders().set("X-Subject-Token", own);
        send(exchange, 201, "application/json", ending(recorded("issued"), usualEnd));
    }

    private void validate(HttpExchange exchange) throws IOException {
        String asker = exchange.getRequestHeaders().getFirst("X-Auth-Token");
        String token = exchange.getRequestHeaders().getFirst("X-Subject-Token");
        seen.add(token);
        if (refusesEveryAsker || !own.equals(asker)) {
            send(exchange, 401, "application/json", recorded("own-token-refused"));
            return;
        }
        String recording = token.equals(own) ? "service" : recordings.get(token);
        Instant end = ends.getOrDefault(token, usualEnd);
        boolean evenExpired = exchange.getRequestURI().getQuery().contains("allow_expired=1");
        boolean hidden =
                "app-credential-access-rules".equals(recording)
                        && !"1"
                                .equals(
                                        exchange.getRequestHeaders()
                                                .getFirst("OpenStack-Identity-Access-Rules"));
        if (recording == null || hidden) {
            send(exchange, 404, "application/json", recorded("unknown"));
        } else if (recording.equals("expired") && !evenExpired) {
            send(exchange, 404, "application/json", recorded("expired-not-allowed"));
        } else {
            send(exchange, 200, "application/json", ending(recorded(recording), end));
        }
    }

    private static String ending(String body, Instant end) {
        return body.replaceFirst("\"expires_at\": \"[^\"]*\"", "\"expires_at\": \"" + end + "\"");
    }

    static String recorded(String name) {
        try (InputStream file =
                RecordedKeystone.class.getResourceAsStream("/keystone/" + name + ".json")) {
            if (file == null) {
                throw new IllegalArgumentException("nothing is recorded as " + name);
            }
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static void send(HttpExchange exchange, int status, String type, String body)
            throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        try (OutputStream out = exchange.getResponseBody()) {
            out.write(bytes);
        }
    }

    @Override
    public void close() {
        CountDownLatch latch = held;
        if (latch != null) {
            latch.countDown();
        }
        server.stop(0);
        threads.close();
    }
}
