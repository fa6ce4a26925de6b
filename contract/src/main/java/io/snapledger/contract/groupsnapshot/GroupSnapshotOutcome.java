package io.snapledger.contract.groupsnapshot;

import io.snapledger.contract.outcome.AgentIdentity;
import io.snapledger.contract.outcome.WorkResult;
import io.snapledger.contract.resource.StoredName;
import io.snapledger.contract.snapshot.SnapshotId;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** What an agent says about taking or dropping a group snapshot: one result for each member. */
@StoredName("group-snapshot.outcome")
public record GroupSnapshotOutcome(
        GroupSnapshotId id,
        UUID workId,
        List<MemberResult> members,
        AgentIdentity agent,
        String requestId,
        Instant at) {

    public record MemberResult(SnapshotId snapshotId, WorkResult result) {}
}
