package io.snapledger.command.restore;

import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How the event log is compared with Kafka.
 *
 * @param compareWithin how long a start waits for Kafka to answer; after that it goes on, and
 *     nothing is published before it was compared
 */
@Validated
@ConfigurationProperties("snapledger.restore")
record RestoreProperties(@DefaultValue("5s") @DurationMin(millis = 100) Duration compareWithin) {}
