package io.snapledger.link.trust;

import jakarta.validation.constraints.NotBlank;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How services know each other.
 *
 * @param sslBundle the name of the {@code spring.ssl.bundle.*} with this service's certificate and
 *     key, and with the authority that signed those of the others
 * @param withoutCertificates whether they do without, which is possible on loopback only
 * @param allowedClients the DNS names in the certificates of those who may call this service
 * @param scrapers those of whoever may read its figures, and nothing else
 */
@Validated
@ConfigurationProperties(TrustProperties.PREFIX)
public record TrustProperties(
        @Nullable String sslBundle,
        boolean withoutCertificates,
        @DefaultValue("api-gateway") List<@NotBlank String> allowedClients,
        @DefaultValue("prometheus") List<@NotBlank String> scrapers) {

    static final String PREFIX = "snapledger.link";

    public TrustProperties {
        allowedClients = List.copyOf(allowedClients);
        scrapers = List.copyOf(scrapers);
    }

    /** The bundle's name, null where there is none. */
    public @Nullable String bundle() {
        return sslBundle == null || sslBundle.isBlank() ? null : sslBundle;
    }
}
