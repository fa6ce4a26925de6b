package io.snapledger.gateway.audit;

import io.snapledger.contract.audit.StatusChangeView;
import io.snapledger.gateway.audit.HistoryBody.Change;
import io.snapledger.gateway.links.Links.Link;
import io.snapledger.gateway.trail.TrailPage;
import java.util.List;
import java.util.function.Function;

/** A page of status changes; each looks as in the history of its resource. */
record StatusChangesBody(List<Change> statusChanges, List<Link> statusChangesLinks) {

    static StatusChangesBody of(
            TrailPage<StatusChangeView> page, Function<StatusChangeView, Change> told) {
        return new StatusChangesBody(page.rows().stream().map(told).toList(), page.links());
    }
}
