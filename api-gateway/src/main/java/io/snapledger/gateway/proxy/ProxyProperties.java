package io.snapledger.gateway.proxy;

import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The proxies in front.
 *
 * @param trusted addresses and ranges, {@code 10.0.0.0/8}, whose headers are believed; those of
 *     everybody else are not looked at
 * @param headers the ones that they write, and so the only ones that a client cannot
 */
@ConfigurationProperties("snapledger.proxy")
public record ProxyProperties(
        @DefaultValue({"127.0.0.0/8", "::1"}) List<String> trusted,
        @DefaultValue("x-forwarded") Headers headers) {

    /** A proxy writes one kind, and passes on what a client wrote of the other. */
    public enum Headers {
        /** {@code X-Forwarded-For}, {@code -Proto}, {@code -Host} and {@code -Prefix}. */
        X_FORWARDED,
        /** {@code Forwarded}, as in RFC 7239. */
        FORWARDED
    }

    public ProxyProperties {
        trusted = List.copyOf(trusted);
    }
}
