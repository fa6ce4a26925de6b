package io.snapledger.contract.agent;

import io.snapledger.contract.outcome.AgentIdentity;
import java.time.Instant;
import java.util.List;

/**
 * What is known of a storage agent.
 *
 * @param backends of shares that it serves, as it said last
 */
public record AgentView(
        AgentIdentity agent, List<ShareBackend> backends, Instant firstSeenAt, Instant lastSeenAt) {

    public AgentView {
        backends = List.copyOf(backends);
    }
}
