package io.snapledger.systemtests.replay;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.snapledger.systemtests.http.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * One scenario as it was played against the real service: requests in their order, each with the
 * answer it got.
 *
 * @param peer the real service's version and set-up
 */
public record Transcript(
        String scenario, String service, String about, String peer, List<Case> cases) {

    /** The service's recorded scenarios among the test's resources. */
    public static final List<String> NAMES =
            List.of(
                    "cinder-discovery",
                    "cinder-microversion",
                    "cinder-auth",
                    "cinder-auth-objects",
                    "cinder-group-types",
                    "cinder-gs-create",
                    "cinder-gs-create-states",
                    "cinder-gs-show-delete",
                    "cinder-gs-reset-status",
                    "cinder-gs-http",
                    "cinder-gs-paging",
                    "cinder-gs-filters",
                    "cinder-gs-members",
                    "cinder-gs-as-source",
                    "cinder-gs-quota",
                    "cinder-groups",
                    "cinder-groups-consistent",
                    "manila-discovery",
                    "manila-microversion",
                    "manila-auth",
                    "manila-prerequisites",
                    "manila-si-http",
                    "manila-si-list",
                    "manila-si-reset-status");

    /**
     * One request and its answer.
     *
     * @param as who asks: the name of an identity, {@code bad} for a wrong token, null for none
     * @param setup whether it only prepares later cases
     * @param capture variables to be taken from the answer: name → {@link Pointer} or {@code
     *     header:<name>}
     * @param poll what to wait for afterwards
     * @param settled the last answer of that waiting
     * @param unordered whether arrays compare as sets
     * @param bodyFree whether the body does not matter
     * @param only the parts of the body that matter; all of it if empty
     * @param messageSet whether a fault's message ends in a list in no fixed order
     * @param pause seconds to let pass before
     * @param quirk why an implementation need not copy this, if so
     */
    public record Case(
            String name,
            @Nullable String as,
            Request request,
            boolean setup,
            @Nullable Map<String, String> capture,
            @JsonProperty("wait") @Nullable Polling poll,
            Answer response,
            @Nullable Answer settled,
            boolean unordered,
            @JsonProperty("body_free") boolean bodyFree,
            @Nullable List<String> only,
            @JsonProperty("message_set") boolean messageSet,
            double pause,
            @Nullable String quirk) {

        public Case {
            capture = capture == null ? Map.of() : capture;
            only = only == null ? List.of() : only;
        }

        /**
         * Whether the request is sent again at all. A service without the defect might make what
         * the recorded one could not, and nothing in the scenario would remove it.
         */
        boolean isPlayed() {
            return quirk == null || !capture().isEmpty();
        }

        Duration pauseBefore() {
            return Duration.ofMillis(Math.round(pause * 1000));
        }

        @Override
        public Map<String, String> capture() {
            return capture == null ? Map.of() : capture;
        }

        @Override
        public List<String> only() {
            return only == null ? List.of() : only;
        }
    }

    /**
     * What is sent.
     *
     * @param headers a null value takes a header away that is sent otherwise
     * @param body sent as JSON; absent is not the same as a JSON null
     * @param raw sent as it is, instead of a body
     */
    public record Request(
            String method,
            String path,
            @Nullable Map<String, @Nullable String> headers,
            @Nullable JsonNode body,
            @Nullable String raw) {}

    /**
     * What to poll for.
     *
     * @param as who polls; null: whoever asked
     * @param pointer where in the answer to look
     * @param until the values that end the waiting
     * @param gone whether a 404 ends it
     * @param always whether to poll even after a refusal
     * @param timeout seconds
     */
    public record Polling(
            String path,
            @Nullable String as,
            @Nullable String pointer,
            @Nullable Set<String> until,
            boolean gone,
            boolean always,
            @Nullable Integer timeout,
            @Nullable Map<String, @Nullable String> headers) {

        private static final Duration LIMIT = Duration.ofSeconds(40);

        Duration limit() {
            return timeout == null ? LIMIT : Duration.ofSeconds(timeout);
        }
    }

    /** Whether it asks for every project's rows, so that other scenarios' rows would disturb it. */
    public boolean looksAtEveryProject() {
        return cases.stream()
                .map(step -> step.request().path())
                .anyMatch(path ->
                        path.contains("all_tenants")
                                || path.contains("is_public=")
                                || path.contains("/snapshot-instances"));
    }

    /** Reads a scenario of that name. */
    public static Transcript named(String scenario) {
        String resource = "/transcripts/" + scenario + ".json";
        try (InputStream in = Transcript.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalArgumentException("there is no transcript " + resource);
            }
            return Json.mapper().readValue(in, Transcript.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
