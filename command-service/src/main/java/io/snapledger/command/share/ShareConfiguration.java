package io.snapledger.command.share;

import io.snapledger.command.axon.Aggregates;
import io.snapledger.command.share.domain.Share;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class ShareConfiguration {

    @Bean
    Aggregates<Share> shareAggregates(EventStore store) {
        return Aggregates.of(Share.class, store);
    }
}
