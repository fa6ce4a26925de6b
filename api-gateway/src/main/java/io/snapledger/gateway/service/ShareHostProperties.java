package io.snapledger.gateway.service;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * What the places of shares are called.
 *
 * @param host the part before {@code @backend}; the command-service has the same setting
 */
@Validated
@ConfigurationProperties("snapledger.shares")
record ShareHostProperties(
        @DefaultValue("snapledger") @NotBlank @Pattern(regexp = "[^@#]+") String host) {}
