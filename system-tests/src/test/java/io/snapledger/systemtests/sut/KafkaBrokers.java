package io.snapledger.systemtests.sut;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.snapledger.testservers.BrokerContainer;
import io.snapledger.testservers.FreePort;
import io.snapledger.testservers.Servers;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import kafka.tools.StorageTool;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.Uuid;
import org.jspecify.annotations.Nullable;
import org.testcontainers.containers.Network;

/** A cluster of Kafka brokers on loopback, each a process, or a container, of its own. */
final class KafkaBrokers {

    private static final int PARTITIONS = 6;

    private final List<Broker> brokers = new ArrayList<>();
    private final List<BrokerContainer> containers = new ArrayList<>();
    private final @Nullable Network network;
    private final int[] ports;
    private final int replicas;

    KafkaBrokers(int count, Path folder, Path outputs) {
        ports = IntStream.range(0, count).map(_ -> FreePort.find()).toArray();
        replicas = Math.min(3, count);
        if (Servers.chosen() == Servers.CONTAINERS) {
            Network own = Network.newNetwork();
            network = own;
            addContainers(own);
        } else {
            network = null;
            addProcesses(folder, outputs);
        }
    }

    private void addContainers(Network own) {
        containers.addAll(
                BrokerContainer.cluster(own, IntStream.of(ports).boxed().toList(), shared()));
        for (int i = 0; i < ports.length; i++) {
            brokers.add(new BrokerInContainer(name(i + 1), containers.get(i)));
        }
    }

    private void addProcesses(Path folder, Path outputs) {
        int count = ports.length;
        int[] controllers = IntStream.range(0, count).map(_ -> FreePort.find()).toArray();
        String voters =
                IntStream.range(0, count)
                        .mapToObj(i -> "%d@127.0.0.1:%d".formatted(i + 1, controllers[i]))
                        .collect(Collectors.joining(","));
        String cluster = Uuid.randomUuid().toString();
        for (int i = 0; i < count; i++) {
            Path own = folder.resolve(name(i + 1));
            Path settings = folder.resolve(name(i + 1) + ".properties");
            try {
                Files.createDirectories(own);
                Files.writeString(settings, settings(i + 1, own, ports[i], controllers[i], voters));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            format(cluster, settings);
            brokers.add(broker(i + 1, settings, outputs));
        }
    }

    private String settings(int id, Path own, int port, int controller, String voters) {
        return """
        process.roles=broker,controller
        node.id=%1$d
        log.dirs=%2$s
        listeners=PLAINTEXT://127.0.0.1:%3$d,CONTROLLER://127.0.0.1:%4$d
        advertised.listeners=PLAINTEXT://127.0.0.1:%3$d
        listener.security.protocol.map=PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT
        controller.listener.names=CONTROLLER
        inter.broker.listener.name=PLAINTEXT
        controller.quorum.voters=%5$s
        """
                        .formatted(id, own, port, controller, voters)
                + shared().entrySet().stream()
                        .map(setting -> setting.getKey() + "=" + setting.getValue() + "\n")
                        .collect(Collectors.joining());
    }

    // What does not depend on what a broker runs in.
    private Map<String, String> shared() {
        String copies = Integer.toString(replicas);
        String written = Integer.toString(Math.max(1, replicas - 1));
        return Map.ofEntries(
                Map.entry("auto.create.topics.enable", "false"),
                Map.entry("min.insync.replicas", written),
                Map.entry("offsets.topic.replication.factor", copies),
                Map.entry("offsets.topic.num.partitions", "6"),
                Map.entry("transaction.state.log.replication.factor", copies),
                Map.entry("transaction.state.log.min.isr", written),
                Map.entry("share.coordinator.state.topic.replication.factor", copies),
                Map.entry("share.coordinator.state.topic.min.isr", written),
                Map.entry("group.initial.rebalance.delay.ms", "0"),
                Map.entry("message.max.bytes", "8388608"),
                Map.entry("replica.fetch.max.bytes", "8388608"));
    }

    private static String name(int id) {
        return "kafka-" + id;
    }

    // What Kafka's own tool does, without a process for it.
    private static void format(String cluster, Path settings) {
        int code =
                StorageTool.execute(
                        new String[] {
                            "format", "--cluster-id", cluster, "--config", settings.toString()
                        },
                        new PrintStream(OutputStream.nullOutputStream(), false, UTF_8));
        if (code != 0) {
            throw new AssertionError("Kafka's storage could not be formatted: " + code);
        }
    }

    private ServiceProcess broker(int id, Path settings, Path outputs) {
        return new ServiceProcess(
                name(id),
                List.of(
                        Jvm.executable(),
                        "-Xmx256m",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        "kafka.Kafka",
                        settings.toString()),
                outputs.resolve(name(id) + ".log"),
                () -> FreePort.isTaken(ports[id - 1]));
    }

    List<Broker> all() {
        return List.copyOf(brokers);
    }

    String bootstrap() {
        return IntStream.of(ports)
                .mapToObj(port -> "127.0.0.1:" + port)
                .collect(Collectors.joining(","));
    }

    /** Ends them; what is theirs elsewhere than in their folder is removed. */
    void close() {
        brokers.forEach(Broker::end);
        containers.forEach(BrokerContainer::close);
        if (network != null) {
            network.close();
        }
    }

    /** Makes the topics that operators are told to make. */
    void createTopics(Path list) {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrap()));
                Stream<String> lines = Files.lines(list)) {
            List<NewTopic> topics =
                    lines.filter(line -> !line.startsWith("#"))
                            .map(line -> line.split(" "))
                            .map(this::topic)
                            .toList();
            admin.createTopics(topics).all().get();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (ExecutionException e) {
            throw new AssertionError("topics could not be made", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private NewTopic topic(String[] columns) {
        return new NewTopic(
                        columns[0],
                        columns[1].equals("-")
                                ? Optional.of(PARTITIONS)
                                : Optional.of(Integer.parseInt(columns[1])),
                        Optional.of((short) replicas))
                .configs(Map.of("retention.ms", columns[2], "max.message.bytes", "8388608"));
    }
}
