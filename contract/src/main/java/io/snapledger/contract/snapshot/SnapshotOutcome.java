package io.snapledger.contract.snapshot;

import io.snapledger.contract.outcome.AgentIdentity;
import io.snapledger.contract.outcome.Outcome;
import io.snapledger.contract.outcome.WorkResult;
import io.snapledger.contract.resource.StoredName;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;

/** What an agent says about taking or dropping a snapshot that belongs to no group snapshot. */
@StoredName("snapshot.outcome")
public record SnapshotOutcome(
        SnapshotId id,
        UUID workId,
        WorkResult result,
        AgentIdentity agent,
        String requestId,
        Instant at)
        implements Outcome {

    public SnapshotOutcome {
        Outcome.require(id, workId, agent, requestId, at);
        Objects.requireNonNull(result, "result");
    }
}
