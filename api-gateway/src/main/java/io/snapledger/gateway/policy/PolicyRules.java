package io.snapledger.gateway.policy;

import java.util.List;

/** The rules of one slice; each slice provides one bean of it. */
@FunctionalInterface
public interface PolicyRules {

    List<PolicyRule> rules();
}
