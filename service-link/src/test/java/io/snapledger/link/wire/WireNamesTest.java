package io.snapledger.link.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.snapledger.contract.idempotency.AnswerOnce;
import io.snapledger.contract.idempotency.FindAnswer;
import io.snapledger.contract.json.ContractJson;
import io.snapledger.contract.read.ReadPosition;
import io.snapledger.contract.refusal.Refused;
import io.snapledger.contract.refusal.RefusedException;
import io.snapledger.contract.volume.VolumeId;
import io.snapledger.link.AnyRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Stream;
import org.axonframework.commandhandling.CommandResultMessage;
import org.axonframework.commandhandling.GenericCommandMessage;
import org.axonframework.commandhandling.GenericCommandResultMessage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What goes between processes arrives as it was sent, under names that stay. */
class WireNamesTest {

    private static final Path NAMES = Path.of("src/test/resources/wire-names.txt");
    private static final int OF_EACH = 20;

    static Stream<Class<?>> commands() {
        return WireNames.COMMANDS.all().values().stream();
    }

    static Stream<Class<?>> refusals() {
        return WireNames.REFUSALS.all().values().stream();
    }

    static Stream<Class<?>> answers() {
        return WireNames.ANSWERS.all().values().stream();
    }

    /** Another release may still use one that is missing; a new one is added to the file. */
    @Test
    void theNamesAreThoseThatWereApproved() throws IOException {
        List<String> names =
                Stream.of(
                                WireNames.COMMANDS.all().keySet().stream().map("command "::concat),
                                WireNames.REFUSALS.all().keySet().stream().map("refusal "::concat),
                                WireNames.ANSWERS.all().keySet().stream().map("answer "::concat))
                        .flatMap(lines -> lines)
                        .sorted()
                        .toList();
        if (Boolean.getBoolean("approve")) {
            Files.write(NAMES, names);
        }

        assertThat(names).containsExactlyElementsOf(new TreeSet<>(Files.readAllLines(NAMES)));
    }

    @ParameterizedTest
    @MethodSource("commands")
    void aCommandArrivesAsItWasSent(Class<?> type) {
        AnyRecord any = new AnyRecord(type.getName().hashCode());
        for (int i = 0; i < OF_EACH; i++) {
            Object command = any.of(type);
            CommandRequest sent =
                    CommandRequest.of(
                            new GenericCommandMessage<>(command, Map.of("actor_user_id", "ü\"1")));

            var received = throughText(sent, CommandRequest.class).toMessage();

            assertThat(received.getPayload()).isEqualTo(command);
            assertThat(received.getMetaData()).isEqualTo(Map.of("actor_user_id", "ü\"1"));
        }
    }

    @ParameterizedTest
    @MethodSource("refusals")
    void aRefusalArrivesAsItWasMade(Class<?> type) {
        AnyRecord any = new AnyRecord(type.getName().hashCode());
        for (int i = 0; i < OF_EACH; i++) {
            Refused refused = (Refused) any.of(type);

            CommandAnswer answer =
                    throughText(
                            CommandAnswer.of(new RefusedException(refused)), CommandAnswer.class);

            assertThat(answer.toResult().exceptionResult())
                    .isInstanceOfSatisfying(
                            RefusedException.class,
                            thrown -> assertThat(thrown.refused()).isEqualTo(refused));
        }
    }

    @ParameterizedTest
    @MethodSource("answers")
    void anAnswerArrivesAsItWasGiven(Class<?> type) {
        AnyRecord any = new AnyRecord(type.getName().hashCode());
        for (int i = 0; i < OF_EACH; i++) {
            Object given = any.of(type);
            CommandResultMessage<?> result =
                    GenericCommandResultMessage.asCommandResultMessage(given)
                            .andMetaData(Map.of("position", 42L));

            CommandResultMessage<?> received =
                    throughText(CommandAnswer.of(result), CommandAnswer.class).toResult();

            assertThat(received.getPayload()).isEqualTo(given);
            assertThat(received.getMetaData().get("position")).isEqualTo(42L);
        }
    }

    @Test
    void whatIsNoCommandIsNeitherSentNorTaken() {
        assertThatThrownBy(() ->
                        CommandRequest.of(
                                new GenericCommandMessage<>(new VolumeId(UUID.randomUUID()))))
                .isInstanceOf(IllegalArgumentException.class);
        CommandRequest foreign =
                new CommandRequest(
                        ReadPosition.class.getName(),
                        ContractJson.mapper().createObjectNode(),
                        Map.of());
        assertThatThrownBy(foreign::toMessage).isInstanceOf(NotUnderstood.class);
    }

    @Test
    void aQuestionMayBeAskedAgainAndACommandOnlyUnderAKey() {
        assertThat(
                        CommandRequest.mayBeRepeated(
                                new GenericCommandMessage<>(new FindAnswer("key", "print"))))
                .isTrue();
        Class<?> creates = WireNames.COMMANDS.classOf("volume.create-volume").orElseThrow();
        GenericCommandMessage<?> create = new GenericCommandMessage<>(new AnyRecord(1).of(creates));
        assertThat(CommandRequest.mayBeRepeated(create)).isFalse();
        assertThat(
                        CommandRequest.mayBeRepeated(
                                create.andMetaData(
                                        new AnswerOnce("key", "print", 202, "{}").toMetaData())))
                .isTrue();
    }

    private static <T> T throughText(T value, Class<T> type) {
        String text = ContractJson.mapper().writeValueAsString(value);
        return ContractJson.mapper().readValue(text, type);
    }
}
