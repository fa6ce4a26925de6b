package io.snapledger.command.groupsnapshot;

import io.snapledger.command.axon.Aggregates;
import io.snapledger.command.axon.Histories;
import io.snapledger.command.groupsnapshot.domain.GroupSnapshot;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class GroupSnapshotConfiguration {

    @Bean
    Aggregates<GroupSnapshot> groupSnapshotAggregates(Histories histories) {
        return histories.of(GroupSnapshot.class);
    }
}
