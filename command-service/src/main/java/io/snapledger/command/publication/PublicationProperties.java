package io.snapledger.command.publication;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How events reach Kafka.
 *
 * @param enabled off: this instance never publishes
 * @param topicPrefix the topics are this and the resource type
 * @param batchSize events sent before the position is stored
 * @param poll how often it is looked for new events without a wake-up
 * @param patience how long Kafka may leave a batch without acknowledgement before health says so
 * @param takeOver how often an instance that does not publish asks whether it may
 * @param degradedAfter how old an event that is not published may be before health says so
 * @param maxBackOff the longest pause between two attempts while Kafka or PostgreSQL is away
 */
@Validated
@ConfigurationProperties("snapledger.publication")
record PublicationProperties(
        @DefaultValue("true") boolean enabled,
        @DefaultValue("snapledger.events.") @NotBlank String topicPrefix,
        @DefaultValue("500") @Min(1) @Max(5000) int batchSize,
        @DefaultValue("250ms") Duration poll,
        @DefaultValue("5s") Duration patience,
        @DefaultValue("1s") Duration takeOver,
        @DefaultValue("30s") Duration degradedAfter,
        @DefaultValue("5s") Duration maxBackOff) {}
