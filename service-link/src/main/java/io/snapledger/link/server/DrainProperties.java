package io.snapledger.link.server;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How a process ends.
 *
 * @param drain how long it goes on serving after it has said that it is not ready any more
 */
@ConfigurationProperties("snapledger")
record DrainProperties(@DefaultValue("0s") Duration drain) {}
