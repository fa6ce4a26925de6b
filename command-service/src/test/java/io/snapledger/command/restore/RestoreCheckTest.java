package io.snapledger.command.restore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.snapledger.eventlog.proof.RootStatement;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.kafka.core.ConsumerFactory;

/** What a start makes of a Kafka that does not say what has been published. */
class RestoreCheckTest {

    private static final String EVENTS = "snapledger.events.volume";
    private static final String ROOTS = "snapledger.roots";

    private final Broker broker = new Broker();
    private final RestoreCheck check =
            new RestoreCheck(
                    new PublishedEnds(
                            new Consumers(() -> broker),
                            new EventTopics(Set.of(EVENTS)),
                            new NoRoots()),
                    new LossTable(JdbcClient.create(new PGSimpleDataSource())),
                    new RestoreProperties(Duration.ofMillis(200)));

    @Test
    void oneThatIsAwayIsNotWaitedFor() {
        broker.atTopics = new TimeoutException("nobody is there");

        check.start();

        assertThat(check.isRunning()).isTrue();
        assertThatThrownBy(check::requireAllThatIsPublished).isInstanceOf(KafkaException.class);
        assertThatThrownBy(check::requireAllThatIsKnownToBePublished)
                .isInstanceOf(KafkaException.class);
    }

    @Test
    void oneWhoseNameIsNotKnownIsAwayAsWell() {
        RestoreCheck nowhere =
                new RestoreCheck(
                        new PublishedEnds(
                                new Consumers(() -> {
                                    throw new KafkaException("No resolvable bootstrap urls");
                                }),
                                new EventTopics(Set.of(EVENTS)),
                                new NoRoots()),
                        new LossTable(JdbcClient.create(new PGSimpleDataSource())),
                        new RestoreProperties(Duration.ofMillis(200)));

        nowhere.start();

        assertThat(nowhere.isRunning()).isTrue();
    }

    @Test
    void oneThatDoesNotLetTheServiceInEndsTheStart() {
        broker.atTopics = new SaslAuthenticationException("who are you");

        assertThatThrownBy(check::start)
                .isInstanceOf(LogNotCompared.class)
                .hasMessageContaining("who are you")
                .hasMessageContaining(
                        "It needs DESCRIBE and READ of its topics: " + EVENTS + ", " + ROOTS);
    }

    @Test
    void oneThatDoesNotLetItsTopicsBeSeenOrReadEndsTheStart() {
        broker.atTopics = new TopicAuthorizationException(Set.of(EVENTS));
        assertThatThrownBy(check::start).isInstanceOf(LogNotCompared.class);

        broker.atTopics = null;
        broker.atEnds = new TopicAuthorizationException(Set.of(EVENTS));
        assertThatThrownBy(check::start)
                .isInstanceOf(LogNotCompared.class)
                .hasMessageContaining("READ of its topics: " + EVENTS);
        assertThat(check.isRunning()).isFalse();
    }

    @Test
    void oneThatAnswersAndDoesNotTellAllEndsTheStart() {
        broker.atEnds = new TimeoutException("partition 7 has no leader");

        assertThatThrownBy(check::start)
                .isInstanceOf(LogNotCompared.class)
                .hasMessageContaining("partition 7 has no leader");
    }

    private static final class Broker extends MockConsumer<String, byte[]> {

        private @Nullable KafkaException atTopics;
        private @Nullable KafkaException atEnds;

        private Broker() {
            super("earliest");
        }

        @Override
        public synchronized List<PartitionInfo> partitionsFor(String topic, Duration timeout) {
            if (atTopics != null) {
                throw atTopics;
            }
            return List.of(new PartitionInfo(topic, 0, Node.noNode(), new Node[0], new Node[0]));
        }

        @Override
        public synchronized Map<TopicPartition, Long> endOffsets(
                Collection<TopicPartition> partitions, Duration timeout) {
            if (atEnds != null) {
                throw atEnds;
            }
            return super.endOffsets(partitions, timeout);
        }

        @Override
        public synchronized void close() {
            // It is used again.
        }
    }

    private record Consumers(Supplier<Consumer<String, byte[]>> made)
            implements ConsumerFactory<String, byte[]> {

        @Override
        public Consumer<String, byte[]> createConsumer(
                @Nullable String group,
                @Nullable String prefix,
                @Nullable String suffix,
                @Nullable Properties properties) {
            return made.get();
        }

        @Override
        public Consumer<String, byte[]> createConsumer(
                @Nullable String group, @Nullable String prefix, @Nullable String suffix) {
            return made.get();
        }

        @Override
        public boolean isAutoCommit() {
            return false;
        }
    }

    private static final class NoRoots implements RootMessages {

        @Override
        public String topic() {
            return ROOTS;
        }

        @Override
        public Optional<RootStatement> statement(byte[] message) {
            return Optional.empty();
        }
    }
}
