package io.snapledger.command.volume.automation;

import io.snapledger.command.outcome.WhenOutcomeArrives;
import io.snapledger.contract.volume.VolumeCommand.RecordVolumeOutcome;
import io.snapledger.contract.volume.VolumeOutcome;
import java.time.Instant;
import org.springframework.stereotype.Component;

@Component
class WhenVolumeOutcomeArrivesRecordIt implements WhenOutcomeArrives<VolumeOutcome> {

    @Override
    public Class<VolumeOutcome> outcomeType() {
        return VolumeOutcome.class;
    }

    @Override
    public Object command(VolumeOutcome outcome, Instant at) {
        return new RecordVolumeOutcome(outcome.id(), outcome, at);
    }
}
