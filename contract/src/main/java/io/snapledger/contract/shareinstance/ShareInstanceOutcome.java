package io.snapledger.contract.shareinstance;

import io.snapledger.contract.outcome.AgentIdentity;
import io.snapledger.contract.outcome.Outcome;
import io.snapledger.contract.outcome.WorkResult;
import io.snapledger.contract.resource.StoredName;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What an agent says about work on a share instance.
 *
 * @param exportPaths under which clients reach it, the one to prefer first; null or empty if there
 *     are none
 */
@StoredName("share-instance.outcome")
public record ShareInstanceOutcome(
        ShareInstanceId id,
        UUID workId,
        WorkResult result,
        @Nullable List<String> exportPaths,
        AgentIdentity agent,
        String requestId,
        Instant at)
        implements Outcome {

    public ShareInstanceOutcome {
        Outcome.require(id, workId, agent, requestId, at);
        Objects.requireNonNull(result, "result");
        exportPaths = Outcome.exportPaths(exportPaths);
    }
}
