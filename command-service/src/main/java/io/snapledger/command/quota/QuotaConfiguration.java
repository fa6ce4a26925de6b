package io.snapledger.command.quota;

import io.snapledger.command.axon.Aggregates;
import io.snapledger.command.quota.domain.QuotaSet;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class QuotaConfiguration {

    @Bean
    Aggregates<QuotaSet> quotaSetAggregates(EventStore store) {
        return Aggregates.of(QuotaSet.class, store);
    }

    @Bean
    QuotaReservation quotaReservation(EventStore store, Quotas quotas) {
        QuotaReservation reservation = new QuotaReservation(quotas);
        store.registerDispatchInterceptor(reservation);
        return reservation;
    }
}
