package io.snapledger.command.idempotency;

import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class IdempotencyConfiguration {

    /** The clock by which keys expire. */
    @Bean
    Clock keyClock() {
        return Clock.systemUTC();
    }
}
