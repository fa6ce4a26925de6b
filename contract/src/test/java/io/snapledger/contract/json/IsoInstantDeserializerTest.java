package io.snapledger.contract.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.core.JacksonException;

class IsoInstantDeserializerTest {

    @Test
    void readsWhatIsWritten() {
        Random random = new Random(4711);
        long first = Instant.parse("0001-01-01T00:00:00Z").getEpochSecond();
        long last = Instant.parse("9999-12-31T23:59:59Z").getEpochSecond();
        int[] digits = {1_000_000_000, 1_000_000, 1_000, 1};
        for (int i = 0; i < 10_000; i++) {
            int unit = digits[i % digits.length];
            Instant instant =
                    Instant.ofEpochSecond(
                            random.nextLong(first, last),
                            unit * (random.nextLong(1_000_000_000) / unit));
            String json = ContractJson.mapper().writeValueAsString(instant);

            assertThat(IsoInstantDeserializer.parse(json.substring(1, json.length() - 1)))
                    .isEqualTo(instant);
            assertThat(ContractJson.mapper().readValue(json, Instant.class)).isEqualTo(instant);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "2026-11-21T18:15:25.1Z, 2026-11-21T18:15:25.100Z",
        "2026-11-21T18:15:25.000000001Z, 2026-11-21T18:15:25.000000001Z",
        "2024-02-29T23:59:59Z, 2024-02-29T23:59:59Z"
    })
    void readsAnyNumberOfDigits(String text, Instant instant) {
        assertThat(IsoInstantDeserializer.parse(text)).isEqualTo(instant);
    }

    @ParameterizedTest
    @CsvSource({
        "2026-11-21T19:15:25+01:00, 2026-11-21T18:15:25Z",
        "2026-11-21T24:00:00Z, 2026-11-22T00:00:00Z",
        "2026-11-21T18:15:25.Z, 2026-11-21T18:15:25Z",
        "+12026-11-21T18:15:25Z, +12026-11-21T18:15:25Z"
    })
    void leavesOtherFormsToJackson(String text, Instant instant) {
        assertThat(IsoInstantDeserializer.parse(text)).isNull();
        assertThat(ContractJson.mapper().readValue('"' + text + '"', Instant.class))
                .isEqualTo(instant);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2025-02-29T00:00:00Z",
                "2026-13-01T00:00:00Z",
                "2026-11-21T18:15:61Z",
                "2026-11-21T18:15:25.1234567890Z",
                "2026-11-21T18:15:25",
                "2026-11-21 18.15.25Z",
                "2026-11-21T18:15:2৫Z",
                "yesterday"
            })
    void leavesItToJacksonToRefuse(String text) {
        assertThat(IsoInstantDeserializer.parse(text)).isNull();
        assertThatThrownBy(() -> ContractJson.mapper().readValue('"' + text + '"', Instant.class))
                .isInstanceOf(JacksonException.class);
    }
}
