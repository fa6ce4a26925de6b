package io.snapledger.command.volume.automation;

import io.snapledger.command.deadline.WhenOverdue;
import io.snapledger.contract.volume.VolumeCommand.FailOverdueVolume;
import io.snapledger.contract.volume.VolumeId;
import io.snapledger.contract.volume.VolumeStatus;
import java.time.Instant;
import java.util.UUID;
import org.springframework.stereotype.Component;

@Component
class WhenVolumeIsOverdueFailIt implements WhenOverdue {

    @Override
    public String resourceType() {
        return "volume";
    }

    @Override
    public Object command(UUID id, String status, Instant since, Instant at) {
        return new FailOverdueVolume(
                new VolumeId(id), VolumeStatus.of(status).orElseThrow(), since, at);
    }
}
