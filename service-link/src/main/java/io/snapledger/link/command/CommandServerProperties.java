package io.snapledger.link.command;

import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How many commands of other processes are carried out.
 *
 * @param atOnce at a time
 * @param patience how long others wait for a place before they are sent elsewhere
 */
@Validated
@ConfigurationProperties("snapledger.link.commands")
public record CommandServerProperties(
        @DefaultValue("64") @Min(1) int atOnce, @DefaultValue("1s") Duration patience) {}
