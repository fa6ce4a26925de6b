package io.snapledger.standalone;

import io.snapledger.standalone.failure.CannotStart;
import io.snapledger.standalone.folder.DataFolder;
import io.snapledger.standalone.kafka.EmbeddedKafka;
import io.snapledger.standalone.log.StartLog;
import io.snapledger.standalone.log.WorthShowing;
import io.snapledger.standalone.port.Ports;
import io.snapledger.standalone.postgres.EmbeddedPostgresServer;
import io.snapledger.standalone.postgres.PostgresPlace;
import io.snapledger.standalone.service.Services;
import io.snapledger.standalone.settings.StandaloneSettings;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import org.springframework.context.ConfigurableApplicationContext;

/** Everything in one JVM: started in order, stopped in the opposite one. */
final class Standalone implements AutoCloseable {

    /** How long the end waits for an interrupted start to notice. */
    private static final Duration START_GIVES_UP_WITHIN = Duration.ofSeconds(1);

    private final String[] arguments;
    private final PrintStream terminal;
    private final RunningParts parts = new RunningParts();
    private final ExecutorService starters = Executors.newCachedThreadPool(daemons());

    /**
     * Apart, because it may be interrupted: it answers by stopping the server. Kafka prints a stack
     * trace.
     */
    private final ExecutorService postgresStarter = Executors.newSingleThreadExecutor(daemons());

    private final CountDownLatch startEnded = new CountDownLatch(1);
    private final Thread starter = Thread.currentThread();
    private volatile boolean logIsOpen;
    private volatile boolean ready;

    Standalone(String[] arguments, PrintStream terminal) {
        this.arguments = arguments.clone();
        this.terminal = terminal;
    }

    private static ThreadFactory daemons() {
        return Thread.ofPlatform().daemon().name("start-", 1).factory();
    }

    /**
     * Starts everything, the cheapest checks first.
     *
     * @throws CannotStart with a reason for a person
     */
    void start(StandaloneSettings settings) {
        try {
            refuseTakenPort(settings.listen());
            DataFolder folder = parts.add(Part.DATA_FOLDER, DataFolder.take(settings.dataFolder()));
            StartLog.open(folder.part("logs"), settings.log());
            logIsOpen = true;
            terminal.println("Snapledger starts, its data are in " + folder.path());
            startAll(settings, folder);
            ready = true;
        } finally {
            startEnded.countDown();
        }
    }

    private void startAll(StandaloneSettings settings, DataFolder folder) {
        Future<EmbeddedPostgresServer> postgres =
                starting(
                        postgresStarter,
                        Part.POSTGRES,
                        () -> EmbeddedPostgresServer.start(PostgresPlace.below(folder.path())));
        Future<EmbeddedKafka> kafka =
                starting(
                        starters,
                        Part.KAFKA,
                        () -> EmbeddedKafka.start(folder.part("kafka"), settings.kafka()));
        Services services =
                new Services(arguments, settings, folder.path(), started(postgres), started(kafka));
        // It makes the tables that the query service reads.
        ConfigurableApplicationContext commands =
                parts.add(Part.COMMAND_SERVICE, services.startCommandService());
        Future<ConfigurableApplicationContext> agent =
                starting(starters, Part.STORAGE_AGENT, services::startStorageAgent);
        ConfigurableApplicationContext queries =
                parts.add(Part.QUERY_SERVICE, services.startQueryService(commands));
        ConfigurableApplicationContext gateway =
                parts.add(Part.GATEWAY, services.startGateway(commands, queries, started(agent)));
        int port = gateway.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
        Greeting greeting =
                new Greeting(
                        url(settings.listen(), port),
                        folder.path(),
                        started(kafka).bootstrapServers(),
                        settings.authStrategy(),
                        sinceTheProcessStarted());
        terminal.println(greeting.text());
    }

    private static Duration sinceTheProcessStarted() {
        Instant now = Instant.now();
        return Duration.between(ProcessHandle.current().info().startInstant().orElse(now), now);
    }

    private static void refuseTakenPort(InetSocketAddress listen) {
        try {
            Ports.tryToBind(listen);
        } catch (IOException e) {
            // The one an ordinary user meets; others name an address that is not ours, or a port
            // for root only.
            String advice =
                    "Address already in use".equals(e.getMessage())
                            ? ", choose another one with --server.port"
                            : "";
            throw new CannotStart(
                    "Cannot listen on %s, port %d: %s%s"
                            .formatted(
                                    listen.getHostString(),
                                    listen.getPort(),
                                    e.getMessage(),
                                    advice),
                    e);
        }
    }

    private <T extends AutoCloseable> Future<T> starting(
            ExecutorService by, Part part, Callable<T> start) {
        return by.submit(() -> parts.add(part, start.call()));
    }

    private static <T> T started(Future<T> part) {
        try {
            return part.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof CannotStart reason) {
                throw reason;
            }
            throw new CannotStart("Snapledger does not start: " + e.getCause(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CannotStart("Stopped before it had started", e);
        }
    }

    private static String url(InetSocketAddress listen, int port) {
        InetAddress address = listen.getAddress();
        String host = address.isAnyLocalAddress() ? Ports.LOOPBACK : address.getHostAddress();
        return host.contains(":")
                ? "http://[%s]:%d".formatted(host, port)
                : "http://%s:%d".formatted(host, port);
    }

    boolean hasLog() {
        return logIsOpen;
    }

    boolean isStopping() {
        return parts.areStopping();
    }

    /** Stops what runs; called by the one shutdown hook, on whatever way this JVM ends. */
    @Override
    public void close() {
        long begin = System.nanoTime();
        WorthShowing.onlyInTheFile();
        parts.beginStop();
        giveUpStarting();
        parts.stop();
        if (ready) {
            terminal.printf(
                    "Snapledger has stopped, in %.1f s%n", (System.nanoTime() - begin) / 1e9);
        }
    }

    private void giveUpStarting() {
        postgresStarter.shutdownNow();
        starters.shutdown();
        if (startEnded.getCount() > 0) {
            starter.interrupt();
        }
        try {
            startEnded.await(START_GIVES_UP_WITHIN.toMillis(), TimeUnit.MILLISECONDS);
            postgresStarter.awaitTermination(
                    Part.POSTGRES.stopsWithin().toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
