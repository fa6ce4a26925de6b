package io.snapledger.systemtests.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

class ReplayerTest {

    static final List<String> TRANSCRIPTS = Transcript.NAMES;

    @ParameterizedTest
    @FieldSource("TRANSCRIPTS")
    void aServiceThatAnswersAsRecordedDiffersNowhere(String name) throws IOException {
        Transcript transcript = Transcript.named(name);
        try (RecordedService service = new RecordedService(transcript)) {
            Replay replay = replay(service, transcript);

            assertThat(differing(replay, transcript)).isEmpty();
            assertThat(service.left()).as("recorded answers nobody asked for").isZero();
        }
    }

    @ParameterizedTest
    @MethodSource("changes")
    void oneChangedAnswerIsFoundInItsCaseAndNoOther(
            String caseName, UnaryOperator<Transcript.Case> change, String difference)
            throws IOException {
        Transcript transcript = Transcript.named("cinder-gs-http");
        try (RecordedService service = new RecordedService(changed(transcript, caseName, change))) {
            Replay replay = replay(service, transcript);

            assertThat(differing(replay, transcript)).containsExactly(caseName);
            assertThat(replay.differences(caseName))
                    .singleElement()
                    .asString()
                    .contains(difference);
        }
    }

    static Stream<Arguments> changes() {
        return Stream.of(
                argumentSet(
                        "status",
                        "http-truncated",
                        response(answer -> new Answer(404, answer.headers(), answer.body(), false)),
                        "status: expected 400, got 404"),
                argumentSet(
                        "header value",
                        "http-truncated",
                        response(answer -> withHeader(answer, "vary", "Accept")),
                        "header vary: expected OpenStack-API-Version, got Accept"),
                argumentSet(
                        "header too many",
                        "http-truncated",
                        response(answer -> withHeader(answer, "allow", "GET")),
                        "header allow: expected nothing, got GET"),
                argumentSet(
                        "header missing",
                        "http-truncated",
                        response(answer -> withHeader(answer, "x-compute-request-id", null)),
                        "header x-compute-request-id: expected <req-id>, got nothing"),
                argumentSet(
                        "text",
                        "http-truncated",
                        body(body -> badRequest(body).put("message", "Malformed request")),
                        "$.badRequest.message: expected \"Malformed request body\""),
                argumentSet(
                        "number",
                        "http-truncated",
                        body(body -> badRequest(body).put("code", 401)),
                        "$.badRequest.code: expected 400, got 401"),
                argumentSet(
                        "number as text",
                        "http-truncated",
                        body(body -> badRequest(body).put("code", "400")),
                        "$.badRequest.code: expected 400, got \"400\""),
                argumentSet(
                        "member missing",
                        "http-truncated",
                        body(body -> badRequest(body).remove("code")),
                        "$.badRequest.code: expected 400, got nothing"),
                argumentSet(
                        "member too many",
                        "http-truncated",
                        body(body -> badRequest(body).putNull("retryAfter")),
                        "$.badRequest.retryAfter: expected nothing, got null"),
                argumentSet(
                        "element missing",
                        "http-accept-text-html",
                        body(body -> ((ArrayNode) body.get("group_snapshots")).removeAll()),
                        "$.group_snapshots: expected 1 elements, got 0 elements"),
                argumentSet(
                        "another id",
                        "http-accept-text-html",
                        body(body ->
                                ((ObjectNode) body.get("group_snapshots").get(0))
                                        .put("id", "<uuid>")),
                        "$.group_snapshots[0].id: expected \"{gs1}\", got \"<uuid>\""),
                argumentSet(
                        "header without body",
                        "http-HEAD-item",
                        response(answer -> withHeader(answer, "content-type", "text/plain")),
                        "header content-type"),
                argumentSet(
                        "settled",
                        "setup-gs-gs1",
                        settled(body ->
                                ((ObjectNode) body.get("group_snapshot")).put("status", "error")),
                        "settled $.group_snapshot.status: expected \"available\", got \"error\""));
    }

    @Test
    void unusualRequestsAreSentAsTheyWereRecorded() throws IOException {
        Transcript transcript = Transcript.named("cinder-gs-http");
        try (RecordedService service = new RecordedService(transcript)) {
            replay(service, transcript);

            assertThat(service.received())
                    .anySatisfy(request -> assertThat(request).startsWith("FOO /v3/ddd"))
                    .anySatisfy(request -> assertThat(request).startsWith("HEAD /v3/ddd"))
                    .anySatisfy(request ->
                            assertThat(request)
                                    .startsWith("GET /v3/ddd")
                                    .contains("//group_snapshots HTTP/1.1\r\n"))
                    .anySatisfy(request ->
                            assertThat(request).startsWith("GET ").endsWith("\r\n\r\n{\"x\":1}"))
                    .anySatisfy(
                            request -> assertThat(request).doesNotContainIgnoringCase("accept:"))
                    .anySatisfy(request -> assertThat(request).contains("x".repeat(120_000)));
        }
    }

    @Test
    void callersAreTheRecordedOnesAndNobodyWhereThereWasNone() throws IOException {
        Transcript transcript = Transcript.named("cinder-auth");
        try (RecordedService service = new RecordedService(transcript)) {
            replay(service, transcript);

            String demo =
                    "X-Auth-Token: demo-rc0ffee123:" + "d".repeat(23) + "c0ffee123:member,reader";
            assertThat(service.received())
                    .anySatisfy(request -> assertThat(request).contains(demo))
                    .anySatisfy(
                            request -> assertThat(request).contains("X-Auth-Token: not-a-token"))
                    .anySatisfy(request -> assertThat(request).doesNotContain("X-Auth-Token"))
                    .anySatisfy(request -> assertThat(request).contains("X-Auth-Token: \r\n"));
        }
    }

    @Test
    void pausesAreKept() throws IOException {
        Transcript transcript = Transcript.named("cinder-gs-show-delete");
        List<Duration> pauses = new ArrayList<>();
        try (RecordedService service = new RecordedService(transcript)) {
            new Replayer(service.base(), pauses::add).replay(transcript, RecordedService.RUN);
        }

        assertThat(pauses)
                .filteredOn(Duration::isPositive)
                .hasSize(2)
                .containsOnly(Duration.ofMillis(1100));
    }

    @Test
    void aDefectOfTheRecordedServiceIsNotAskedFor() throws IOException {
        Transcript transcript = Transcript.named("cinder-gs-http");
        try (RecordedService service = new RecordedService(transcript)) {
            replay(service, transcript);

            assertThat(service.received())
                    .noneSatisfy(request ->
                            assertThat(request)
                                    .startsWith("POST ")
                                    .endsWith("Content-Length: 0\r\n\r\n"));
        }
    }

    @Test
    void aServiceThatIsNotThereDiffersEverywhere() throws IOException {
        Transcript transcript = Transcript.named("cinder-auth");
        RecordedService service = new RecordedService(transcript);
        service.close();

        Replay replay = replay(service, transcript);

        assertThat(differing(replay, transcript)).hasSameSizeAs(transcript.cases());
        assertThat(replay.differences("auth-none"))
                .first()
                .asString()
                .contains("Connection refused");
    }

    private static Replay replay(RecordedService service, Transcript transcript) {
        return new Replayer(service.base(), _ -> {}).replay(transcript, RecordedService.RUN);
    }

    private static List<String> differing(Replay replay, Transcript transcript) {
        return transcript.cases().stream()
                .map(Transcript.Case::name)
                .filter(name -> !replay.differences(name).isEmpty())
                .toList();
    }

    private static Transcript changed(
            Transcript transcript, String caseName, UnaryOperator<Transcript.Case> change) {
        return new Transcript(
                transcript.scenario(),
                transcript.service(),
                transcript.about(),
                transcript.peer(),
                transcript.cases().stream()
                        .map(step -> step.name().equals(caseName) ? change.apply(step) : step)
                        .toList());
    }

    private static UnaryOperator<Transcript.Case> response(UnaryOperator<Answer> change) {
        return step -> withAnswers(step, change.apply(step.response()), step.settled());
    }

    private static UnaryOperator<Transcript.Case> body(BodyChange change) {
        return response(answer -> withBody(answer, change));
    }

    private static UnaryOperator<Transcript.Case> settled(BodyChange change) {
        return step -> {
            Answer settled = Objects.requireNonNull(step.settled());
            return withAnswers(step, step.response(), withBody(settled, change));
        };
    }

    private interface BodyChange {
        void apply(ObjectNode body);
    }

    private static Answer withBody(Answer answer, BodyChange change) {
        ObjectNode body = (ObjectNode) answer.body().deepCopy();
        change.apply(body);
        return new Answer(answer.status(), answer.headers(), body, false);
    }

    private static Answer withHeader(Answer answer, String name, @Nullable String value) {
        Map<String, String> headers = new TreeMap<>(answer.headers());
        if (value == null) {
            headers.remove(name);
        } else {
            headers.put(name, value);
        }
        return new Answer(answer.status(), headers, answer.body(), false);
    }

    private static ObjectNode badRequest(ObjectNode body) {
        return (ObjectNode) body.get("badRequest");
    }

    private static Transcript.Case withAnswers(
            Transcript.Case step, Answer response, @Nullable Answer settled) {
        return new Transcript.Case(
                step.name(),
                step.as(),
                step.request(),
                step.setup(),
                step.capture(),
                step.poll(),
                response,
                settled,
                step.unordered(),
                step.bodyFree(),
                step.only(),
                step.messageSet(),
                step.pause(),
                step.quirk());
    }
}
