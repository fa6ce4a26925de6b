package io.snapledger.command.volume;

import io.snapledger.command.axon.Aggregates;
import io.snapledger.command.axon.Histories;
import io.snapledger.command.volume.domain.Volume;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class VolumeConfiguration {

    @Bean
    Aggregates<Volume> volumeAggregates(Histories histories) {
        return histories.of(Volume.class);
    }
}
