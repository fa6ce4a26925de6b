package io.snapledger.gateway.audit;

import io.snapledger.contract.audit.EventProofReads;
import io.snapledger.contract.audit.EventProofView;
import io.snapledger.gateway.caller.Caller;
import io.snapledger.gateway.fault.Fault;
import io.snapledger.gateway.list.QueryParameters;
import io.snapledger.gateway.policy.Policy;
import io.snapledger.gateway.policy.Target;
import io.snapledger.gateway.schema.Uuids;
import io.snapledger.gateway.trail.TrailFilters;
import java.time.Duration;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/**
 * {@code GET /audit/v1/events/{event-id}/proof}: what proves, without anything of ours, that an
 * event was in the log when a root over it was signed.
 *
 * <p>Its own project's readers see a proof, administrators every one; to a stranger there is no
 * such event.
 */
@RestController
final class EventProofController {

    private static final Duration LOOK_AGAIN = Duration.ofSeconds(10);

    private final EventProofReads reads;
    private final Policy policy;

    EventProofController(EventProofReads reads, Policy policy) {
        this.reads = reads;
        this.policy = policy;
    }

    @GetMapping("/audit/v1/events/{event_id}/proof")
    EventProofBody proof(
            @PathVariable("event_id") String eventId, QueryParameters parameters, Caller caller) {
        TrailFilters.requireNone(parameters);
        EventProofView view =
                Uuids.canonical(eventId)
                        .flatMap(id -> reads.find(id, caller.visibleProject()))
                        .orElseThrow(() -> Fault.notFound("There is no event " + eventId + "."));
        policy.enforce(caller, AuditPolicy.GET_PROOF, new Target(view.projectId(), null));
        EventProofView.Inclusion inclusion = view.inclusion();
        if (inclusion == null) {
            throw Fault.inWork(
                    "No signed root is over event " + view.eventId() + " yet.", LOOK_AGAIN);
        }
        return EventProofBody.of(view, inclusion, caller.visibleProject() == null);
    }
}
