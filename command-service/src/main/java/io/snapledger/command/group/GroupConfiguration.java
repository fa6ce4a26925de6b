package io.snapledger.command.group;

import io.snapledger.command.axon.Aggregates;
import io.snapledger.command.group.domain.Group;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class GroupConfiguration {

    @Bean
    Aggregates<Group> groupAggregates(EventStore store) {
        return Aggregates.of(Group.class, store);
    }
}
