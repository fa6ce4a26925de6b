package io.snapledger.gateway.audit;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import java.util.UUID;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How the audit trail leaves this service.
 *
 * @param observerId who saw it all, in CADF events: another one for each deployment whose events
 *     are brought together with others'
 */
@Validated
@ConfigurationProperties("snapledger.audit")
record AuditProperties(
        @DefaultValue @NotNull @Valid Exports exports,
        @DefaultValue @NotNull @Valid Streams streams,
        @DefaultValue("5a1ed6e5-0000-5000-8000-000000000001") @NotNull UUID observerId) {

    /**
     * Exports that are under way.
     *
     * @param atOnce how many there may be
     * @param perUser how many of one user
     * @param patience how long a client may pause before it counts as gone
     */
    record Exports(
            @DefaultValue("8") @Min(1) int atOnce,
            @DefaultValue("2") @Min(1) int perUser,
            @DefaultValue("5m") Duration patience) {}

    /**
     * Streams that are open.
     *
     * @param atOnce how many there may be
     * @param perUser how many of one user
     * @param heartbeat how long a stream is silent at most
     * @param recheck how often a stream's token and policy are looked at again
     * @param patience how long a client may take for what it was sent last before it is cut off
     */
    record Streams(
            @DefaultValue("200") @Min(1) int atOnce,
            @DefaultValue("10") @Min(1) int perUser,
            @DefaultValue("15s") Duration heartbeat,
            @DefaultValue("15s") Duration recheck,
            @DefaultValue("30s") Duration patience) {}
}
