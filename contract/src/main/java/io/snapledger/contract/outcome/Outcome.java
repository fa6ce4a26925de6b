package io.snapledger.contract.outcome;

import io.snapledger.contract.resource.ResourceId;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What came of an agent's work, whatever it was about. */
public interface Outcome {

    ResourceId id();

    /** Names the attempt, as the event did that asked for it. */
    UUID workId();

    AgentIdentity agent();

    /** The request at the root of the work. */
    String requestId();

    Instant at();

    /** Outcomes come from anyone's agents, whatever their components promise. */
    static void require(
            ResourceId id, UUID workId, AgentIdentity agent, String requestId, Instant at) {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(workId, "work_id");
        Objects.requireNonNull(agent, "agent");
        Texts.requireName(Objects.requireNonNull(requestId, "request_id"), "request_id");
        Objects.requireNonNull(at, "at");
    }

    /** The paths under which clients reach what was made; none if none are told. */
    static List<String> exportPaths(@Nullable List<String> paths) {
        List<String> told = paths == null ? List.of() : List.copyOf(paths);
        told.forEach(path -> Texts.requireName(path, "export_paths"));
        return told;
    }
}
