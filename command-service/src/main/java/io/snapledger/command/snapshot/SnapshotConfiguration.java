package io.snapledger.command.snapshot;

import io.snapledger.command.axon.Aggregates;
import io.snapledger.command.axon.Histories;
import io.snapledger.command.snapshot.domain.Snapshot;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class SnapshotConfiguration {

    @Bean
    Aggregates<Snapshot> snapshotAggregates(Histories histories) {
        return histories.of(Snapshot.class);
    }
}
