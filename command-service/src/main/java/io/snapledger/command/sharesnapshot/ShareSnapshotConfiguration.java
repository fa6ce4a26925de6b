package io.snapledger.command.sharesnapshot;

import io.snapledger.command.axon.Aggregates;
import io.snapledger.command.sharesnapshot.domain.ShareSnapshot;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class ShareSnapshotConfiguration {

    @Bean
    Aggregates<ShareSnapshot> shareSnapshotAggregates(EventStore store) {
        return Aggregates.of(ShareSnapshot.class, store);
    }
}
