package io.snapledger.testservers;

import java.util.LinkedHashMap;
import java.util.Map;

/** A Kafka in a container. */
final class KafkaContainer implements TestKafka {

    // What the embedded one is started with, and what a single broker needs; one that was killed
    // is soon let in again.
    private static final Map<String, String> DEFAULTS =
            Map.of(
                    "num.partitions", "1",
                    "broker.session.timeout.ms", "2000",
                    "broker.heartbeat.interval.ms", "500",
                    "group.initial.rebalance.delay.ms", "0",
                    "offsets.topic.replication.factor", "1",
                    "transaction.state.log.replication.factor", "1",
                    "transaction.state.log.min.isr", "1",
                    "share.coordinator.state.topic.replication.factor", "1",
                    "share.coordinator.state.topic.min.isr", "1");

    private final BrokerContainer broker;

    KafkaContainer(Map<String, String> settings) {
        Map<String, String> all = new LinkedHashMap<>(DEFAULTS);
        all.putAll(settings);
        broker = BrokerContainer.alone(all);
    }

    @Override
    public String bootstrapServers() {
        return broker.bootstrapServer();
    }

    @Override
    public void start() {
        broker.launch();
        broker.awaitReady();
    }

    // An engine that asks it to end may take longer than a test has before its next message.
    @Override
    public void stop() {
        broker.kill();
    }

    @Override
    public void close() {
        broker.close();
    }
}
