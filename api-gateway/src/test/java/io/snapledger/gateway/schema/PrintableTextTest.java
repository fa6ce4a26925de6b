package io.snapledger.gateway.schema;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PrintableTextTest {

    @Test
    void thePatternIsThatOfUpstreamAsFarAsUnicodeVersionsAgree() {
        assertThat(PrintableText.PATTERN)
                .startsWith(
                        "^[\\ -\\~\u00a0-\u00ac\u00ae-\u0377\u037a-\u037f\u0384-\u038a\u038c\u038e-"
                                + "\u03a1\u03a3-\u052f\u0531-\u0556\u0559-\u058a\u058d-\u058f\u0591-"
                                + "\u05c7\u05d0-\u05ea\u05ef-\u05f4\u0606-\u061b\u061d-\u06dc")
                .endsWith("\ufffc-\ufffd]*$");
    }

    @Test
    void onlyPrintableCharactersMatch() {
        assertThat(PrintableText.matches("plain ~ text")).isTrue();
        assertThat(PrintableText.matches("")).isTrue();
        assertThat(PrintableText.matches("\u0000")).isFalse();
        assertThat(PrintableText.matches("\u007f")).isFalse();
    }
}
