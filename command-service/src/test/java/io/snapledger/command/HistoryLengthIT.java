package io.snapledger.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.snapledger.contract.volumetype.VolumeTypeCommand.CreateVolumeType;
import io.snapledger.contract.volumetype.VolumeTypeCommand.RemoveExtraSpec;
import io.snapledger.contract.volumetype.VolumeTypeCommand.SetExtraSpecs;
import io.snapledger.contract.volumetype.VolumeTypeId;
import io.snapledger.contract.volumetype.VolumeTypeRefused.NoSuchSpec;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/**
 * What a decision on a resource with a long history costs, folding all its events and beginning
 * with its state. The figures in docs/performance.md come from {@code -Dsnapledger.loads=1000}.
 */
class HistoryLengthIT {

    private static final int LOADS = Integer.getInteger("snapledger.loads", 20);
    private static final int ROUNDS = LOADS < 100 ? 1 : 3;
    private static final int[] LENGTHS = {10, 25, 50, 100, 250, 1000};

    @Test
    void longHistoriesAreDecidedOnWithAndWithoutTheirStates() {
        try (CommandServiceUnderTest service =
                new CommandServiceUnderTest("--snapledger.history.state-after=1000000")) {
            Map<Integer, VolumeTypeId> types = new TreeMap<>();
            for (int length : LENGTHS) {
                types.put(length, create(service, length));
            }
            Map<String, Map<Integer, List<Double>>> figures = new TreeMap<>();
            for (int round = 0; round < ROUNDS; round++) {
                measure(service, types, figures, "events");
                service.restart("--snapledger.history.state-after=5");
                types.values().forEach(type -> decide(service, type));
                await().until(() -> service.count("event_log.aggregate_state") == LENGTHS.length);
                measure(service, types, figures, "state");
                service.jdbc().sql("delete from event_log.aggregate_state").update();
                service.restart("--snapledger.history.state-after=1000000");
            }
            figures.forEach((from, byLength) ->
                    byLength.forEach((length, micros) ->
                            System.out.printf(
                                    "from the %s of %d: %.0f µs (median of %s)%n",
                                    from,
                                    length,
                                    micros.stream().sorted().toList().get(ROUNDS / 2),
                                    micros.stream().map(Math::round).toList())));
        }
    }

    private static void measure(
            CommandServiceUnderTest service,
            Map<Integer, VolumeTypeId> types,
            Map<String, Map<Integer, List<Double>>> figures,
            String from) {
        types.values()
                .forEach(type -> {
                    for (int i = 0; i < LOADS / 4; i++) {
                        decide(service, type);
                    }
                });
        types.forEach((length, type) -> {
            long begun = System.nanoTime();
            for (int i = 0; i < LOADS; i++) {
                decide(service, type);
            }
            figures.computeIfAbsent(from, _ -> new TreeMap<>())
                    .computeIfAbsent(length, _ -> new ArrayList<>())
                    .add((System.nanoTime() - begun) / 1000.0 / LOADS);
        });
    }

    private static VolumeTypeId create(CommandServiceUnderTest service, int length) {
        VolumeTypeId id = new VolumeTypeId(UUID.randomUUID());
        Instant now = Instant.now();
        service.accepted(new CreateVolumeType(id, "of " + length, null, true, Map.of(), now));
        for (int i = 1; i < length; i++) {
            service.accepted(new SetExtraSpecs(id, Map.of("k" + i % 7, "v" + i), null, now));
        }
        return id;
    }

    // It reads the whole past, takes its locks, and stores nothing.
    private static void decide(CommandServiceUnderTest service, VolumeTypeId id) {
        assertThat(service.refused(new RemoveExtraSpec(id, "none", null, Instant.now())))
                .isInstanceOf(NoSuchSpec.class);
    }
}
