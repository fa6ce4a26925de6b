package io.snapledger.gateway.json;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PercentTest {

    @Test
    void escapesAreDecodedAndWhatIsNoneStays() {
        assertThat(Percent.decode("a%20b%C3%A9")).contains("a bé");
        assertThat(Percent.decode("100%")).contains("100%");
        assertThat(Percent.decode("%zz%4")).contains("%zz%4");
        assertThat(Percent.decode("+")).contains("+");
    }

    @Test
    void bytesThatAreNotUtf8AreNothing() {
        assertThat(Percent.decode("%ff")).isEmpty();
        assertThat(Percent.decode("%C3")).isEmpty();
        assertThat(Percent.decode("%ED%A0%80")).isEmpty();
    }
}
