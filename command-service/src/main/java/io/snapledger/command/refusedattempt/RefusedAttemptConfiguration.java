package io.snapledger.command.refusedattempt;

import io.snapledger.command.axon.Aggregates;
import io.snapledger.command.refusedattempt.domain.RefusedAttempt;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class RefusedAttemptConfiguration {

    @Bean
    Aggregates<RefusedAttempt> refusedAttemptAggregates(EventStore store) {
        return Aggregates.of(RefusedAttempt.class, store);
    }
}
