package io.snapledger.command.sharesnapshotinstance.automation;

import io.snapledger.command.deadline.WhenOverdue;
import io.snapledger.contract.sharesnapshot.ShareSnapshotStatus;
import io.snapledger.contract.sharesnapshotinstance.ShareSnapshotInstanceCommand.FailOverdueShareSnapshotInstance;
import io.snapledger.contract.sharesnapshotinstance.ShareSnapshotInstanceId;
import java.time.Instant;
import java.util.UUID;
import org.springframework.stereotype.Component;

@Component
class WhenShareSnapshotInstanceIsOverdueFailIt implements WhenOverdue {

    @Override
    public String resourceType() {
        return "share-snapshot-instance";
    }

    @Override
    public Object command(UUID id, String status, Instant since, Instant at) {
        return new FailOverdueShareSnapshotInstance(
                new ShareSnapshotInstanceId(id),
                ShareSnapshotStatus.of(status).orElseThrow(),
                since,
                at);
    }
}
