package io.snapledger.command.volumetype;

import io.snapledger.command.axon.Aggregates;
import io.snapledger.command.axon.Histories;
import io.snapledger.command.volumetype.domain.VolumeType;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class VolumeTypeConfiguration {

    @Bean
    Aggregates<VolumeType> volumeTypeAggregates(Histories histories) {
        return histories.of(VolumeType.class);
    }
}
