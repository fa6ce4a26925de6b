package io.snapledger.command.quota;

import io.snapledger.command.axon.Aggregates;
import io.snapledger.command.axon.Histories;
import io.snapledger.command.quota.domain.QuotaSet;
import io.snapledger.contract.quota.QuotaCatalogue;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class QuotaConfiguration {

    @Bean
    Aggregates<QuotaSet> quotaSetAggregates(Histories histories) {
        return histories.of(QuotaSet.class);
    }

    @Bean
    ConfiguredQuotas configuredQuotas(QuotaProperties properties) {
        return new ConfiguredQuotas(QuotaCatalogue.BLOCK_STORAGE, properties);
    }

    @Bean
    ConfiguredQuotas configuredShareQuotas(QuotaProperties properties) {
        return new ConfiguredQuotas(QuotaCatalogue.SHARED_FILE_SYSTEM, properties);
    }

    @Bean
    QuotaReservation quotaReservation(EventStore store, Quotas quotas) {
        QuotaReservation reservation = new QuotaReservation(quotas);
        store.registerDispatchInterceptor(reservation);
        return reservation;
    }
}
