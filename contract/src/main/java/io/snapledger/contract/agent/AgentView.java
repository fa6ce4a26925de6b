package io.snapledger.contract.agent;

import io.snapledger.contract.outcome.AgentIdentity;
import java.time.Instant;

/** What is known of a storage agent. */
public record AgentView(AgentIdentity agent, Instant firstSeenAt, Instant lastSeenAt) {}
