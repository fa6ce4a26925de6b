package io.snapledger.command.shareinstance.automation;

import io.snapledger.command.outcome.WhenOutcomeArrives;
import io.snapledger.contract.shareinstance.ShareInstanceCommand.RecordShareInstanceOutcome;
import io.snapledger.contract.shareinstance.ShareInstanceOutcome;
import java.time.Instant;
import org.springframework.stereotype.Component;

@Component
class WhenShareInstanceOutcomeArrivesRecordIt implements WhenOutcomeArrives<ShareInstanceOutcome> {

    @Override
    public Class<ShareInstanceOutcome> outcomeType() {
        return ShareInstanceOutcome.class;
    }

    @Override
    public Object command(ShareInstanceOutcome outcome, Instant at) {
        return new RecordShareInstanceOutcome(outcome.id(), outcome, at);
    }
}
