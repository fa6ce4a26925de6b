package io.snapledger.gateway.answer;

import jakarta.servlet.http.HttpServletRequest;

/**
 * Breaks off an answer that has begun, so that its client notices. A servlet container would end it
 * as if it were whole; so the server leaves one of these at each request.
 */
@FunctionalInterface
public interface CutAnswer {

    String ATTRIBUTE = CutAnswer.class.getName();

    void cut();

    /** Closes the connection at once, where the server can. */
    static void cut(HttpServletRequest request) {
        if (request.getAttribute(ATTRIBUTE) instanceof CutAnswer answer) {
            answer.cut();
        }
    }
}
