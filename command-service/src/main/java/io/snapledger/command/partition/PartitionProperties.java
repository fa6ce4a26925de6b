package io.snapledger.command.partition;

import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How the event table is divided.
 *
 * @param events how many positions a partition has that is made from now on; there is room for so
 *     many ahead
 * @param poll how often it is looked whether there is
 */
@Validated
@ConfigurationProperties("snapledger.partitions")
record PartitionProperties(
        @DefaultValue("100000000") @Min(1000) long events,
        @DefaultValue("5s") @DurationMin(millis = 100) Duration poll) {}
