package io.snapledger.query.resourcestate;

import io.snapledger.contract.audit.AsOf;
import io.snapledger.contract.audit.ResourceStateQuery;
import io.snapledger.contract.audit.ResourceStateReads;
import io.snapledger.contract.audit.ResourceStateView;
import io.snapledger.query.projection.EventLogHead;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.RestController;

/** Answers what resources were. */
@RestController
final class ResourceStateReadController implements ResourceStateReads {

    private final ResourceStates states;
    private final BirthTable births;
    private final EventLogHead eventLog;

    ResourceStateReadController(ResourceStates states, BirthTable births, EventLogHead eventLog) {
        this.states = states;
        this.births = births;
        this.eventLog = eventLog;
    }

    @Override
    public Optional<ResourceStateView> find(
            String resourceType, UUID resourceId, @Nullable String projectId, AsOf asOf) {
        return states.of(resourceType, List.of(resourceId), asOf).stream()
                .filter(state -> projectId == null || projectId.equals(state.projectId()))
                .findFirst();
    }

    @Override
    public List<ResourceStateView> list(ResourceStateQuery query) {
        return states.of(query.resourceType(), births.of(query), query.asOf());
    }

    @Override
    public long lastPosition() {
        return eventLog.read();
    }
}
