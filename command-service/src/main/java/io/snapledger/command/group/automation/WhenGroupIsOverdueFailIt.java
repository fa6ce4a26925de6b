package io.snapledger.command.group.automation;

import io.snapledger.command.deadline.WhenOverdue;
import io.snapledger.contract.group.GroupCommand.FailOverdueGroup;
import io.snapledger.contract.group.GroupId;
import io.snapledger.contract.group.GroupStatus;
import java.time.Instant;
import java.util.UUID;
import org.springframework.stereotype.Component;

@Component
class WhenGroupIsOverdueFailIt implements WhenOverdue {

    @Override
    public String resourceType() {
        return "group";
    }

    @Override
    public Object command(UUID id, String status, Instant since, Instant at) {
        return new FailOverdueGroup(
                new GroupId(id), GroupStatus.of(status).orElseThrow(), since, at);
    }
}
