package io.snapledger.gateway.json;

import static org.assertj.core.api.Assertions.assertThat;

import io.snapledger.contract.groupsnapshot.GroupSnapshotId;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
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
    void timesAreThoseOfTheCalendar() {
        DateTimeFormatter form =
                DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS", Locale.ROOT)
                        .withZone(ZoneOffset.UTC);
        long first = Instant.parse("0001-01-01T00:00:00Z").getEpochSecond();
        long last = Instant.parse("9999-12-31T23:59:59Z").getEpochSecond();
        new Random(1)
                .longs(10_000, first, last)
                .mapToObj(second -> Instant.ofEpochSecond(second, second & 0x3fffffff))
                .forEach(time ->
                        assertThat(PythonJson.timestamp(time)).isEqualTo(form.format(time)));
    }

    @Test
    void idsAreTexts() {
        GroupSnapshotId id = new GroupSnapshotId(new UUID(0, 7));

        assertThat(PythonJson.write(List.of(id)))
                .isEqualTo("[\"00000000-0000-0000-0000-000000000007\"]");
    }

    @Test
    void nullsAreWritten() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("a", null);

        assertThat(PythonJson.write(map)).isEqualTo("{\"a\": null}");
    }
}
