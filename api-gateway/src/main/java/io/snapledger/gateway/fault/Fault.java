package io.snapledger.gateway.fault;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/** A refusal that the client sees, in the form of cinder/api/openstack/wsgi.py, class Fault. */
public final class Fault extends RuntimeException {

    // webob/exc.py: the explanation of the exception class of each status.
    private static final String BAD_REQUEST =
            "The server could not comply with the request since it is either malformed or"
                    + " otherwise incorrect.";
    private static final String NOT_FOUND = "The resource could not be found.";
    private static final String FORBIDDEN = "Access was denied to this resource.";
    private static final String UNPROCESSABLE = "Unable to process the contained instructions";
    private static final String SERVER_ERROR =
            "The server has either erred or is incapable of performing the requested operation.";

    private final int status;
    private final String text;
    private final Map<String, String> headers;

    private Fault(int status, String text, Map<String, String> headers) {
        super(status + ": " + text, null, false, false);
        this.status = status;
        this.text = text;
        this.headers = headers;
    }

    public static Fault of(int status, String text) {
        return new Fault(status, text, Map.of());
    }

    public static Fault badRequest(String text) {
        return of(400, text);
    }

    public static Fault badRequest() {
        return badRequest(BAD_REQUEST);
    }

    /** The body is not JSON, or not there. */
    public static Fault malformedBody() {
        return badRequest("Malformed request body");
    }

    /** The policy rule of that name says no. */
    public static Fault forbidden(String rule) {
        return of(403, "Policy doesn't allow " + rule + " to be performed.");
    }

    /** Somebody else may, and nothing else is said. */
    public static Fault forbidden() {
        return of(403, FORBIDDEN);
    }

    public static Fault notFound(String text) {
        return of(404, text);
    }

    public static Fault notFound() {
        return notFound(NOT_FOUND);
    }

    public static Fault notAcceptable(String text) {
        return of(406, text);
    }

    public static Fault conflict(String text) {
        return of(409, text);
    }

    /** What was asked for is being done right now. */
    public static Fault inWork(String text, Duration retryAfter) {
        return new Fault(409, text, Map.of(RETRY_AFTER, seconds(retryAfter)));
    }

    /** Over quota. */
    public static Fault overLimit(String text) {
        return new Fault(413, text, Map.of(RETRY_AFTER, "0"));
    }

    /** The body is JSON, and not what it should be. */
    public static Fault unprocessable() {
        return unprocessable(UNPROCESSABLE);
    }

    public static Fault unprocessable(String text) {
        return of(422, text);
    }

    public static Fault unsupportedMediaType() {
        return of(415, "Unsupported Content-Type");
    }

    /** Something this service needs is away. */
    public static Fault serviceUnavailable(String text, Duration retryAfter) {
        return new Fault(503, text, Map.of(RETRY_AFTER, seconds(retryAfter)));
    }

    /** The caller has as many of these under way as anybody may. */
    public static Fault tooManyRequests(String text, Duration retryAfter) {
        return new Fault(429, text, Map.of(RETRY_AFTER, seconds(retryAfter)));
    }

    private static String seconds(Duration retryAfter) {
        return Long.toString(Math.max(1, retryAfter.toSeconds()));
    }

    /** Our own mistake; its details are in the log only. */
    public static Fault serverError() {
        return of(500, SERVER_ERROR);
    }

    private static final String RETRY_AFTER = "Retry-After";

    public int status() {
        return status;
    }

    public String text() {
        return text;
    }

    public Map<String, String> headers() {
        return headers;
    }

    /** The name of the one member of the body: wsgi.py, Fault._fault_names. */
    public String key() {
        return switch (status) {
            case 400 -> "badRequest";
            case 401 -> "unauthorized";
            case 403 -> "forbidden";
            case 404 -> "itemNotFound";
            case 405 -> "badMethod";
            case 409 -> "conflictingRequest";
            // As 413 is named: both say that there was too much.
            case 413, 429 -> "overLimit";
            case 415 -> "badMediaType";
            case 501 -> "notImplemented";
            case 503 -> "serviceUnavailable";
            default -> "computeFault";
        };
    }

    /** The body, to be written as JSON. */
    public Map<String, Object> body() {
        Map<String, Object> content = new LinkedHashMap<>();
        content.put("code", status);
        content.put("message", text);
        String retryAfter = headers.get(RETRY_AFTER);
        // Only 413 repeats the header in its body: wsgi.py, Fault.__call__.
        if (status == 413 && retryAfter != null) {
            content.put("retryAfter", retryAfter);
        }
        return Map.of(key(), content);
    }
}
