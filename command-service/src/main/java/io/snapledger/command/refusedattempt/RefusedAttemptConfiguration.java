package io.snapledger.command.refusedattempt;

import io.snapledger.command.axon.Aggregates;
import io.snapledger.command.axon.Histories;
import io.snapledger.command.refusedattempt.domain.RefusedAttempt;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class RefusedAttemptConfiguration {

    @Bean
    Aggregates<RefusedAttempt> refusedAttemptAggregates(Histories histories) {
        return histories.of(RefusedAttempt.class);
    }
}
