package io.snapledger.link.read;

import jakarta.validation.constraints.NotEmpty;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Where is read.
 *
 * @param urls of every instance of the query-service, or of its DNS service record
 * @param timeout how long one instance may take before the next one is asked
 */
@Validated
@ConfigurationProperties("snapledger.link.query-service")
public record QueryServiceProperties(
        @NotEmpty List<URI> urls,
        @DefaultValue("10s") @DurationMin(millis = 100) Duration timeout) {

    /** The service's name, in settings and in its certificate. */
    public static final String NAME = "query-service";

    public QueryServiceProperties {
        urls = urls == null ? List.of() : List.copyOf(urls);
    }
}
