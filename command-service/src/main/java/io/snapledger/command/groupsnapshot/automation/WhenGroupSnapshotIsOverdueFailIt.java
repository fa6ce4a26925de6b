package io.snapledger.command.groupsnapshot.automation;

import io.snapledger.command.deadline.WhenOverdue;
import io.snapledger.contract.groupsnapshot.GroupSnapshotCommand.FailOverdueGroupSnapshot;
import io.snapledger.contract.groupsnapshot.GroupSnapshotId;
import io.snapledger.contract.groupsnapshot.GroupSnapshotStatus;
import java.time.Instant;
import java.util.UUID;
import org.springframework.stereotype.Component;

@Component
class WhenGroupSnapshotIsOverdueFailIt implements WhenOverdue {

    @Override
    public String resourceType() {
        return "group-snapshot";
    }

    @Override
    public Object command(UUID id, String status, Instant since, Instant at) {
        return new FailOverdueGroupSnapshot(
                new GroupSnapshotId(id), GroupSnapshotStatus.of(status).orElseThrow(), since, at);
    }
}
