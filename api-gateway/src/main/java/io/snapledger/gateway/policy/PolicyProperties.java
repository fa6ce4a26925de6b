package io.snapledger.gateway.policy;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How rules are read.
 *
 * @param enforceNewDefaults whether roles are told apart; if not, each rule's older default lets
 *     callers through as well, as Cinder's Zed release does
 */
@ConfigurationProperties("snapledger.policy")
public record PolicyProperties(@DefaultValue("true") boolean enforceNewDefaults) {}
