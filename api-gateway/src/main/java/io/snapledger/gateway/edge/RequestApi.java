package io.snapledger.gateway.edge;

import io.snapledger.gateway.api.Api;
import jakarta.servlet.http.HttpServletRequest;

/** Which API a request is for; the edge's filter has seen it first. */
final class RequestApi {

    private RequestApi() {}

    static Api of(HttpServletRequest request) {
        if (request.getAttribute(Api.class.getName()) instanceof Api api) {
            return api;
        }
        throw new IllegalStateException("the edge filter has not run");
    }
}
