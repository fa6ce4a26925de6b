package io.snapledger.contract.agent;

import io.snapledger.contract.outcome.AgentIdentity;
import io.snapledger.contract.resource.StoredName;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * An agent says that it is there and takes work. It says so again and again, so a heartbeat that is
 * lost does no harm, and none is kept but the last.
 *
 * @param backends of shares that it serves; null if it says nothing of them
 */
@StoredName("agent.heartbeat")
public record AgentHeartbeat(
        AgentIdentity agent, @Nullable List<ShareBackend> backends, Instant at) {

    public AgentHeartbeat {
        Objects.requireNonNull(agent, "agent");
        Objects.requireNonNull(at, "at");
        backends = backends == null ? null : List.copyOf(backends);
    }
}
