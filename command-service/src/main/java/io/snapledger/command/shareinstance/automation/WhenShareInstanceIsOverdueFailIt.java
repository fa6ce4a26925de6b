package io.snapledger.command.shareinstance.automation;

import io.snapledger.command.deadline.WhenOverdue;
import io.snapledger.contract.share.ShareStatus;
import io.snapledger.contract.shareinstance.ShareInstanceCommand.FailOverdueShareInstance;
import io.snapledger.contract.shareinstance.ShareInstanceId;
import java.time.Instant;
import java.util.UUID;
import org.springframework.stereotype.Component;

@Component
class WhenShareInstanceIsOverdueFailIt implements WhenOverdue {

    @Override
    public String resourceType() {
        return "share-instance";
    }

    @Override
    public Object command(UUID id, String status, Instant since, Instant at) {
        return new FailOverdueShareInstance(
                new ShareInstanceId(id), ShareStatus.of(status).orElseThrow(), since, at);
    }
}
