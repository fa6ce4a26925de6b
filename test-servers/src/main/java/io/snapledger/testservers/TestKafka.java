package io.snapledger.testservers;

import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;

/**
 * A Kafka of one broker on loopback for one test or several. It keeps its messages and its port
 * until it is closed.
 */
public interface TestKafka extends AutoCloseable {

    /** A new one that runs. */
    static TestKafka started() {
        return started(Map.of());
    }

    /**
     * A new one that runs.
     *
     * @param settings as in {@code server.properties}
     */
    static TestKafka started(Map<String, String> settings) {
        TestKafka server =
                switch (Servers.chosen()) {
                    case EMBEDDED -> new EmbeddedKafkaServer(settings);
                    case CONTAINERS -> new KafkaContainer(settings);
                };
        server.start();
        return server;
    }

    /** Where clients find it. */
    String bootstrapServers();

    /** Makes topics. */
    default void createTopics(int partitions, Collection<String> names) {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers()))) {
            admin.createTopics(
                            names.stream()
                                    .map(name -> new NewTopic(name, partitions, (short) 1))
                                    .toList())
                    .all()
                    .get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("topics could not be made", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Starts it on its messages, and returns when it serves. */
    void start();

    /** Takes it away; what it has acknowledged is there after the next start. */
    void stop();

    /** Stops it if it runs, and removes its messages. */
    @Override
    void close();
}
