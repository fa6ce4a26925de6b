package io.snapledger.contract.audit;

import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.service.annotation.GetExchange;
import org.springframework.web.service.annotation.HttpExchange;

/** Reads what proves that an event is in the log, as it was when a root over it was signed. */
@HttpExchange("/internal/event-proofs")
public interface EventProofReads {

    /**
     * One event's.
     *
     * @param projectId only if the event's resource belongs to this project; null: whoever owns it
     */
    @GetExchange("/{eventId}")
    Optional<EventProofView> find(
            @PathVariable UUID eventId, @RequestParam(required = false) @Nullable String projectId);
}
