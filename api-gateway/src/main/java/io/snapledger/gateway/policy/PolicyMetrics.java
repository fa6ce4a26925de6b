package io.snapledger.gateway.policy;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.stereotype.Component;

/** Whether the operator's files are in force, and how often they changed. */
@Component
final class PolicyMetrics {

    PolicyMetrics(Policy policy, MeterRegistry registry) {
        Gauge.builder(
                        "snapledger.policy.failed",
                        policy,
                        it -> it.state().problem() == null ? 0 : 1)
                .description("1 while the policy files are broken and the rules before in force")
                .register(registry);
        FunctionCounter.builder("snapledger.policy.reloads", policy, it -> it.state().reloads())
                .description("Changes of the policy files, by what became of them")
                .tag("outcome", "loaded")
                .register(registry);
        FunctionCounter.builder("snapledger.policy.reloads", policy, it -> it.state().refusals())
                .description("Changes of the policy files, by what became of them")
                .tag("outcome", "refused")
                .register(registry);
    }
}
