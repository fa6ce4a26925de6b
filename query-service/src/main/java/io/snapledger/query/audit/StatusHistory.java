package io.snapledger.query.audit;

import io.snapledger.contract.EventNames;
import io.snapledger.contract.audit.StatusChangeView;
import io.snapledger.contract.origin.Origin;
import io.snapledger.contract.resource.ChangesStatus;
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

/** Writes down every status change: one row for each event that is one. */
@Component
@Qualifier(ProcessingGroups.STATUS_HISTORY)
final class StatusHistory implements View {

    private final StatusChangeTable table;
    private final EventPositions positions;
    private final Progress progress;

    StatusHistory(StatusChangeTable table, EventPositions positions, Progress progress) {
        this.table = table;
        this.positions = positions;
        this.progress = progress;
    }

    @Override
    public String name() {
        return "status-change";
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
    public boolean readsMetaData() {
        return true;
    }

    @Override
    public void handle(List<? extends EventMessage<?>> batch, Writes writes) {
        List<Long> positionOf =
                positions.of(batch, progress.positionOf(ProcessingGroups.STATUS_HISTORY).orElse(0));
        List<StatusChangeView> rows = new ArrayList<>();
        for (int i = 0; i < batch.size(); i++) {
            if (batch.get(i).getPayload() instanceof ChangesStatus event) {
                rows.add(row(batch.get(i), positionOf.get(i), event));
            }
        }
        if (!rows.isEmpty()) {
            table.add(rows, writes);
        }
    }

    static StatusChangeView row(EventMessage<?> message, long position, ChangesStatus event) {
        Origin origin = Origin.from(message.getMetaData());
        String name = EventNames.nameOf(event.getClass());
        return new StatusChangeView(
                UUID.fromString(message.getIdentifier()),
                position,
                event.at(),
                name,
                EventNames.resourceType(name),
                event.id().value(),
                event.projectId(),
                event.change().from(),
                event.change().to(),
                origin.cause(),
                event.change().reason(),
                origin.actor(),
                origin.requestId(),
                origin.globalRequestId());
    }
}
