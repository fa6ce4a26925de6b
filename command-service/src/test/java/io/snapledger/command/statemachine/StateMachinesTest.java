package io.snapledger.command.statemachine;

import static org.assertj.core.api.Assertions.assertThat;

import io.snapledger.contract.refusal.RefusedException;
import io.snapledger.contract.resource.ChangesStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.axonframework.test.matchers.Matchers;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Holds the aggregates against the tables of {@code docs/state-machines.md}: every status, every
 * column.
 */
class StateMachinesTest {

    private static final Path DOCUMENT = Path.of("..", "docs", "state-machines.md");
    private static final String NOTHING = "–";
    private static final String REFUSED = "refused";
    private static final String ASKED_FOR = "S";

    @TestFactory
    Stream<DynamicNode> everyCellOfTheDocumentIsTrue() throws IOException {
        List<String> lines = Files.readAllLines(DOCUMENT);
        return Stream.of(
                        new GroupSnapshotMachine(),
                        new SnapshotMachine(false),
                        new SnapshotMachine(true),
                        new VolumeMachine(),
                        new VolumeFromSourceMachine(),
                        new GroupMachine(),
                        new GroupFromSourceMachine(),
                        new ShareInstanceMachine(),
                        new ShareSnapshotInstanceMachine())
                .map(machine -> table(machine, lines));
    }

    private static DynamicNode table(Machine<?> machine, List<String> lines) {
        int start = lines.indexOf("<!-- table: " + machine.name() + " -->");
        assertThat(start).as("the table of %s", machine.name()).isNotNegative();
        List<String> columns = cells(lines.get(start + 1));
        List<DynamicNode> tests = new ArrayList<>();
        for (int line = start + 3; lines.get(line).startsWith("|"); line++) {
            List<String> row = cells(lines.get(line));
            for (int column = 1; column < columns.size(); column++) {
                String status = row.getFirst();
                String happens = columns.get(column);
                String expected = row.get(column);
                tests.add(
                        DynamicTest.dynamicTest(
                                "%s, %s: %s".formatted(status, happens, expected),
                                () -> check(machine, status, happens, expected)));
            }
        }
        assertThat(tests).isNotEmpty();
        return DynamicContainer.dynamicContainer(machine.name(), tests);
    }

    private static List<String> cells(String line) {
        return Arrays.stream(line.substring(1, line.length() - 1).split("\\|", -1))
                .map(String::strip)
                .toList();
    }

    private static <A> void check(
            Machine<A> machine, String status, String happens, String expected) {
        if (expected.equals(ASKED_FOR)) {
            for (String asked : machine.statusesToAskFor()) {
                cell(machine, status, happens, asked, asked);
            }
        } else {
            cell(machine, status, happens, expected, null);
        }
    }

    private static <A> void cell(
            Machine<A> machine,
            String status,
            String happens,
            String expected,
            @Nullable String asked) {
        AggregateTestFixture<A> fixture = new AggregateTestFixture<>(machine.type());
        fixture.registerAnnotatedCommandHandler(new Door<>(fixture, machine, status, asked));
        List<Object> before = machine.historyOf(status, happens);

        var result = fixture.given(before).when(new Happening(machine.id(), happens));

        if (expected.equals(REFUSED)) {
            result.expectException(RefusedException.class).expectNoEvents();
            return;
        }
        result.expectSuccessfulHandlerExecution();
        if (expected.equals(NOTHING)) {
            result.expectNoEvents();
            return;
        }
        String from = machine.statusAfter(before);
        result.expectEventsMatching(
                Matchers.payloadsMatching(
                        Matchers.<List<?>>predicate(events ->
                                !events.isEmpty()
                                        && lastStatus(events, from).equals(expected)
                                        && everyChangeStartsWhereTheLastEnded(events, from))));
    }

    private static String lastStatus(List<?> events, String before) {
        return events.stream()
                .filter(ChangesStatus.class::isInstance)
                .map(event -> ((ChangesStatus) event).change().to())
                .reduce(before, (_, later) -> later);
    }

    private static boolean everyChangeStartsWhereTheLastEnded(List<?> events, String before) {
        String status = before;
        for (Object event : events) {
            if (event instanceof ChangesStatus changed) {
                if (!status.equals(changed.change().from())) {
                    return false;
                }
                status = changed.change().to();
            }
        }
        return true;
    }
}
