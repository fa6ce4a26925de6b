package io.snapledger.gateway.edge;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Who may read figures.
 *
 * @param tokenFile a file with a bearer token that {@code /actuator/prometheus} may be read with;
 *     null: administrators only
 */
@ConfigurationProperties("snapledger.metrics")
record MetricsProperties(@Nullable Path tokenFile) {}
