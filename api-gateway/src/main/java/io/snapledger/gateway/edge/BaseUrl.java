package io.snapledger.gateway.edge;

import io.snapledger.gateway.proxy.ClientView;
import jakarta.servlet.http.HttpServletRequest;

/** The part of an address that the client sees and we do not choose. */
final class BaseUrl {

    private BaseUrl() {}

    // cinder/api/common.py, get_request_url and ViewBuilder._update_link_prefix
    static String of(HttpServletRequest request, EdgeProperties properties) {
        String configured = properties.publicEndpoint();
        return configured != null && !configured.isEmpty()
                ? configured.replaceFirst("/+$", "")
                : ClientView.of(request).base();
    }
}
