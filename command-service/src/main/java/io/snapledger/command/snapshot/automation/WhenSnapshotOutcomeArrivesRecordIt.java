package io.snapledger.command.snapshot.automation;

import io.snapledger.command.outcome.WhenOutcomeArrives;
import io.snapledger.contract.snapshot.SnapshotCommand.RecordSnapshotOutcome;
import io.snapledger.contract.snapshot.SnapshotOutcome;
import java.time.Instant;
import org.springframework.stereotype.Component;

@Component
class WhenSnapshotOutcomeArrivesRecordIt implements WhenOutcomeArrives<SnapshotOutcome> {

    @Override
    public Class<SnapshotOutcome> outcomeType() {
        return SnapshotOutcome.class;
    }

    @Override
    public Object command(SnapshotOutcome outcome, Instant at) {
        return new RecordSnapshotOutcome(outcome.id(), outcome, at);
    }
}
