package io.snapledger.systemtests.replay;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.snapledger.systemtests.http.HttpAnswer;
import io.snapledger.systemtests.http.Json;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.NullNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * An answer as transcripts keep it, recorded or just received.
 *
 * @param status 0 if there was no answer; the body then says why
 * @param headers those that are part of the API, by lower-case name
 * @param body JSON null for an empty one; a text that is not JSON stands in an object under {@value
 *     #RAW}
 * @param timedOut whether a polling ended without what it waited for
 */
public record Answer(
        int status,
        @Nullable Map<String, String> headers,
        @Nullable JsonNode body,
        @JsonProperty("TIMEOUT") boolean timedOut) {

    static final String RAW = "$raw";

    private static final Set<String> COMPARED_HEADERS =
            Set.of(
                    "openstack-api-version",
                    "x-openstack-manila-api-version",
                    "x-openstack-manila-api-experimental",
                    "x-compute-request-id",
                    "x-openstack-request-id",
                    "vary",
                    "location",
                    "content-type",
                    "www-authenticate",
                    "retry-after",
                    "allow");

    static Answer of(HttpAnswer received) {
        Map<String, String> headers = new TreeMap<>(received.headers());
        headers.keySet().retainAll(COMPARED_HEADERS);
        return new Answer(received.status(), headers, bodyOf(received.body()), false);
    }

    static Answer none(Exception reason) {
        return new Answer(0, Map.of(), Json.mapper().valueToTree(reason.toString()), false);
    }

    Answer asTimedOut() {
        return new Answer(status, headers, body, true);
    }

    @Override
    public Map<String, String> headers() {
        return headers == null ? Map.of() : headers;
    }

    @Override
    public JsonNode body() {
        return body == null ? NullNode.getInstance() : body;
    }

    private static JsonNode bodyOf(String text) {
        if (text.isEmpty()) {
            return NullNode.getInstance();
        }
        return Json.read(text)
                .orElseGet(() -> {
                    ObjectNode raw = Json.mapper().createObjectNode();
                    return raw.put(RAW, text);
                });
    }
}
