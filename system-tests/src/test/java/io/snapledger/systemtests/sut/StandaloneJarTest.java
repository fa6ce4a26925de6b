package io.snapledger.systemtests.sut;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StandaloneJarTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "  Kafka  127.0.0.1:29092",
                "Kafka listens on localhost:29092, its data are elsewhere",
                "2026-11-21T20:00:00 INFO kafka - Kafka listens on port 29092"
            })
    void whereKafkaListensIsReadFromTheOutput(String line) {
        assertThat(StandaloneJar.kafkaAddress(line)).containsExactly("127.0.0.1:29092");
    }

    @ParameterizedTest
    @ValueSource(strings = {"  API    http://127.0.0.1:8776", "Kafka starts"})
    void otherLinesAreNotMistakenForIt(String line) {
        assertThat(StandaloneJar.kafkaAddress(line)).isEmpty();
    }
}
