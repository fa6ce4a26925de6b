package io.snapledger.gateway.policy;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Has Boot print the one line instead of a stack trace. */
public final class PolicyRefusedAnalyzer extends AbstractFailureAnalyzer<PolicyRefused> {

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, PolicyRefused cause) {
        return new FailureAnalysis(String.valueOf(cause.getMessage()), null, cause);
    }
}
