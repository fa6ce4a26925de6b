package io.snapledger.systemtests.replay;

import static org.assertj.core.api.Assertions.assertThat;

import io.snapledger.systemtests.http.Json;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

/** The ways in which a transcript says that not everything counts. */
class ComparisonTest {

    @Test
    void anyStringMeansAnyStringAndNothingElse() {
        assertThat(differences("{}", "{\"a\":\"<any-string>\"}", "{\"a\":\"x\"}")).isEmpty();
        assertThat(differences("{}", "{\"a\":\"<any-string>\"}", "{\"a\":null}")).hasSize(1);
    }

    @Test
    void unorderedArraysCompareAsSets() {
        String recorded = "{\"a\":[{\"x\":1,\"y\":2},{\"x\":2}]}";
        String received = "{\"a\":[{\"x\":2},{\"y\":2,\"x\":1}]}";

        assertThat(differences("{\"unordered\":true}", recorded, received)).isEmpty();
        assertThat(differences("{}", recorded, received)).isNotEmpty();
    }

    @Test
    void aFreeBodyIsNotCompared() {
        assertThat(differences("{\"body_free\":true}", "{\"a\":1}", "[]")).isEmpty();
        assertThat(differences("{}", "{\"a\":1}", "[]")).hasSize(1);
    }

    @Test
    void onlyTheNamedPartsAreCompared() {
        String only = "{\"only\":[\"a.0.b\"]}";

        assertThat(differences(only, "{\"a\":[{\"b\":1}],\"c\":1}", "{\"a\":[{\"b\":1}]}"))
                .isEmpty();
        assertThat(differences(only, "{\"a\":[{\"b\":1}]}", "{\"a\":[{\"b\":2}]}"))
                .containsExactly("$.a.0.b: expected 1, got 2");
    }

    @Test
    void aListAtTheEndOfAMessageMayBeInAnyOrder() {
        String recorded = "{\"f\":{\"message\":\"Valid: b, a.\"}}";
        String received = "{\"f\":{\"message\":\"Valid: a, b.\"}}";

        assertThat(differences("{\"message_set\":true}", recorded, received)).isEmpty();
        assertThat(differences("{}", recorded, received)).hasSize(1);
    }

    @Test
    void theTextOfAPatternIsNotCompared() {
        String recorded = "{\"f\":{\"message\":\"'x' does not match '^a'\"}}";

        assertThat(differences("{}", recorded, "{\"f\":{\"message\":\"'x' does not match '^b'\"}}"))
                .isEmpty();
        assertThat(differences("{}", recorded, "{\"f\":{\"message\":\"'y' does not match '^a'\"}}"))
                .hasSize(1);
        assertThat(differences("{}", recorded, "{\"f\":{\"message\":\"'x' is bad\"}}")).hasSize(1);
    }

    @Test
    void numbersCompareByValueAndBooleansAreNoNumbers() {
        assertThat(differences("{}", "{\"a\":1}", "{\"a\":1.0}")).isEmpty();
        assertThat(differences("{}", "{\"a\":1}", "{\"a\":true}")).hasSize(1);
        assertThat(differences("{}", "{\"a\":true}", "{\"a\":false}")).hasSize(1);
    }

    @Test
    void pollingThatNeverEndedOrNeverBeganIsADifference() {
        Transcript.Case step =
                step("{\"settled\":{\"status\":404,\"body\":null}}", "{\"status\":202}");
        Answer accepted = new Answer(202, Map.of(), null, false);
        Answer gone = new Answer(404, Map.of(), null, false);

        assertThat(Comparison.between(step, accepted, gone)).isEmpty();
        assertThat(Comparison.between(step, accepted, null)).hasSize(1);
        assertThat(Comparison.between(step, accepted, gone.asTimedOut())).hasSize(1);
        assertThat(Comparison.between(step, accepted, accepted)).hasSize(1);
    }

    private static List<String> differences(String hints, String recorded, String received) {
        return Comparison.between(
                        step(hints, "{\"status\":200,\"body\":" + recorded + "}"),
                        new Answer(200, Map.of(), Json.read(received).orElseThrow(), false),
                        null)
                .stream()
                .map(Difference::toString)
                .toList();
    }

    private static Transcript.Case step(String hints, String response) {
        ObjectNode step = (ObjectNode) Json.read(hints).orElseThrow();
        step.put("name", "a case");
        step.set("request", Json.read("{\"method\":\"GET\",\"path\":\"/\"}").orElseThrow());
        step.set("response", Json.read(response).orElseThrow());
        return Json.mapper().treeToValue(step, Transcript.Case.class);
    }
}
