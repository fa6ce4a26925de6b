package io.snapledger.gateway.edge;

import io.snapledger.gateway.fault.Fault;
import jakarta.servlet.http.HttpServletRequest;

/** Stands where a body asks for an action that its path does not have. */
@Versioned
final class UnknownAction {

    /**
     * Why not; {@link Negotiation} throws it once version and content type are known to be fine.
     */
    public Fault refusal(HttpServletRequest request) {
        return RequestBody.of(request).noSuchAction();
    }
}
