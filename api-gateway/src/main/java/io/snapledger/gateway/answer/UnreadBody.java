package io.snapledger.gateway.answer;

import jakarta.servlet.http.HttpServletRequest;

/**
 * Lets go of a body that nobody is going to read. A servlet container would read on to the next
 * request, for as long as the client likes; so the server leaves one of these at each request.
 */
@FunctionalInterface
public interface UnreadBody {

    String ATTRIBUTE = UnreadBody.class.getName();

    void abandon();

    /** Ends the connection after the answer, where the server can. */
    static void abandon(HttpServletRequest request) {
        if (request.getAttribute(ATTRIBUTE) instanceof UnreadBody body) {
            body.abandon();
        }
    }
}
