package io.snapledger.systemtests.http;

import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * What came back.
 *
 * @param headers by lower-case name; several lines of one name are joined by {@code ", "}
 */
public record HttpAnswer(int status, Map<String, String> headers, String body) {

    public HttpAnswer {
        headers = Map.copyOf(headers);
    }

    public Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name));
    }

    /** The body read as JSON; fails with the whole answer in its message if it is none. */
    public JsonNode json() {
        return Json.read(body)
                .orElseThrow(() -> new IllegalStateException("The answer is not JSON: " + this));
    }
}
