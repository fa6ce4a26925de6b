package io.snapledger.contract.outcome;

import java.util.Objects;
import java.util.UUID;

/**
 * Which agent did the work.
 *
 * @param id stays the same over restarts; shown as a volume's {@code service_uuid}
 * @param host {@code host@backend#pool}; shown to administrators as {@code os-vol-host-attr:host}
 */
public record AgentIdentity(UUID id, String host) {

    public AgentIdentity {
        Objects.requireNonNull(id, "agent.id");
        Texts.requireName(Objects.requireNonNull(host, "agent.host"), "agent.host");
    }
}
