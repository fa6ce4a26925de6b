package io.snapledger.command.share;

import io.snapledger.command.axon.Aggregates;
import io.snapledger.command.axon.Histories;
import io.snapledger.command.share.domain.Share;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class ShareConfiguration {

    @Bean
    Aggregates<Share> shareAggregates(Histories histories) {
        return histories.of(Share.class);
    }
}
