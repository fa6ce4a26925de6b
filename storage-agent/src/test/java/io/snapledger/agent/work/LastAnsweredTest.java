package io.snapledger.agent.work;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class LastAnsweredTest {

    private final LastAnswered answered = new LastAnswered(2);

    @Test
    void whatIsOlderThanWhatWasAnsweredIsOvertakenAndARepetitionIsNot() {
        answered.answered(event("volume", "7"));

        assertThat(answered.isOvertaken(event("volume", "6"))).isTrue();
        assertThat(answered.isOvertaken(event("volume", "7"))).isFalse();
        assertThat(answered.isOvertaken(event("volume", "8"))).isFalse();
        assertThat(answered.isOvertaken(event("other", "6"))).isFalse();
    }

    @Test
    void anOlderAnswerDoesNotMoveItBack() {
        answered.answered(event("volume", "7"));
        answered.answered(event("volume", "5"));

        assertThat(answered.isOvertaken(event("volume", "6"))).isTrue();
    }

    @Test
    void whatHasNoPositionOrNoKeyIsNeverOvertaken() {
        answered.answered(event("volume", "7"));
        answered.answered(event(null, "7"));

        assertThat(answered.isOvertaken(event("volume", null))).isFalse();
        assertThat(answered.isOvertaken(event("volume", "soon"))).isFalse();
        assertThat(answered.isOvertaken(event(null, "6"))).isFalse();
    }

    @Test
    void theResourceThatWasHeardOfLeastLatelyIsForgotten() {
        answered.answered(event("one", "1"));
        answered.answered(event("two", "2"));
        answered.answered(event("one", "3"));
        answered.answered(event("three", "4"));

        assertThat(answered.isOvertaken(event("two", "1"))).isFalse();
        assertThat(answered.isOvertaken(event("one", "2"))).isTrue();
        assertThat(answered.isOvertaken(event("three", "3"))).isTrue();
    }

    private static ConsumerRecord<byte[], byte[]> event(
            @Nullable String key, @Nullable String position) {
        ConsumerRecord<byte[], byte[]> message =
                new ConsumerRecord<>(
                        "snapledger.events.volume",
                        0,
                        0,
                        key == null ? null : key.getBytes(StandardCharsets.UTF_8),
                        new byte[0]);
        if (position != null) {
            message.headers().add("ce_position", position.getBytes(StandardCharsets.UTF_8));
        }
        return message;
    }
}
