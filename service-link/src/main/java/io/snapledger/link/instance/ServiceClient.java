package io.snapledger.link.instance;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.snapledger.link.failure.FailureKind;
import io.snapledger.link.failure.RemoteFailure;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends requests to a service of several instances. A request goes to the next instance where the
 * first one cannot have begun with it; where that is not known, only if it may be repeated.
 */
public final class ServiceClient {

    private static final Logger log = LoggerFactory.getLogger(ServiceClient.class);

    /** An instance that ends says no here before it stops serving. */
    private static final String READINESS = "/actuator/health/readiness";

    // Java's client sets these itself.
    private static final Set<String> NOT_SET =
            Set.of("connection", "content-length", "expect", "host", "upgrade");

    private final String service;
    private final Instances instances;
    private final Supplier<HttpClient> http;

    /**
     * Of one service.
     *
     * @param service its name, for logs
     * @param urls of its instances, or of a {@link ServiceRecords service record}
     * @param http asked anew for each request, so that new certificates count
     */
    public ServiceClient(String service, Collection<URI> urls, Supplier<HttpClient> http) {
        this(service, new Instances(urls), http);
    }

    ServiceClient(String service, Instances instances, Supplier<HttpClient> http) {
        this.service = service;
        this.http = http;
        this.instances = instances;
    }

    public String service() {
        return service;
    }

    /** Which of its instances seem to be away. */
    public List<URI> away() {
        return instances.all().stream()
                .filter(instance -> !instance.isThere())
                .map(Instance::url)
                .toList();
    }

    /** How many there should be, as far as that is known; none where nobody has been found yet. */
    public int size() {
        return instances.all().size();
    }

    /**
     * Sends a request and waits for its answer, whatever its status but 503.
     *
     * @throws RemoteFailure if no instance answers: {@link FailureKind#BUSY} where none has begun
     *     with it, {@link FailureKind#AWAY} where that is not known
     */
    public ServiceAnswer send(ServiceRequest request) {
        RemoteFailure failure = null;
        for (Instance instance : instances.order(request.key())) {
            try {
                HttpResponse<String> answer =
                        http.get().send(at(instance, request), BodyHandlers.ofString(UTF_8));
                if (answer.statusCode() != 503) {
                    return new ServiceAnswer(
                            answer.statusCode(), answer.headers().map(), answer.body());
                }
                failure = merge(failure, busy(instance));
            } catch (IOException e) {
                boolean begun = mayHaveBegun(e);
                if (!begun) {
                    now(instance, false, e.toString());
                }
                failure = merge(failure, failed(instance, begun, e));
                if (begun && !request.repeatable()) {
                    throw failure;
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new RemoteFailure(FailureKind.AWAY, service + ": interrupted", e);
            }
        }
        throw failure == null
                ? new RemoteFailure(FailureKind.BUSY, service + " has no instances")
                : failure;
    }

    private HttpRequest at(Instance instance, ServiceRequest request) {
        HttpRequest.Builder builder =
                HttpRequest.newBuilder(instance.at(request.pathAndQuery()))
                        .timeout(request.timeout())
                        .method(request.method(), BodyPublishers.ofString(request.body()));
        request.headers()
                .forEach((name, values) -> {
                    if (!NOT_SET.contains(name.toLowerCase(Locale.ROOT))) {
                        values.forEach(value -> builder.header(name, value));
                    }
                });
        return builder.build();
    }

    // A server says 503 before it looks at a request, or where its own database is away. The second
    // of the two may have begun, so it says it in its answer where that matters.
    private RemoteFailure busy(Instance instance) {
        return new RemoteFailure(FailureKind.BUSY, service + " " + instance + " answered 503");
    }

    private RemoteFailure failed(Instance instance, boolean begun, IOException e) {
        return new RemoteFailure(
                begun ? FailureKind.AWAY : FailureKind.BUSY,
                service + " " + instance + " does not answer: " + e,
                e);
    }

    /** What is worse is what the caller is told. */
    private static RemoteFailure merge(@Nullable RemoteFailure before, RemoteFailure now) {
        return before != null && before.kind() == FailureKind.AWAY ? before : now;
    }

    // Without a connection, or without a handshake, nothing of the request has gone out.
    private static boolean mayHaveBegun(IOException e) {
        return !(e instanceof ConnectException
                || e instanceof HttpConnectTimeoutException
                || e instanceof SSLHandshakeException);
    }

    /** Asks each instance whether it takes requests; returns once all have answered or not. */
    void look(Duration patience) {
        instances.lookUp();
        // Not the client's own futures: they end in the JVM's common pool, which may be busy.
        try (ExecutorService each = Executors.newVirtualThreadPerTaskExecutor()) {
            instances.all().forEach(instance -> each.execute(() -> look(instance, patience)));
        }
    }

    private void look(Instance instance, Duration patience) {
        HttpRequest question =
                HttpRequest.newBuilder(instance.at(READINESS)).timeout(patience).build();
        try {
            HttpResponse<Void> answer = http.get().send(question, BodyHandlers.discarding());
            now(instance, answer.statusCode() == 200, "it is not ready");
        } catch (IOException | RuntimeException failure) {
            now(instance, false, reason(failure));
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
    }

    // Which certificate is wrong is what somebody has to know.
    private static String reason(Exception failure) {
        return failure instanceof SSLException
                ? "TLS: " + failure.getMessage()
                : String.valueOf(failure);
    }

    private void now(Instance instance, boolean there, String reason) {
        if (instance.isNow(there)) {
            if (there) {
                log.info("{} {} is there again", service, instance);
            } else {
                log.warn("{} {} is away, others are asked first: {}", service, instance, reason);
            }
        }
    }
}
