package io.snapledger.gateway.health;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * The health check for load balancers.
 *
 * @param disableFile while this file exists, the check says no
 */
@ConfigurationProperties("snapledger.healthcheck")
public record HealthcheckProperties(@Nullable Path disableFile) {}
