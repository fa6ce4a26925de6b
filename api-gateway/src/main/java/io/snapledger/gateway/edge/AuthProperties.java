package io.snapledger.gateway.edge;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How callers prove who they are.
 *
 * @param wwwAuthenticateUri what a 401 names as the place to get a token; null: the Keystone that
 *     is asked, or this service itself with {@code noauth}
 * @param allowNoauthOnAllAddresses the second word it takes to serve {@code noauth} to other
 *     machines
 */
@Validated
@ConfigurationProperties("snapledger.auth")
public record AuthProperties(
        @DefaultValue("noauth") Strategy strategy,
        @Nullable String wwwAuthenticateUri,
        boolean allowNoauthOnAllAddresses) {

    /** Where tokens come from. */
    public enum Strategy {
        /** The token says who it is; for this machine's own users only. */
        NOAUTH,
        /** Tokens are Keystone's. */
        KEYSTONE
    }
}
