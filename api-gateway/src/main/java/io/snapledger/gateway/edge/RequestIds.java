package io.snapledger.gateway.edge;

import java.util.UUID;

/** Request ids, in the form of oslo_context/context.py, generate_request_id. */
final class RequestIds {

    static final String MDC_KEY = "request_id";
    static final String PROJECT_MDC_KEY = "project_id";

    private RequestIds() {}

    static String fresh() {
        return "req-" + UUID.randomUUID();
    }
}
