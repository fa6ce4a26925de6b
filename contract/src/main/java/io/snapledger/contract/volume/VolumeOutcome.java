package io.snapledger.contract.volume;

import io.snapledger.contract.outcome.AgentIdentity;
import io.snapledger.contract.outcome.Outcome;
import io.snapledger.contract.outcome.WorkResult;
import io.snapledger.contract.resource.StoredName;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;

/** What an agent says about the creation, growth or deletion of a volume. */
@StoredName("volume.outcome")
public record VolumeOutcome(
        VolumeId id,
        UUID workId,
        WorkResult result,
        AgentIdentity agent,
        String requestId,
        Instant at)
        implements Outcome {

    public VolumeOutcome {
        Outcome.require(id, workId, agent, requestId, at);
        Objects.requireNonNull(result, "result");
    }
}
