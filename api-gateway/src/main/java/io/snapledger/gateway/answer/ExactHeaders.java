package io.snapledger.gateway.answer;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

/**
 * Sends a Content-Type exactly as written. A servlet container rewrites {@code text/plain;
 * charset=UTF-8} without the blank, and clients compare these bytes; so the server leaves one of
 * these at each request.
 */
@FunctionalInterface
public interface ExactHeaders {

    String ATTRIBUTE = ExactHeaders.class.getName();

    void set(String name, String value);

    /** Sets the content type, exactly where the server can. */
    static void contentType(
            HttpServletRequest request, HttpServletResponse response, String contentType) {
        if (request.getAttribute(ATTRIBUTE) instanceof ExactHeaders exact) {
            exact.set("Content-Type", contentType);
        } else {
            response.setContentType(contentType);
        }
    }
}
