package io.snapledger.command.shareinstance;

import io.snapledger.command.axon.Aggregates;
import io.snapledger.command.axon.Histories;
import io.snapledger.command.shareinstance.domain.ShareInstance;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class ShareInstanceConfiguration {

    @Bean
    Aggregates<ShareInstance> shareInstanceAggregates(Histories histories) {
        return histories.of(ShareInstance.class);
    }
}
