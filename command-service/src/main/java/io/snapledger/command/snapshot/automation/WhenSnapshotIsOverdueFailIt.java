package io.snapledger.command.snapshot.automation;

import io.snapledger.command.deadline.WhenOverdue;
import io.snapledger.contract.snapshot.SnapshotCommand.FailOverdueSnapshot;
import io.snapledger.contract.snapshot.SnapshotId;
import io.snapledger.contract.snapshot.SnapshotStatus;
import java.time.Instant;
import java.util.UUID;
import org.springframework.stereotype.Component;

@Component
class WhenSnapshotIsOverdueFailIt implements WhenOverdue {

    @Override
    public String resourceType() {
        return "snapshot";
    }

    @Override
    public Object command(UUID id, String status, Instant since, Instant at) {
        return new FailOverdueSnapshot(
                new SnapshotId(id), SnapshotStatus.of(status).orElseThrow(), since, at);
    }
}
