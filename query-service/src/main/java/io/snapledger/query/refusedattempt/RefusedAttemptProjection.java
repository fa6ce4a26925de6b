package io.snapledger.query.refusedattempt;

import io.snapledger.contract.EventNames;
import io.snapledger.contract.origin.Origin;
import io.snapledger.contract.refusedattempt.RefusedAttemptEvent;
import io.snapledger.contract.refusedattempt.RefusedAttemptEvent.RefusedAttemptRecorded;
import io.snapledger.contract.refusedattempt.RefusedAttemptEvent.RefusedAttemptsSuppressed;
import io.snapledger.contract.refusedattempt.RefusedAttemptView;
import io.snapledger.contract.resource.ResourceEvent;
import io.snapledger.query.projection.EventPositions;
import io.snapledger.query.projection.ProcessingGroups;
import io.snapledger.query.projection.Progress;
import io.snapledger.query.projection.View;
import io.snapledger.query.table.Writes;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.axonframework.eventhandling.EventMessage;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Component;

/** Writes down every refused attempt: one row for each event. */
@Component
@Qualifier(ProcessingGroups.STATUS_HISTORY)
final class RefusedAttemptProjection implements View {

    private final RefusedAttemptTable table;
    private final EventPositions positions;
    private final Progress progress;
    private final RefusedAttemptProperties properties;

    RefusedAttemptProjection(
            RefusedAttemptTable table,
            EventPositions positions,
            Progress progress,
            RefusedAttemptProperties properties) {
        this.table = table;
        this.positions = positions;
        this.progress = progress;
        this.properties = properties;
    }

    @Override
    public String name() {
        return "refused-attempt";
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
        return RefusedAttemptEvent.class.isAssignableFrom(event);
    }

    @Override
    public int removeOutdated(int limit) {
        return table.removeBefore(properties.shownSince(), limit);
    }

    @Override
    public boolean readsMetaData() {
        return true;
    }

    @Override
    public void handle(List<? extends EventMessage<?>> batch, Writes writes) {
        if (batch.stream()
                .noneMatch(message -> message.getPayload() instanceof RefusedAttemptEvent)) {
            return;
        }
        List<Long> positionOf =
                positions.of(batch, progress.positionOf(ProcessingGroups.STATUS_HISTORY).orElse(0));
        List<RefusedAttemptView> rows = new ArrayList<>();
        for (int i = 0; i < batch.size(); i++) {
            if (batch.get(i).getPayload() instanceof RefusedAttemptEvent event) {
                rows.add(row(batch.get(i), positionOf.get(i), event));
            }
        }
        table.add(rows, writes);
    }

    static RefusedAttemptView row(
            EventMessage<?> message, long position, RefusedAttemptEvent event) {
        Origin origin = Origin.from(message.getMetaData());
        UUID eventId = UUID.fromString(message.getIdentifier());
        String name = EventNames.nameOf(event.getClass());
        return switch (event) {
            case RefusedAttemptRecorded one ->
                    new RefusedAttemptView(
                            eventId,
                            position,
                            one.at(),
                            name,
                            one.projectId(),
                            one.action(),
                            one.resourceType(),
                            one.resourceId(),
                            one.asked(),
                            one.code(),
                            one.message(),
                            null,
                            null,
                            origin.actor(),
                            origin.requestId(),
                            origin.globalRequestId());
            case RefusedAttemptsSuppressed many ->
                    new RefusedAttemptView(
                            eventId,
                            position,
                            many.at(),
                            name,
                            many.projectId(),
                            null,
                            null,
                            null,
                            null,
                            null,
                            null,
                            many.count(),
                            many.since(),
                            origin.actor(),
                            origin.requestId(),
                            origin.globalRequestId());
        };
    }
}
