package io.snapledger.testservers;

import java.util.Map;
import java.util.Objects;
import kafka.server.BrokerServer;
import org.springframework.kafka.test.EmbeddedKafkaKraftBroker;

/** A Kafka in this JVM. */
final class EmbeddedKafkaServer implements TestKafka {

    private final EmbeddedKafkaKraftBroker broker = new EmbeddedKafkaKraftBroker(1, 1);
    private boolean made;

    EmbeddedKafkaServer(Map<String, String> settings) {
        settings.forEach(broker::brokerProperty);
    }

    @Override
    public String bootstrapServers() {
        return broker.getBrokersAsString();
    }

    @Override
    public void start() {
        if (made) {
            server().startup();
        } else {
            broker.afterPropertiesSet();
            made = true;
        }
    }

    @Override
    public void stop() {
        server().shutdown();
        server().awaitShutdown();
    }

    private BrokerServer server() {
        return Objects.requireNonNull(broker.getCluster()).brokers().values().iterator().next();
    }

    @Override
    public void close() {
        broker.destroy();
    }
}
