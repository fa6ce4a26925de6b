package io.snapledger.query.audit;

import io.snapledger.contract.audit.StatusChangeQuery;
import io.snapledger.contract.audit.StatusChangeView;
import io.snapledger.contract.audit.StatusHistoryReads;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.RestController;

/** Answers who changed what, when and why. */
@RestController
final class StatusHistoryReadController implements StatusHistoryReads {

    private final StatusChangeTable table;

    StatusHistoryReadController(StatusChangeTable table) {
        this.table = table;
    }

    @Override
    public List<StatusChangeView> of(
            String resourceType, UUID resourceId, @Nullable String projectId) {
        return table.of(resourceType, resourceId, projectId);
    }

    @Override
    public List<StatusChangeView> list(StatusChangeQuery query) {
        return table.list(query);
    }
}
