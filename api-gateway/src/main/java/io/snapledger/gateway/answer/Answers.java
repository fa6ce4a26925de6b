package io.snapledger.gateway.answer;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** Writes whole answers. */
public final class Answers {

    public static final String JSON = "application/json";
    public static final String HTML = "text/html; charset=UTF-8";
    public static final String TEXT = "text/plain; charset=UTF-8";

    /** On every answer; set before anything else happens to a request. */
    public static final String REQUEST_ID = "x-openstack-request-id";

    /** The same value, on the answers that an API controller gives with a body. */
    public static final String COMPUTE_REQUEST_ID = "x-compute-request-id";

    private Answers() {}

    /** Sends a body that is text already; a HEAD request gets its headers only. */
    public static void send(
            HttpServletRequest request,
            HttpServletResponse response,
            int status,
            String contentType,
            String body)
            throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        response.setStatus(status);
        ExactHeaders.contentType(request, response, contentType);
        response.setContentLength(bytes.length);
        if (!"HEAD".equals(request.getMethod())) {
            response.getOutputStream().write(bytes);
        }
    }

    /** Sends no body at all, as webob does: an empty text/html page. */
    public static void sendEmpty(
            HttpServletRequest request, HttpServletResponse response, int status) {
        response.setStatus(status);
        ExactHeaders.contentType(request, response, HTML);
        response.setContentLength(0);
    }

    /** Repeats the request's id under the name that only API controllers use. */
    public static void addComputeRequestId(HttpServletResponse response) {
        String id = response.getHeader(REQUEST_ID);
        if (id != null) {
            response.setHeader(COMPUTE_REQUEST_ID, id);
        }
    }
}
