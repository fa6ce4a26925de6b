package io.snapledger.gateway.edge;

import java.time.Duration;
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
 * @param requestHeadTimeout how long a client may take to send a request's line and headers
 * @param requestBodyTimeout how long it may take to send the body
 */
@Validated
@ConfigurationProperties("snapledger")
public record EdgeProperties(
        @Nullable String publicEndpoint,
        @DefaultValue("114688B") DataSize maxRequestBodySize,
        @DefaultValue("20s") Duration requestHeadTimeout,
        @DefaultValue("60s") Duration requestBodyTimeout) {}
