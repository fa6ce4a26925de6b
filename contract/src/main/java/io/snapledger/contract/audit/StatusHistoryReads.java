package io.snapledger.contract.audit;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.service.annotation.GetExchange;
import org.springframework.web.service.annotation.HttpExchange;
import org.springframework.web.service.annotation.PostExchange;

/** Reads the audit trail. */
@HttpExchange("/internal/status-changes")
public interface StatusHistoryReads {

    /**
     * Every status change of one resource, oldest first; empty if there is none that may be seen.
     *
     * @param resourceType for example {@code group-snapshot}
     * @param projectId only if the resource belongs to this project; null: whoever owns it
     */
    @GetExchange("/{resourceType}/{resourceId}")
    List<StatusChangeView> of(
            @PathVariable String resourceType,
            @PathVariable UUID resourceId,
            @RequestParam(required = false) @Nullable String projectId);

    /**
     * The changes of one resource that are of something else than its status and that its history
     * tells, oldest first; empty if there is none that may be seen.
     *
     * @param resourceType for example {@code quota-set}
     * @param projectId only if the resource belongs to this project; null: whoever owns it
     */
    @GetExchange("/{resourceType}/{resourceId}/others")
    List<OtherChangeView> othersOf(
            @PathVariable String resourceType,
            @PathVariable UUID resourceId,
            @RequestParam(required = false) @Nullable String projectId);

    /** The status changes of all resources, page by page. */
    @PostExchange("/list")
    List<StatusChangeView> list(@RequestBody StatusChangeQuery query);

    /**
     * The same for who needs nothing beyond where {@link StatusChangeFeed} said that the trail is
     * settled: it waits for nothing that is answered and not in the trail yet.
     */
    @PostExchange("/settled")
    List<StatusChangeView> settled(@RequestBody StatusChangeQuery query);
}
