package io.snapledger.gateway.fault;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LogTextTest {

    @Test
    void whatIsPrintableStays() {
        assertThat(LogText.of("GET /v3/café?x=1&y=\ud83d\ude00"))
                .isEqualTo("GET /v3/café?x=1&y=\ud83d\ude00");
        assertThat(LogText.of(null)).isEmpty();
    }

    @Test
    void whatWouldWriteAnotherLineOrMoveTheCursorIsEscaped() {
        assertThat(LogText.of("a\nERROR b\r\u001b[2J\u2028\u0085\u202e\ud800"))
                .isEqualTo("a\\u000aERROR b\\u000d\\u001b[2J\\u2028\\u0085\\u202e\\ud800");
    }

    @Test
    void whatHasNoEndIsCut() {
        assertThat(LogText.of("x".repeat(1_000_000))).hasSize(2_001).endsWith("…");
    }
}
