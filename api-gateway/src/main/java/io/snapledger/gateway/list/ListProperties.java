package io.snapledger.gateway.list;

import jakarta.validation.constraints.Positive;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Lists.
 *
 * @param maxLimit no page has more rows: upstream's osapi_max_limit
 */
@Validated
@ConfigurationProperties("snapledger.list")
public record ListProperties(@DefaultValue("1000") @Positive int maxLimit) {}
