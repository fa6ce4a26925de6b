package io.snapledger.gateway.policy;

import io.snapledger.gateway.api.Api;

/** The rules of one of Manila's slices. */
@FunctionalInterface
public interface ManilaRules extends PolicyRules {

    @Override
    default Api api() {
        return Api.SHARED_FILE_SYSTEM;
    }
}
