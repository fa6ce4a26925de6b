package io.snapledger.command.refusedattempt.domain;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import io.snapledger.contract.refusedattempt.RefusedAttemptCommand.RecordRefusedAttempt;
import io.snapledger.contract.refusedattempt.RefusedAttemptCommand.RecordSuppressedAttempts;
import io.snapledger.contract.refusedattempt.RefusedAttemptEvent;
import io.snapledger.contract.refusedattempt.RefusedAttemptEvent.RefusedAttemptRecorded;
import io.snapledger.contract.refusedattempt.RefusedAttemptEvent.RefusedAttemptsSuppressed;
import io.snapledger.contract.refusedattempt.RefusedAttemptId;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.AggregateRoot;

/** A report of refused attempts: made once, and never changed. */
@AggregateRoot(type = "refused-attempt")
public class RefusedAttempt {

    @SuppressWarnings("UnusedVariable") // Axon reads it
    @AggregateIdentifier
    private RefusedAttemptId id;

    @SuppressWarnings("NullAway.Init") // Axon fills it from the events
    protected RefusedAttempt() {}

    @SuppressWarnings("NullAway.Init")
    public RefusedAttempt(RecordRefusedAttempt command) {
        apply(
                new RefusedAttemptRecorded(
                        command.id(),
                        command.projectId(),
                        command.action(),
                        command.resourceType(),
                        command.resourceId(),
                        command.asked(),
                        command.code(),
                        command.message(),
                        command.at()));
    }

    @SuppressWarnings("NullAway.Init")
    public RefusedAttempt(RecordSuppressedAttempts command) {
        apply(
                new RefusedAttemptsSuppressed(
                        command.id(),
                        command.projectId(),
                        command.count(),
                        command.since(),
                        command.at()));
    }

    @EventSourcingHandler
    void on(RefusedAttemptEvent event) {
        id = event.id();
    }
}
