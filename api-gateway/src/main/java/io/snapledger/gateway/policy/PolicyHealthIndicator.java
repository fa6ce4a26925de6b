package io.snapledger.gateway.policy;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;

/**
 * Says so while the operator's files cannot be put in force. Requests are served by the rules
 * before, so this is no reason to take the gateway out of a balancer.
 */
final class PolicyHealthIndicator implements HealthIndicator {

    /** Works, and somebody should look at it. */
    static final Status DEGRADED = new Status("DEGRADED");

    private final Policy policy;

    PolicyHealthIndicator(Policy policy) {
        this.policy = policy;
    }

    @Override
    public Health health() {
        Policy.State state = policy.state();
        Health.Builder health =
                state.problem() == null
                        ? Health.up()
                        : Health.status(DEGRADED).withDetail("problem", state.problem());
        return health.withDetail("files", policy.files().places().toString())
                .withDetail("overridden", state.overridden())
                .withDetail("since", state.since().toString())
                .build();
    }
}
