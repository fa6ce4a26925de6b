package io.snapledger.gateway.service;

import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * The services.
 *
 * @param downAfter without a word for so long, a storage agent is down: upstream's
 *     service_down_time
 */
@Validated
@ConfigurationProperties("snapledger.services")
record ServiceProperties(@NotNull @DefaultValue("60s") Duration downAfter) {}
