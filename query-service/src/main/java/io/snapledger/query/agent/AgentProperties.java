package io.snapledger.query.agent;

import jakarta.validation.constraints.NotBlank;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How the agents are heard.
 *
 * @param enabled whether this instance listens
 * @param consumerGroup instances over one database share a group; each database needs its own
 */
@Validated
@ConfigurationProperties("snapledger.agents")
record AgentProperties(
        @DefaultValue("true") boolean enabled,
        @NotBlank @DefaultValue("snapledger-query-service") String consumerGroup) {}
