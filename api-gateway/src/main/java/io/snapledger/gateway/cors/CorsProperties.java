package io.snapledger.gateway.cors;

import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The options of oslo_middleware/cors.py, with the defaults of Cinder and Manila together
 * (cinder/common/config.py and manila/common/config.py, set_middleware_defaults) and the two
 * request headers of our own.
 *
 * @param allowedOrigin scheme, host and port of those who may, or {@code *}; none: nobody
 * @param allowCredentials whether their requests may have credentials
 * @param exposeHeaders what their scripts may read
 * @param maxAge how long a browser may keep the answer to a preflight
 * @param allowMethods what they may do
 * @param allowHeaders what they may send
 */
@ConfigurationProperties("snapledger.cors")
public record CorsProperties(
        @DefaultValue List<String> allowedOrigin,
        @DefaultValue("true") boolean allowCredentials,
        @DefaultValue({
                    "X-Auth-Token",
                    "X-Subject-Token",
                    "X-Service-Token",
                    "X-OpenStack-Request-ID",
                    "OpenStack-API-Version",
                    "X-OpenStack-Manila-API-Version",
                    "X-OpenStack-Manila-API-Experimental"
                })
                List<String> exposeHeaders,
        @DefaultValue("1h") Duration maxAge,
        @DefaultValue({"GET", "PUT", "POST", "DELETE", "PATCH", "HEAD"}) List<String> allowMethods,
        @DefaultValue({
                    "X-Auth-Token",
                    "X-Identity-Status",
                    "X-Roles",
                    "X-Service-Catalog",
                    "X-User-Id",
                    "X-Tenant-Id",
                    "X-OpenStack-Request-ID",
                    "X-Trace-Info",
                    "X-Trace-HMAC",
                    "OpenStack-API-Version",
                    "X-OpenStack-Manila-API-Version",
                    "X-OpenStack-Manila-API-Experimental",
                    "Idempotency-Key",
                    "X-Audit-Reason"
                })
                List<String> allowHeaders) {

    public CorsProperties {
        allowedOrigin = List.copyOf(allowedOrigin);
        exposeHeaders = List.copyOf(exposeHeaders);
        allowMethods = List.copyOf(allowMethods);
        allowHeaders = List.copyOf(allowHeaders);
    }
}
