package io.snapledger.gateway.edge;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * What the edge does for every request.
 *
 * @param publicEndpoint scheme, host and path prefix of links; null: what the request says
 * @param maxRequestBodySize longer bodies are refused with 413
 */
@Validated
@ConfigurationProperties("snapledger")
public record EdgeProperties(
        @Nullable String publicEndpoint, @DefaultValue("114688B") DataSize maxRequestBodySize) {}
