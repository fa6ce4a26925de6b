package io.snapledger.command.group;

import io.snapledger.command.axon.Aggregates;
import io.snapledger.command.axon.Histories;
import io.snapledger.command.group.domain.Group;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class GroupConfiguration {

    @Bean
    Aggregates<Group> groupAggregates(Histories histories) {
        return histories.of(Group.class);
    }
}
