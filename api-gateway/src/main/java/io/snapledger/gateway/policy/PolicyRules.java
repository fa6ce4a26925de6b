package io.snapledger.gateway.policy;

import io.snapledger.gateway.api.Api;
import java.util.List;

/** The rules of one slice; each slice provides one bean of it. */
@FunctionalInterface
public interface PolicyRules {

    List<PolicyRule> rules();

    /** Whose rules they are: each API has its own names, and its own file. */
    default Api api() {
        return Api.BLOCK_STORAGE;
    }

    /** Those of one API. */
    static List<PolicyRules> of(Api api, List<PolicyRules> slices) {
        return slices.stream().filter(slice -> slice.api() == api).toList();
    }
}
