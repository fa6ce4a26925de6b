package io.snapledger.query.projection;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Where the event log is.
 *
 * @param poll how often to look without having been told that something is new
 */
@Validated
@ConfigurationProperties("snapledger.event-log")
record EventLogProperties(
        @NotNull @Valid Login datasource,
        @DefaultValue("500ms") @DurationMin(millis = 10) Duration poll) {

    /** The database and who reads it. */
    record Login(@NotBlank String url, @NotBlank String username, @Nullable String password) {}
}
