package io.snapledger.command.snapshot;

import io.snapledger.command.axon.Aggregates;
import io.snapledger.command.snapshot.domain.Snapshot;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class SnapshotConfiguration {

    @Bean
    Aggregates<Snapshot> snapshotAggregates(EventStore store) {
        return Aggregates.of(Snapshot.class, store);
    }
}
