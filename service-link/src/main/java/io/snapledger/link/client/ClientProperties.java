package io.snapledger.link.client;

import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How other services are called.
 *
 * @param connectTimeout how long a connection may take
 * @param watch how their instances are looked after
 */
@Validated
@ConfigurationProperties("snapledger.link")
record ClientProperties(
        @DefaultValue("2s") @DurationMin(millis = 10) Duration connectTimeout,
        @DefaultValue Watch watch) {

    /**
     * How often, and how patiently.
     *
     * @param interval between two looks
     * @param patience how long an instance may take to say that it is ready
     */
    record Watch(
            @DefaultValue("1s") @DurationMin(millis = 10) Duration interval,
            @DefaultValue("2s") @DurationMin(millis = 10) Duration patience) {}
}
