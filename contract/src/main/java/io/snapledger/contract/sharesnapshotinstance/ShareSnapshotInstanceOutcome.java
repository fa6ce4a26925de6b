package io.snapledger.contract.sharesnapshotinstance;

import io.snapledger.contract.outcome.AgentIdentity;
import io.snapledger.contract.outcome.Texts;
import io.snapledger.contract.outcome.WorkResult;
import io.snapledger.contract.resource.StoredName;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What an agent says about taking, copying or dropping a share snapshot instance.
 *
 * @param exportPaths under which clients reach it, the one to prefer first; null or empty if there
 *     are none
 */
@StoredName("share-snapshot-instance.outcome")
public record ShareSnapshotInstanceOutcome(
        ShareSnapshotInstanceId id,
        UUID workId,
        WorkResult result,
        @Nullable List<String> exportPaths,
        AgentIdentity agent,
        String requestId,
        Instant at) {

    public ShareSnapshotInstanceOutcome {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(workId, "work_id");
        Objects.requireNonNull(result, "result");
        exportPaths = exportPaths == null ? List.of() : List.copyOf(exportPaths);
        exportPaths.forEach(path -> Texts.requireName(path, "export_paths"));
        Objects.requireNonNull(agent, "agent");
        Texts.requireName(Objects.requireNonNull(requestId, "request_id"), "request_id");
        Objects.requireNonNull(at, "at");
    }
}
