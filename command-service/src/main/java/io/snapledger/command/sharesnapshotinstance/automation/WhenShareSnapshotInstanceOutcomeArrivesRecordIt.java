package io.snapledger.command.sharesnapshotinstance.automation;

import io.snapledger.command.outcome.WhenOutcomeArrives;
import io.snapledger.contract.sharesnapshotinstance.ShareSnapshotInstanceCommand.RecordShareSnapshotInstanceOutcome;
import io.snapledger.contract.sharesnapshotinstance.ShareSnapshotInstanceOutcome;
import java.time.Instant;
import org.springframework.stereotype.Component;

@Component
class WhenShareSnapshotInstanceOutcomeArrivesRecordIt
        implements WhenOutcomeArrives<ShareSnapshotInstanceOutcome> {

    @Override
    public Class<ShareSnapshotInstanceOutcome> outcomeType() {
        return ShareSnapshotInstanceOutcome.class;
    }

    @Override
    public Object command(ShareSnapshotInstanceOutcome outcome, Instant at) {
        return new RecordShareSnapshotInstanceOutcome(outcome.id(), outcome, at);
    }
}
