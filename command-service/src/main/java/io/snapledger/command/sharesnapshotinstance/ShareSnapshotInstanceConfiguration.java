package io.snapledger.command.sharesnapshotinstance;

import io.snapledger.command.axon.Aggregates;
import io.snapledger.command.axon.Histories;
import io.snapledger.command.sharesnapshotinstance.domain.ShareSnapshotInstance;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class ShareSnapshotInstanceConfiguration {

    @Bean
    Aggregates<ShareSnapshotInstance> shareSnapshotInstanceAggregates(Histories histories) {
        return histories.of(ShareSnapshotInstance.class);
    }
}
