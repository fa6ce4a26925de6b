package io.snapledger.command.groupsnapshot.automation;

import io.snapledger.command.outcome.WhenOutcomeArrives;
import io.snapledger.contract.groupsnapshot.GroupSnapshotCommand.RecordGroupSnapshotOutcome;
import io.snapledger.contract.groupsnapshot.GroupSnapshotOutcome;
import java.time.Instant;
import org.springframework.stereotype.Component;

@Component
class WhenGroupSnapshotOutcomeArrivesRecordIt implements WhenOutcomeArrives<GroupSnapshotOutcome> {

    @Override
    public Class<GroupSnapshotOutcome> outcomeType() {
        return GroupSnapshotOutcome.class;
    }

    @Override
    public Object command(GroupSnapshotOutcome outcome, Instant at) {
        return new RecordGroupSnapshotOutcome(outcome.id(), outcome, at);
    }
}
