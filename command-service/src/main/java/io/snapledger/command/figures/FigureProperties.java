package io.snapledger.command.figures;

import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How figures are kept.
 *
 * @param poll how often the database is asked for them
 */
@Validated
@ConfigurationProperties("snapledger.figures")
record FigureProperties(@DefaultValue("5s") @DurationMin(millis = 100) Duration poll) {}
