package io.snapledger.command.sharetype;

import io.snapledger.command.axon.Aggregates;
import io.snapledger.command.axon.Histories;
import io.snapledger.command.sharetype.domain.ShareType;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class ShareTypeConfiguration {

    @Bean
    Aggregates<ShareType> shareTypeAggregates(Histories histories) {
        return histories.of(ShareType.class);
    }
}
