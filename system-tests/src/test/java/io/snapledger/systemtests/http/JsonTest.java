package io.snapledger.systemtests.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class JsonTest {

    @Test
    void halfASurrogatePairSurvives() {
        String text = "{\"x\":\"\\uD800\"}";

        assertThat(Json.read(text)).map(Json::write).contains(text);
    }

    @Test
    void whatIsNotOneDocumentIsNotJson() {
        assertThat(Json.read("OK")).isEmpty();
        assertThat(Json.read("{} {}")).isEmpty();
        assertThat(Json.read("{")).isEmpty();
        assertThat(Json.read("")).isEmpty();
    }
}
