package io.snapledger.gateway.policy;

import io.snapledger.gateway.api.Api;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Component;

/**
 * Who decides in which API. Their rules have nothing to do with each other, not even their files.
 */
@Component
@EnableConfigurationProperties({PolicyProperties.class, ManilaPolicyProperties.class})
public final class Policies {

    private final Map<Api, Policy> byApi = new EnumMap<>(Api.class);

    /**
     * Reads every API's rules.
     *
     * @throws PolicyRefused if a file cannot be put in force
     */
    public Policies(
            List<PolicyRules> slices, PolicyProperties properties, ManilaPolicyProperties manila) {
        for (Api api : Api.values()) {
            byApi.put(api, new Policy(api, slices, properties.with(api, manila)));
        }
    }

    /** That API's. */
    public Policy of(Api api) {
        Policy policy = byApi.get(api);
        if (policy == null) {
            throw new IllegalArgumentException("no policy of " + api);
        }
        return policy;
    }

    Collection<Policy> all() {
        return byApi.values();
    }
}
