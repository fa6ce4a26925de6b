package io.snapledger.command.proof;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
import java.nio.file.Path;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How roots over the events are signed.
 *
 * @param keyFile an Ed25519 private key as PEM; without one nothing is signed
 * @param events after so many a root is made, and none is over more
 * @param interval after this time a root is made, however few there are
 * @param topic where roots are published
 * @param poll how often it is looked whether one is due
 * @param takeOver how often an instance that does not sign asks whether it may
 * @param longestWait for so long a transaction that may still write is waited for without a word
 * @param maxBackOff the longest pause between two attempts while PostgreSQL is away
 */
@Validated
@ConfigurationProperties("snapledger.proof")
record ProofProperties(
        @Nullable Path keyFile,
        @DefaultValue("1000") @Min(1) @Max(16_384) int events,
        @DefaultValue("10s") @DurationMin(nanos = 1, message = TOO_SHORT) Duration interval,
        @DefaultValue("snapledger.roots")
                @Pattern(
                        regexp = "[a-zA-Z0-9._-]{1,249}",
                        message =
                                "has to be the name of a Kafka topic: 1 to 249 letters, digits,"
                                        + " dots, _ and -")
                String topic,
        @DefaultValue("500ms") @DurationMin(nanos = 1, message = TOO_SHORT) Duration poll,
        @DefaultValue("1s") @DurationMin(nanos = 1, message = TOO_SHORT) Duration takeOver,
        @DefaultValue("10m") @DurationMin(nanos = 1, message = TOO_SHORT) Duration longestWait,
        @DefaultValue("5s") @DurationMin(nanos = 1, message = TOO_SHORT) Duration maxBackOff) {

    private static final String TOO_SHORT = "has to be longer than nothing, for example 1s";
}
