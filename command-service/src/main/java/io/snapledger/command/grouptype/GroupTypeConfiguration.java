package io.snapledger.command.grouptype;

import io.snapledger.command.axon.Aggregates;
import io.snapledger.command.axon.Histories;
import io.snapledger.command.grouptype.domain.GroupType;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class GroupTypeConfiguration {

    @Bean
    Aggregates<GroupType> groupTypeAggregates(Histories histories) {
        return histories.of(GroupType.class);
    }
}
