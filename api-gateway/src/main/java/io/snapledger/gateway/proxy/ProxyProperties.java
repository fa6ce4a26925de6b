package io.snapledger.gateway.proxy;

import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The proxies in front.
 *
 * @param trusted addresses and ranges, {@code 10.0.0.0/8}, whose {@code Forwarded} and {@code
 *     X-Forwarded-*} headers are believed; those of everybody else are not looked at
 */
@ConfigurationProperties("snapledger.proxy")
public record ProxyProperties(@DefaultValue({"127.0.0.0/8", "::1"}) List<String> trusted) {

    public ProxyProperties {
        trusted = List.copyOf(trusted);
    }
}
