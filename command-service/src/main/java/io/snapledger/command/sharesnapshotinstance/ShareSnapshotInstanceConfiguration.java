package io.snapledger.command.sharesnapshotinstance;

import io.snapledger.command.axon.Aggregates;
import io.snapledger.command.sharesnapshotinstance.domain.ShareSnapshotInstance;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class ShareSnapshotInstanceConfiguration {

    @Bean
    Aggregates<ShareSnapshotInstance> shareSnapshotInstanceAggregates(EventStore store) {
        return Aggregates.of(ShareSnapshotInstance.class, store);
    }
}
