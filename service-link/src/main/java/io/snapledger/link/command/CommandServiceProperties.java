package io.snapledger.link.command;

import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotEmpty;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Where commands are carried out.
 *
 * @param urls of every instance of the command-service, or of its DNS service record
 * @param deadline after which a command's fate counts as unknown
 * @param atOnce how many commands may be on their way at a time
 */
@Validated
@ConfigurationProperties("snapledger.link.command-service")
public record CommandServiceProperties(
        @NotEmpty List<URI> urls,
        // As long as PostgreSQL lets a transaction of the command-service last.
        @DefaultValue("20s") @DurationMin(millis = 100) Duration deadline,
        @DefaultValue("256") @Min(1) int atOnce) {

    /** The service's name, in settings and in its certificate. */
    public static final String NAME = "command-service";

    public CommandServiceProperties {
        urls = urls == null ? List.of() : List.copyOf(urls);
    }
}
