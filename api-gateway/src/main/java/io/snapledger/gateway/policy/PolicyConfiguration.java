package io.snapledger.gateway.policy;

import io.micrometer.core.instrument.MeterRegistry;
import io.snapledger.gateway.api.Api;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The policies as single beans: what only one API needs, and what operators look at. */
@Configuration(proxyBeanMethods = false)
class PolicyConfiguration {

    /** Whoever asks for no API's policy means this one. */
    @Bean
    Policy policy(Policies policies) {
        return policies.of(Api.BLOCK_STORAGE);
    }

    @Bean
    PolicyHealthIndicator policyHealthIndicator(Policies policies) {
        return new PolicyHealthIndicator(policies.of(Api.BLOCK_STORAGE));
    }

    @Bean
    PolicyHealthIndicator sharedFileSystemPolicyHealthIndicator(Policies policies) {
        return new PolicyHealthIndicator(policies.of(Api.SHARED_FILE_SYSTEM));
    }

    @Bean
    PolicyMetrics policyMetrics(Policies policies, MeterRegistry registry) {
        return new PolicyMetrics(policies, registry);
    }
}
