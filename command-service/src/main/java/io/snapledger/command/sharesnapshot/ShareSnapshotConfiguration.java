package io.snapledger.command.sharesnapshot;

import io.snapledger.command.axon.Aggregates;
import io.snapledger.command.axon.Histories;
import io.snapledger.command.sharesnapshot.domain.ShareSnapshot;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class ShareSnapshotConfiguration {

    @Bean
    Aggregates<ShareSnapshot> shareSnapshotAggregates(Histories histories) {
        return histories.of(ShareSnapshot.class);
    }
}
