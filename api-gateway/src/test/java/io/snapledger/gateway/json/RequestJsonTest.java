package io.snapledger.gateway.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class RequestJsonTest {

    private static Optional<JsonNode> read(String text) {
        return RequestJson.read(text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void ofARepeatedKeyTheLastValueCounts() {
        assertThat(read("{\"a\": 1, \"b\": 2, \"a\": 3}").orElseThrow().get("a").intValue())
                .isEqualTo(3);
    }

    @Test
    void aLoneSurrogateEscapeIsReadAsItIs() {
        assertThat(read("\"\\ud800\"").orElseThrow().stringValue()).isEqualTo("\ud800");
    }

    @ParameterizedTest
    @ValueSource(strings = {"NaN", "Infinity", "-Infinity"})
    void thePythonWordsForOddNumbersAreRead(String text) {
        assertThat(read(text).orElseThrow().isNumber()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "{", "{} {}", "{\"a\":}", "'a'", "01", "nul", "[1,]"})
    void whatIsNotJsonIsNothing(String text) {
        assertThat(read(text)).isEmpty();
    }

    @Test
    void otherEncodingsAreNotGuessed() {
        assertThat(RequestJson.read("{}".getBytes(StandardCharsets.UTF_16LE))).isEmpty();
        assertThat(RequestJson.read(new byte[] {'"', (byte) 0xc3, '"'})).isEmpty();
    }
}
