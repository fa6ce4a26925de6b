package io.snapledger.gateway.proxy;

import jakarta.servlet.http.HttpServletRequest;

/**
 * How a request looked where the client sent it.
 *
 * @param address whom it came from
 * @param host with its port, if the client wrote one
 * @param prefix what a proxy took from the beginning of the path, without a slash at its end; empty
 *     if nothing
 */
public record ClientView(String address, String scheme, String host, String prefix) {

    static final String ATTRIBUTE = ClientView.class.getName();

    /** Scheme, host and path prefix: what every link begins with. */
    public String base() {
        return scheme + "://" + host + prefix;
    }

    /** The view of a request that came through {@link TrustedProxies}, or of one as it is. */
    public static ClientView of(HttpServletRequest request) {
        return request.getAttribute(ATTRIBUTE) instanceof ClientView view ? view : plain(request);
    }

    static ClientView plain(HttpServletRequest request) {
        String host = request.getHeader("Host");
        return new ClientView(
                request.getRemoteAddr(),
                request.getScheme(),
                host == null || host.isEmpty()
                        ? request.getServerName() + ":" + request.getServerPort()
                        : host,
                "");
    }
}
