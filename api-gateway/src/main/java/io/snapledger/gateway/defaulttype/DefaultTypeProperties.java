package io.snapledger.gateway.defaulttype;

import jakarta.validation.constraints.NotBlank;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * The default types.
 *
 * @param volume the name of the type of volumes made without one, and of {@code /types/default}:
 *     upstream's default_volume_type
 * @param group the name of the type that {@code /group_types/default} shows, null for none:
 *     upstream's default_group_type
 * @param share the name of the type of shares made without one, null for none: Manila's
 *     default_share_type
 */
@Validated
@ConfigurationProperties("snapledger.default-types")
public record DefaultTypeProperties(
        @NotBlank @DefaultValue("__DEFAULT__") String volume,
        @Nullable String group,
        @Nullable String share) {}
