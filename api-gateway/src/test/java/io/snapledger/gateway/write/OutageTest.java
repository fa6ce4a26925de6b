package io.snapledger.gateway.write;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.ConnectException;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OutageTest {

    @ParameterizedTest
    @ValueSource(strings = {"08001", "08006", "57P01", "57P03", "53300"})
    void aDatabaseThatDoesNotAnswerIsAway(String state) {
        assertThat(Outage.explains(new RuntimeException(new SQLException("x", state)))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"23505", "42P01", "22021"})
    void aDatabaseThatSaysNoIsNotAway(String state) {
        assertThat(Outage.explains(new RuntimeException(new SQLException("x", state)))).isFalse();
        assertThat(Outage.explains(new RuntimeException(new SQLException("x")))).isFalse();
    }

    @Test
    void noConnectionIsAnOutageToo() {
        assertThat(Outage.explains(new SQLTransientConnectionException("pool"))).isTrue();
        assertThat(Outage.explains(new IllegalStateException(new ConnectException("no")))).isTrue();
        assertThat(Outage.explains(new IllegalStateException("mine"))).isFalse();
    }

    @Test
    void theSentenceIsTheCausesAndOneLine() {
        assertThat(Outage.sentence(new RuntimeException(new SQLException("a\n  b", "08001"))))
                .isEqualTo("java.sql.SQLException: a b");
    }
}
