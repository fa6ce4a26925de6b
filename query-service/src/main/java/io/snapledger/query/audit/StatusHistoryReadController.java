package io.snapledger.query.audit;

import io.snapledger.contract.audit.OtherChangeView;
import io.snapledger.contract.audit.StatusChangeQuery;
import io.snapledger.contract.audit.StatusChangeView;
import io.snapledger.contract.audit.StatusHistoryReads;
import io.snapledger.query.projection.TrailProgress;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.RestController;

/** Answers who changed what, when and why. */
@RestController
final class StatusHistoryReadController implements StatusHistoryReads {

    private final StatusChangeTable table;
    private final OtherChanges others;
    private final TrailProgress trail;

    StatusHistoryReadController(StatusChangeTable table, OtherChanges others, TrailProgress trail) {
        this.table = table;
        this.others = others;
        this.trail = trail;
    }

    @Override
    public List<StatusChangeView> of(
            String resourceType, UUID resourceId, @Nullable String projectId) {
        trail.await();
        return table.of(resourceType, resourceId, projectId);
    }

    @Override
    public List<OtherChangeView> othersOf(
            String resourceType, UUID resourceId, @Nullable String projectId) {
        return others.of(resourceType, resourceId, projectId);
    }

    @Override
    public List<StatusChangeView> list(StatusChangeQuery query) {
        trail.await();
        return table.list(query);
    }

    @Override
    public List<StatusChangeView> settled(StatusChangeQuery query) {
        return table.list(query);
    }
}
