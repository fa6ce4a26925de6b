package io.snapledger.gateway.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PythonJsonTest {

    private record Thing(String someName, List<Integer> numbers, Map<String, String> empty) {}

    @Test
    void separatorsAreFollowedByOneBlank() {
        assertThat(PythonJson.write(new Thing("x", List.of(1, 2), Map.of())))
                .isEqualTo("{\"some_name\": \"x\", \"numbers\": [1, 2], \"empty\": {}}");
        assertThat(PythonJson.write(List.of())).isEqualTo("[]");
    }

    @Test
    void whatIsNotPrintableAsciiIsEscapedInLowerCase() {
        assertThat(PythonJson.write("é ✓ 😀 \u007f \u001f /"))
                .isEqualTo("\"\\u00e9 \\u2713 \\ud83d\\ude00 \\u007f \\u001f /\"");
        assertThat(PythonJson.write("\"\\\b\f\n\r\t")).isEqualTo("\"\\\"\\\\\\b\\f\\n\\r\\t\"");
        assertThat(PythonJson.write(Map.of("é", 1))).isEqualTo("{\"\\u00e9\": 1}");
    }

    @Test
    void halfASurrogatePairIsWrittenAsItIs() {
        assertThat(PythonJson.write("\ud800")).isEqualTo("\"\\ud800\"");
        assertThat(PythonJson.write("\udc00x")).isEqualTo("\"\\udc00x\"");
        assertThat(
                        new String(
                                PythonJson.mapper().writeValueAsBytes("a\ud800b"),
                                java.nio.charset.StandardCharsets.US_ASCII))
                .isEqualTo("\"a\\ud800b\"");
    }

    @Test
    void timesHaveSixDigitsAndNoOffset() {
        assertThat(PythonJson.write(Instant.parse("2026-11-21T18:15:25Z")))
                .isEqualTo("\"2026-11-21T18:15:25.000000\"");
        assertThat(PythonJson.write(Instant.parse("2026-11-21T18:15:25.123456789Z")))
                .isEqualTo("\"2026-11-21T18:15:25.123456\"");
    }

    @Test
    void nullsAreWritten() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("a", null);

        assertThat(PythonJson.write(map)).isEqualTo("{\"a\": null}");
    }
}
