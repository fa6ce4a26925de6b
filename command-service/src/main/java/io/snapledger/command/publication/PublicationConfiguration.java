package io.snapledger.command.publication;

import io.snapledger.command.restore.EventTopics;
import io.snapledger.contract.EventNames;
import io.snapledger.eventlog.EventLogEngine;
import io.snapledger.eventlog.EventLogSerializer;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.axonframework.common.transaction.NoTransactionManager;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.core.DefaultKafkaProducerFactory;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.kafka.core.ProducerFactory;

/** The publisher's own producer, and where it sends. */
@Configuration(proxyBeanMethods = false)
class PublicationConfiguration {

    static final String PRODUCER = "publicationTemplate";
    static final String LOG = "publicationLog";

    /** A producer that gives a batch up would let a later one of the same resource overtake it. */
    private static final Map<String, Object> NEVER_GIVES_UP =
            Map.of(
                    ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG,
                    Integer.MAX_VALUE,
                    // An event of a group has all its members.
                    ProducerConfig.MAX_REQUEST_SIZE_CONFIG,
                    8 << 20,
                    // A backlog's events of a partition go in one piece: Kafka's own 16 KiB are ten
                    // events, and a request has one piece for each partition.
                    ProducerConfig.BATCH_SIZE_CONFIG,
                    64 << 10);

    /** What was not acknowledged is sent again by the next publisher. */
    private static final int CLOSE_AT_MOST = (int) Duration.ofSeconds(1).toSeconds();

    @Bean
    EventTopics eventTopics(PublicationProperties properties) {
        return new EventTopics(
                EventNames.resourceTypes().stream()
                        .map(type -> properties.topicPrefix() + type)
                        .collect(Collectors.toSet()));
    }

    /**
     * Each read is a statement by itself: for who only reads, a transaction is a round trip more.
     */
    @Bean(name = LOG, defaultCandidate = false)
    EventLogEngine publicationLog(DataSource database, PublicationProperties properties) {
        return EventLogEngine.on(
                database::getConnection,
                NoTransactionManager.INSTANCE,
                new EventLogSerializer(),
                properties.batchSize());
    }

    // Not default candidates: everybody else means the ordinary ones.
    @Bean(defaultCandidate = false)
    ProducerFactory<String, byte[]> publicationProducerFactory(
            ProducerFactory<String, byte[]> producers) {
        ProducerFactory<String, byte[]> own =
                producers.copyWithConfigurationOverride(NEVER_GIVES_UP);
        if (own instanceof DefaultKafkaProducerFactory<String, byte[]> closing) {
            closing.setPhysicalCloseTimeout(CLOSE_AT_MOST);
        }
        return own;
    }

    @Bean(name = PRODUCER, defaultCandidate = false)
    KafkaTemplate<String, byte[]> publicationTemplate(
            @Qualifier("publicationProducerFactory") ProducerFactory<String, byte[]> own) {
        return new KafkaTemplate<>(own);
    }
}
