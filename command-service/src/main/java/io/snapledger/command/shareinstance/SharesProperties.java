package io.snapledger.command.shareinstance;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Where shares can be.
 *
 * @param host the part before the {@code @} of the hosts that are shown
 * @param backends every backend that some agent serves; without any, no share can be made
 */
@Validated
@ConfigurationProperties("snapledger.shares")
public record SharesProperties(
        @DefaultValue("snapledger") @NotBlank @Pattern(regexp = "[^@#]+") String host,
        @DefaultValue List<@Valid Backend> backends) {

    public SharesProperties {
        backends = List.copyOf(backends);
        Set<String> names = new HashSet<>();
        for (Backend backend : backends) {
            if (!names.add(backend.name())) {
                throw new IllegalArgumentException(
                        "snapledger.shares.backends names " + backend.name() + " twice");
            }
        }
    }

    /** What the backend is called as a place: {@code host@backend#pool}. */
    String placeOn(Backend backend) {
        return "%s@%s#%s".formatted(host, backend.name(), backend.name());
    }

    /**
     * One of them.
     *
     * @param replicationDomain replicas go to backends of the same domain only; null is a domain
     *     too
     */
    public record Backend(
            @NotBlank @Pattern(regexp = "[^@#]+") String name,
            @DefaultValue("nova") @NotBlank String availabilityZone,
            @Nullable String replicationDomain) {}
}
