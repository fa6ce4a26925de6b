package io.snapledger.query.agent;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * When an agent counts as down; the api-gateway shows it by the same setting.
 *
 * @param downAfter an agent that says nothing for so long is down
 */
@Validated
@ConfigurationProperties("snapledger.services")
record SilenceProperties(@DefaultValue("60s") Duration downAfter) {}
