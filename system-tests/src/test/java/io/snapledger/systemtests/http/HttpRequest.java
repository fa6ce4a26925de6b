package io.snapledger.systemtests.http;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A request, sent exactly as it stands here: nothing is encoded, added or checked but {@code Host}
 * and {@code Content-Length}.
 *
 * @param target path and query, as they appear in the request line
 */
public record HttpRequest(
        String method, String target, List<Header> headers, @Nullable String body) {

    /** One header line. */
    public record Header(String name, String value) {}

    private static final Set<String> METHODS_WITH_BODY = Set.of("POST", "PUT", "PATCH");

    public HttpRequest {
        headers = List.copyOf(headers);
    }

    public static HttpRequest of(String method, String target) {
        return new HttpRequest(method, target, List.of(), null);
    }

    /** The same request with that header and no other of that name. */
    public HttpRequest with(String name, String value) {
        List<Header> changed = new ArrayList<>(without(name).headers);
        changed.add(new Header(name, value));
        return new HttpRequest(method, target, changed, body);
    }

    /** The same request without any header of that name. */
    public HttpRequest without(String name) {
        List<Header> changed = new ArrayList<>(headers);
        changed.removeIf(header -> header.name().equalsIgnoreCase(name));
        return new HttpRequest(method, target, changed, body);
    }

    public HttpRequest withBody(String text) {
        return new HttpRequest(method, target, headers, text);
    }

    public HttpRequest withJson(JsonNode json) {
        return with("Content-Type", "application/json").withBody(Json.write(json));
    }

    /** Whether the request says how long its body is, be it empty. */
    boolean announcesLength() {
        return body != null || METHODS_WITH_BODY.contains(method);
    }
}
