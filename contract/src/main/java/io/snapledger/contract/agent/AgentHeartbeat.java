package io.snapledger.contract.agent;

import io.snapledger.contract.outcome.AgentIdentity;
import io.snapledger.contract.resource.StoredName;
import java.time.Instant;
import java.util.Objects;

/**
 * An agent says that it is there and takes work. It says so again and again, so a heartbeat that is
 * lost does no harm, and none is kept but the last.
 */
@StoredName("agent.heartbeat")
public record AgentHeartbeat(AgentIdentity agent, Instant at) {

    public AgentHeartbeat {
        Objects.requireNonNull(agent, "agent");
        Objects.requireNonNull(at, "at");
    }
}
