package io.snapledger.contract.groupsnapshot;

import io.snapledger.contract.outcome.AgentIdentity;
import io.snapledger.contract.outcome.Outcome;
import io.snapledger.contract.outcome.WorkResult;
import io.snapledger.contract.resource.StoredName;
import io.snapledger.contract.snapshot.SnapshotId;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

/** What an agent says about taking or dropping a group snapshot: one result for each member. */
@StoredName("group-snapshot.outcome")
public record GroupSnapshotOutcome(
        GroupSnapshotId id,
        UUID workId,
        List<MemberResult> members,
        AgentIdentity agent,
        String requestId,
        Instant at)
        implements Outcome {

    public GroupSnapshotOutcome {
        Outcome.require(id, workId, agent, requestId, at);
        members = List.copyOf(Objects.requireNonNull(members, "members"));
    }

    /** What became of one member. */
    public record MemberResult(SnapshotId snapshotId, WorkResult result) {

        public MemberResult {
            Objects.requireNonNull(snapshotId, "snapshot_id");
            Objects.requireNonNull(result, "result");
        }
    }
}
