package io.snapledger.query.proof;

import io.snapledger.contract.audit.EventProofReads;
import io.snapledger.contract.audit.EventProofView;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.RestController;

/** Answers what proves an event. */
@RestController
final class EventProofReadController implements EventProofReads {

    private final EventProofs proofs;

    EventProofReadController(EventProofs proofs) {
        this.proofs = proofs;
    }

    @Override
    public Optional<EventProofView> find(UUID eventId, @Nullable String projectId) {
        return proofs.find(eventId, projectId);
    }
}
