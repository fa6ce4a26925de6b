package io.snapledger.gateway.caller;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

/** Turns a request's token into its caller. */
public interface TokenAuthentication {

    /**
     * Reads the token of a request; identity headers that a client could write itself are never
     * looked at.
     *
     * @throws Unauthorized if there is no token, or it is not valid
     * @throws io.snapledger.gateway.fault.Fault 503 if that cannot be told now
     */
    Caller authenticate(HttpServletRequest request, String requestId);

    /** Where a client gets a token, as far as that is known here; null if it is not. */
    default @Nullable String authority() {
        return null;
    }
}
