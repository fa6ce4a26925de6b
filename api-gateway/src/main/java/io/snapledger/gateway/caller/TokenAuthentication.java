package io.snapledger.gateway.caller;

import jakarta.servlet.http.HttpServletRequest;

/** Turns a request's token into its caller. */
public interface TokenAuthentication {

    /**
     * Reads the token of a request; identity headers that a client could write itself are never
     * looked at.
     *
     * @throws Unauthorized if there is no token, or it is not valid
     */
    Caller authenticate(HttpServletRequest request, String requestId);
}
