package io.snapledger.query.statistics;

import io.snapledger.contract.EventNames;
import io.snapledger.contract.resource.ChangesStatus;
import io.snapledger.contract.resource.ResourceEvent;
import io.snapledger.query.projection.Beginnings;
import io.snapledger.query.projection.ProcessingGroups;
import io.snapledger.query.projection.View;
import io.snapledger.query.statistics.StatisticsTable.Counted;
import io.snapledger.query.statistics.StatisticsTable.Standing;
import io.snapledger.query.statistics.StatisticsTable.Stay;
import io.snapledger.query.table.Writes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.axonframework.eventhandling.EventMessage;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Component;

/** Counts what the status history tells. */
@Component
@Qualifier(ProcessingGroups.STATUS_HISTORY)
final class StatusStatistics implements View {

    // The statuses in which somebody waits for storage.
    private static final Set<String> UNDER_WAY = Set.of("creating", "deleting", "extending");

    private static final String DELETED = "deleted";

    private final StatisticsTable table;

    StatusStatistics(StatisticsTable table) {
        this.table = table;
    }

    @Override
    public String name() {
        return "statistics";
    }

    @Override
    public String processor() {
        return ProcessingGroups.STATUS_HISTORY;
    }

    @Override
    public List<String> tables() {
        return table.tables();
    }

    @Override
    public boolean takes(Class<? extends ResourceEvent> event) {
        return ChangesStatus.class.isAssignableFrom(event);
    }

    @Override
    public void handle(List<? extends EventMessage<?>> batch, Writes writes) {
        List<ChangesStatus> changes =
                batch.stream()
                        .map(EventMessage::getPayload)
                        .filter(ChangesStatus.class::isInstance)
                        .map(ChangesStatus.class::cast)
                        .toList();
        if (changes.isEmpty()) {
            return;
        }
        Fold fold =
                new Fold(
                        table.standings(
                                Beginnings.in(batch)
                                        .without(
                                                changes.stream()
                                                        .map(change -> change.id().value())
                                                        .toList())));
        changes.forEach(fold::add);
        table.change(fold.ended(), fold.moved(), fold.counts(), fold.stays, writes);
    }

    /** What a batch comes to, before anything of it is written. */
    private static final class Fold {

        private final Map<UUID, Standing> standings;
        private final Map<UUID, Standing> atFirst;
        private final List<Stay> stays = new ArrayList<>();

        private Fold(Map<UUID, Standing> before) {
            atFirst = Map.copyOf(before);
            standings = new HashMap<>(before);
        }

        private void add(ChangesStatus event) {
            UUID id = event.id().value();
            String to = event.change().to();
            @Nullable Standing before = standings.get(id);
            if (before != null) {
                // A status that is set to what it is, or that stays where it is, ends no stay.
                if (before.status().equals(to)) {
                    return;
                }
                if (UNDER_WAY.contains(before.status())) {
                    stays.add(new Stay(before, to, event.at(), lasted(before, event)));
                }
            }
            if (to.equals(DELETED)) {
                standings.remove(id);
            } else {
                standings.put(
                        id, before == null ? standing(event, to) : before.moved(to, event.at()));
            }
        }

        private static Standing standing(ChangesStatus event, String status) {
            return new Standing(
                    event.id().value(),
                    EventNames.resourceType(EventNames.nameOf(event.getClass())),
                    event.projectId() == null ? "" : event.projectId(),
                    status,
                    event.at());
        }

        // Two instances may not agree about the time.
        private static long lasted(Standing before, ChangesStatus event) {
            return Math.max(0, Duration.between(before.since(), event.at()).toNanos() / 1_000);
        }

        private List<UUID> ended() {
            return atFirst.keySet().stream().filter(id -> !standings.containsKey(id)).toList();
        }

        private List<Standing> moved() {
            return standings.values().stream()
                    .filter(row -> !row.equals(atFirst.get(row.resourceId())))
                    .toList();
        }

        private List<Counted> counts() {
            Map<Counted.Kind, Long> changes = new LinkedHashMap<>();
            atFirst.values().forEach(row -> changes.merge(row.kind(), -1L, Long::sum));
            standings.values().forEach(row -> changes.merge(row.kind(), 1L, Long::sum));
            return changes.entrySet().stream()
                    .filter(change -> change.getValue() != 0)
                    .map(change -> new Counted(change.getKey(), change.getValue()))
                    .toList();
        }
    }
}
