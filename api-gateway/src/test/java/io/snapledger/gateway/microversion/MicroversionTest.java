package io.snapledger.gateway.microversion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MicroversionTest {

    @Test
    void numbersAreComparedAsNumbers() {
        Microversion version = Microversion.of("3.14");

        assertThat(version.atLeast("3.14")).isTrue();
        assertThat(version.atLeast("3.9")).isTrue();
        assertThat(version.atLeast("3.15")).isFalse();
        assertThat(version.atLeast("4.0")).isFalse();
        assertThat(Microversion.of("4.0").atLeast("3.70")).isTrue();
    }

    @Test
    void itPrintsAsItWasWritten() {
        assertThat(Microversion.of("3.70")).hasToString("3.70");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "3", "3.", ".1", "3.01", "03.1", "0.1", "3.1 ", "a.b", "3.1.2", "-3.1"})
    void anythingElseIsNoVersion(String text) {
        assertThat(Microversion.parse(text)).isEmpty();
        assertThatThrownBy(() -> Microversion.of(text))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
