package io.snapledger.query.resourcestate;

import io.snapledger.contract.audit.AsOf;
import io.snapledger.contract.audit.ResourceStateQuery;
import io.snapledger.contract.audit.ResourceStateReads;
import io.snapledger.contract.audit.ResourceStateView;
import io.snapledger.query.projection.PastEvents;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.RestController;

/** Answers what resources were. */
@RestController
final class ResourceStateReadController implements ResourceStateReads {

    private final ResourceStates states;
    private final PastEvents events;

    ResourceStateReadController(ResourceStates states, PastEvents events) {
        this.states = states;
        this.events = events;
    }

    @Override
    public Optional<ResourceStateView> find(
            String resourceType, UUID resourceId, @Nullable String projectId, AsOf asOf) {
        return states.find(resourceType, resourceId, asOf)
                .filter(state -> projectId == null || projectId.equals(state.projectId()));
    }

    @Override
    public List<ResourceStateView> list(ResourceStateQuery query) {
        return states.list(query);
    }

    @Override
    public long lastPosition() {
        return events.lastPosition();
    }
}
