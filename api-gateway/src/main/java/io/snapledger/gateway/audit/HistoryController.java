package io.snapledger.gateway.audit;

import io.snapledger.contract.EventNames;
import io.snapledger.contract.audit.StatusHistoryReads;
import io.snapledger.gateway.audit.HistoryBody.Change;
import io.snapledger.gateway.caller.Caller;
import io.snapledger.gateway.fault.Fault;
import io.snapledger.gateway.list.QueryParameters;
import io.snapledger.gateway.policy.Policy;
import io.snapledger.gateway.policy.Target;
import io.snapledger.gateway.schema.Uuids;
import io.snapledger.gateway.trail.Discretion;
import io.snapledger.gateway.trail.TrailFilters;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/**
 * {@code GET /audit/v1/{resource-type}/{id}/history}: who changed the status of a resource, its
 * limits or its replica state, when and why, also once it is gone.
 *
 * <p>Its own project's readers see a resource's history, administrators see every one. A stranger
 * is told that there is none, and so is everybody but an administrator who asks for a type, since
 * types belong to no project.
 */
@RestController
final class HistoryController {

    private static final Set<String> RESOURCE_TYPES = Set.copyOf(EventNames.resourceTypes());

    private final StatusHistoryReads reads;
    private final Policy policy;
    private final Discretion discretion;

    HistoryController(StatusHistoryReads reads, Policy policy, Discretion discretion) {
        this.reads = reads;
        this.policy = policy;
        this.discretion = discretion;
    }

    @GetMapping("/audit/v1/{resource_type}/{id}/history")
    HistoryBody history(
            @PathVariable("resource_type") String resourceType,
            @PathVariable String id,
            QueryParameters parameters,
            Caller caller) {
        if (!RESOURCE_TYPES.contains(resourceType)) {
            throw Fault.notFound("There is no resource type " + resourceType + ".");
        }
        TrailFilters.requireNone(parameters);
        List<HistoryRow> history =
                Uuids.canonical(id)
                        .map(uuid -> history(resourceType, uuid, caller))
                        .orElse(List.of());
        if (history.isEmpty()) {
            throw Fault.notFound("There is no history of " + resourceType + " " + id + ".");
        }
        policy.enforce(
                caller, AuditPolicy.GET_HISTORY, new Target(history.getFirst().projectId(), null));
        return new HistoryBody(history);
    }

    private List<HistoryRow> history(String resourceType, UUID id, Caller caller) {
        @Nullable String project = caller.visibleProject();
        Stream<HistoryRow> ofStatus =
                reads.of(resourceType, id, project).stream()
                        .map(Change.told(discretion, caller))
                        .map(HistoryRow::of);
        Stream<HistoryRow> others =
                reads.othersOf(resourceType, id, project).stream()
                        .map(change -> HistoryRow.of(change, discretion, caller));
        return Stream.concat(ofStatus, others)
                .sorted(Comparator.comparingLong(HistoryRow::position))
                .toList();
    }
}
