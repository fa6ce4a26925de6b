package io.snapledger.testservers;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.Uuid;
import org.testcontainers.containers.Network;

/**
 * A broker in a container, alone or one of a cluster. It keeps its messages and its port on
 * loopback until it is closed.
 */
public final class BrokerContainer implements AutoCloseable {

    private static final Duration START_LIMIT = Duration.ofMinutes(5);

    private static final int CLIENTS = 9092;
    private static final int BROKERS = 9093;
    private static final int CONTROLLERS = 9094;

    private final int id;
    private final int port;
    private final LastingContainer container;

    private BrokerContainer(int id, int port, String cluster, List<String> hosts) {
        this.id = id;
        this.port = port;
        container =
                new LastingContainer("kafka", port, CLIENTS)
                        .withEnv("CLUSTER_ID", cluster)
                        .withEnv("KAFKA_HEAP_OPTS", "-Xms256m -Xmx256m")
                        .withEnv(variables(own(id, port, hosts)));
    }

    private static Map<String, String> own(int id, int port, List<String> hosts) {
        Map<String, String> own = new LinkedHashMap<>();
        own.put("process.roles", "broker,controller");
        own.put("node.id", Integer.toString(id));
        own.put("log.dirs", "/var/lib/kafka/data");
        own.put(
                "listeners",
                "PLAINTEXT://:%d,BROKER://:%d,CONTROLLER://:%d"
                        .formatted(CLIENTS, BROKERS, CONTROLLERS));
        // Tests come in through the published port, which brokers cannot see.
        own.put(
                "advertised.listeners",
                "PLAINTEXT://127.0.0.1:%d,BROKER://%s:%d"
                        .formatted(port, hosts.get(id - 1), BROKERS));
        own.put(
                "listener.security.protocol.map",
                "PLAINTEXT:PLAINTEXT,BROKER:PLAINTEXT,CONTROLLER:PLAINTEXT");
        own.put("inter.broker.listener.name", "BROKER");
        own.put("controller.listener.names", "CONTROLLER");
        own.put(
                "controller.quorum.voters",
                IntStream.range(0, hosts.size())
                        .mapToObj(i -> "%d@%s:%d".formatted(i + 1, hosts.get(i), CONTROLLERS))
                        .collect(Collectors.joining(",")));
        return own;
    }

    // As the image has them: its own rules make server.properties of them.
    private static Map<String, String> variables(Map<String, String> settings) {
        return settings.entrySet().stream()
                .collect(
                        Collectors.toMap(
                                setting ->
                                        "KAFKA_"
                                                + setting.getKey()
                                                        .toUpperCase(Locale.ROOT)
                                                        .replace('.', '_'),
                                Map.Entry::getValue));
    }

    /** One that is a cluster of its own, not yet started. */
    static BrokerContainer alone(Map<String, String> settings) {
        BrokerContainer broker =
                new BrokerContainer(
                        1, FreePort.find(), Uuid.randomUuid().toString(), List.of("localhost"));
        broker.container.withEnv(variables(settings));
        return broker;
    }

    /**
     * The brokers of a cluster, each of them a controller too, not yet started.
     *
     * @param network where they find each other; the caller closes it after them
     * @param ports where they listen, one for each broker
     * @param settings of all of them, as in {@code server.properties}
     */
    public static List<BrokerContainer> cluster(
            Network network, List<Integer> ports, Map<String, String> settings) {
        String cluster = Uuid.randomUuid().toString();
        List<String> hosts =
                IntStream.rangeClosed(1, ports.size()).mapToObj(id -> "kafka-" + id).toList();
        return IntStream.rangeClosed(1, ports.size())
                .mapToObj(id -> {
                    BrokerContainer broker =
                            new BrokerContainer(id, ports.get(id - 1), cluster, hosts);
                    broker.container
                            .withNetwork(network)
                            .withNetworkAliases(hosts.get(id - 1))
                            .withEnv(variables(settings));
                    return broker;
                })
                .toList();
    }

    /** Where clients find it. */
    public String bootstrapServer() {
        return "127.0.0.1:" + port;
    }

    /** Starts it on its messages and does not wait until it serves. */
    public void launch() {
        container.up();
    }

    /** Returns once it serves. */
    public void awaitReady() {
        await("broker %d serves".formatted(id))
                .atMost(START_LIMIT)
                .pollInterval(Duration.ofMillis(200))
                .until(this::serves);
    }

    // The published port is open before anybody listens behind it.
    private boolean serves() throws InterruptedException {
        if (!container.isRunning()) {
            throw new IllegalStateException(
                    "broker %d ended:%n%s".formatted(id, container.getLogs()));
        }
        Map<String, Object> client =
                Map.of(
                        "bootstrap.servers",
                        bootstrapServer(),
                        "request.timeout.ms",
                        2000,
                        "default.api.timeout.ms",
                        4000);
        try (Admin admin = Admin.create(client)) {
            return admin.describeCluster().nodes().get().stream().anyMatch(node -> node.id() == id);
        } catch (ExecutionException _) {
            return false;
        }
    }

    /** Whether it was started and has not been ended since. */
    public boolean isUp() {
        return container.isUp();
    }

    /** Ends it as a power cut would. */
    public void kill() {
        container.kill();
    }

    /** Ends it and removes its messages. */
    @Override
    public void close() {
        container.remove();
    }
}
