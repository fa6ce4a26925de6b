package io.snapledger.link.server;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** How a process ends. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(DrainProperties.class)
public class DrainConfiguration {

    @Bean
    Drain drain(DrainProperties properties) {
        return new Drain(properties.drain());
    }
}
