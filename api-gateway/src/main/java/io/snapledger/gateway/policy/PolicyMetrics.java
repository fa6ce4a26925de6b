package io.snapledger.gateway.policy;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.snapledger.gateway.api.Api;
import java.util.Locale;

/** Whether the operator's files are in force, and how often they changed. */
final class PolicyMetrics {

    PolicyMetrics(Policies policies, MeterRegistry registry) {
        for (Api api : Api.values()) {
            register(policies.of(api), name(api), registry);
        }
    }

    private static String name(Api api) {
        return api.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static void register(Policy policy, String api, MeterRegistry registry) {
        Gauge.builder(
                        "snapledger.policy.failed",
                        policy,
                        it -> it.state().problem() == null ? 0 : 1)
                .description("1 while the policy files are broken and the rules before in force")
                .tag("api", api)
                .register(registry);
        FunctionCounter.builder("snapledger.policy.reloads", policy, it -> it.state().reloads())
                .description("Changes of the policy files, by what became of them")
                .tag("api", api)
                .tag("outcome", "loaded")
                .register(registry);
        FunctionCounter.builder("snapledger.policy.reloads", policy, it -> it.state().refusals())
                .description("Changes of the policy files, by what became of them")
                .tag("api", api)
                .tag("outcome", "refused")
                .register(registry);
    }
}
