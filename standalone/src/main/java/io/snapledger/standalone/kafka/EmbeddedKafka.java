package io.snapledger.standalone.kafka;

import io.snapledger.standalone.failure.CannotStart;
import io.snapledger.standalone.folder.Folders;
import io.snapledger.standalone.port.Ports;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.MetadataVersion;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A Kafka broker, with its controller, inside this JVM and on loopback; its data outlive it. */
public final class EmbeddedKafka implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(EmbeddedKafka.class);

    private static final int USUAL_PORT = 9092;

    private static final int NODE = 1;

    private static final String CONTROLLER = "CONTROLLER";

    private static final long START_AT_MOST_SECONDS = 60;

    private static final long STOP_AT_MOST_SECONDS = 2;

    private final KafkaRaftServer server;
    private final int port;

    private EmbeddedKafka(KafkaRaftServer server, int port) {
        this.server = server;
        this.port = port;
    }

    /**
     * Starts the broker and makes the topics that are missing.
     *
     * @throws CannotStart if the port asked for is taken, or the data cannot be used
     */
    public static EmbeddedKafka start(Path data, KafkaSettings settings) {
        formatOnce(data);
        if (settings.port() != 0) {
            refuseUnlessFree(settings.port());
            return start(data, settings.port(), settings.partitions());
        }
        try {
            return start(data, usualOrFreePort(), settings.partitions());
        } catch (CannotStart e) {
            if (!isLostRaceForPort(e)) {
                throw e;
            }
            return start(data, Ports.anyFree(), settings.partitions());
        }
    }

    /** Another instance that started at the same moment took the port that was free. */
    private static boolean isLostRaceForPort(Throwable failure) {
        return Stream.iterate(failure, Objects::nonNull, Throwable::getCause)
                .anyMatch(BindException.class::isInstance);
    }

    private static EmbeddedKafka start(Path data, int port, int partitions) {
        EmbeddedKafka kafka;
        try {
            kafka = new EmbeddedKafka(newServer(data, port), port);
        } catch (RuntimeException e) {
            throw cannotUse(data, e);
        }
        try {
            kafka.server.startup();
            kafka.makeTopics(partitions);
            log.info("Kafka listens on port {}", port);
            return kafka;
        } catch (RuntimeException | ExecutionException e) {
            kafka.close();
            throw cannotUse(data, e);
        } catch (InterruptedException e) {
            kafka.close();
            Thread.currentThread().interrupt();
            throw new CannotStart("The start of Kafka was interrupted", e);
        }
    }

    private static CannotStart cannotUse(Path data, Throwable cause) {
        return new CannotStart(
                "Kafka cannot use its data folder %s: %s".formatted(data, cause.getMessage()),
                cause);
    }

    private static int usualOrFreePort() {
        return Ports.isFree(USUAL_PORT) ? USUAL_PORT : Ports.anyFree();
    }

    private static void refuseUnlessFree(int port) {
        if (!Ports.isFree(port)) {
            throw new CannotStart("Kafka's port " + port + " is taken (snapledger.kafka.port)");
        }
    }

    private static void formatOnce(Path data) {
        if (Files.exists(data.resolve("meta.properties"))) {
            return;
        }
        Folders.make("Kafka's data folder", data);
        try {
            refuseForeign(data);
            new Formatter()
                    .setPrintStream(
                            new PrintStream(
                                    OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8))
                    .setNodeId(NODE)
                    .setClusterId(Uuid.randomUuid().toString())
                    .addDirectory(data.toString())
                    .setMetadataLogDirectory(data.toString())
                    .setControllerListenerName(CONTROLLER)
                    .setReleaseVersion(MetadataVersion.LATEST_PRODUCTION)
                    .setIgnoreFormatted(true)
                    .run();
        } catch (CannotStart e) {
            throw e;
        } catch (Exception e) {
            // Formatter.run is declared to throw just that.
            throw cannotUse(data, e);
        }
    }

    /**
     * Formatting writes meta.properties last, so what an interrupted attempt leaves is not foreign.
     */
    private static void refuseForeign(Path data) throws IOException {
        try (Stream<Path> files = Files.list(data)) {
            files.map(file -> file.getFileName().toString())
                    .filter(name -> !name.startsWith("bootstrap.checkpoint"))
                    .filter(name -> !name.startsWith("meta.properties"))
                    .filter(name -> !name.startsWith("__cluster_metadata-0"))
                    .findAny()
                    .ifPresent(name -> {
                        throw new CannotStart(
                                "Kafka's data folder %s is broken: it holds %s but no meta.properties"
                                        .formatted(data, name));
                    });
        }
    }

    private static KafkaRaftServer newServer(Path data, int port) {
        int controllerPort = Ports.anyFree();
        Properties properties = new Properties();
        properties.putAll(
                Map.ofEntries(
                        Map.entry("process.roles", "broker,controller"),
                        Map.entry("node.id", Integer.toString(NODE)),
                        Map.entry("log.dirs", data.toString()),
                        Map.entry(
                                "listeners",
                                "PLAINTEXT://%1$s:%2$d,CONTROLLER://%1$s:%3$d"
                                        .formatted(Ports.LOOPBACK, port, controllerPort)),
                        Map.entry(
                                "advertised.listeners",
                                "PLAINTEXT://%s:%d".formatted(Ports.LOOPBACK, port)),
                        Map.entry(
                                "listener.security.protocol.map",
                                "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT"),
                        Map.entry("controller.listener.names", CONTROLLER),
                        Map.entry("inter.broker.listener.name", "PLAINTEXT"),
                        Map.entry(
                                "controller.quorum.voters",
                                "%d@%s:%d".formatted(NODE, Ports.LOOPBACK, controllerPort)),
                        // A killed broker's registration stands in the way of the next one until
                        // this has passed.
                        Map.entry("broker.session.timeout.ms", "2000"),
                        Map.entry("broker.heartbeat.interval.ms", "500"),
                        // Likewise a killed consumer's membership, which holds its partitions.
                        Map.entry("group.min.session.timeout.ms", "1000"),
                        Map.entry("group.initial.rebalance.delay.ms", "0"),
                        Map.entry("auto.create.topics.enable", "false"),
                        Map.entry("offsets.topic.replication.factor", "1"),
                        Map.entry("offsets.topic.num.partitions", "1"),
                        Map.entry("transaction.state.log.replication.factor", "1"),
                        Map.entry("transaction.state.log.min.isr", "1"),
                        Map.entry("transaction.state.log.num.partitions", "1"),
                        Map.entry("share.coordinator.state.topic.replication.factor", "1"),
                        Map.entry("share.coordinator.state.topic.min.isr", "1"),
                        Map.entry("share.coordinator.state.topic.num.partitions", "1"),
                        // One laptop's traffic: what an unclean start has to read again is one
                        // segment per partition,
                        // and the compaction buffer is taken from the heap whether it is used or
                        // not.
                        Map.entry("log.segment.bytes", Integer.toString(64 << 20)),
                        Map.entry("log.cleaner.dedupe.buffer.size", Integer.toString(4 << 20)),
                        Map.entry("num.network.threads", "2"),
                        Map.entry("num.io.threads", "2"),
                        Map.entry("background.threads", "2"),
                        Map.entry("group.coordinator.threads", "1"),
                        Map.entry("share.coordinator.threads", "1")));
        return new KafkaRaftServer(new KafkaConfig(properties, false), Time.SYSTEM);
    }

    private void makeTopics(int partitions) throws InterruptedException, ExecutionException {
        try (Admin admin =
                Admin.create(
                        Map.of(
                                AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG,
                                bootstrapServers(),
                                AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                                Long.toString(TimeUnit.SECONDS.toMillis(START_AT_MOST_SECONDS))))) {
            // A topic that is there stays as it is: more partitions would send a resource's later
            // events elsewhere
            // than its earlier ones, and they would no longer be read in order.
            Set<String> present = admin.listTopics().names().get();
            List<NewTopic> missing =
                    SnapledgerTopics.all(partitions).stream()
                            .filter(topic -> !present.contains(topic.name()))
                            .toList();
            for (Future<?> made : admin.createTopics(missing).values().values()) {
                awaitMade(made);
            }
        }
    }

    private static void awaitMade(Future<?> made) throws InterruptedException, ExecutionException {
        try {
            made.get();
        } catch (ExecutionException e) {
            if (!(e.getCause() instanceof TopicExistsException)) {
                throw e;
            }
        }
    }

    public String bootstrapServers() {
        return Ports.LOOPBACK + ":" + port;
    }

    /** Whether it takes connections. */
    public boolean isServing() {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(Ports.loopback(), port), 500);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    public int port() {
        return port;
    }

    /** Stops the broker, but waits for it only a while: what it has acknowledged is on the disk. */
    @Override
    public void close() {
        Thread stopping =
                Thread.ofPlatform()
                        .daemon()
                        .name("kafka-stop")
                        .start(() -> {
                            server.shutdown();
                            server.awaitShutdown();
                        });
        try {
            if (!stopping.join(Duration.ofSeconds(STOP_AT_MOST_SECONDS))) {
                log.warn(
                        "Kafka takes more than {} s to stop and is left behind",
                        STOP_AT_MOST_SECONDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
