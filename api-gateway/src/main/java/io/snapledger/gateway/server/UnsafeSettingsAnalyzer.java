package io.snapledger.gateway.server;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Has Boot print the one line instead of a stack trace. */
public final class UnsafeSettingsAnalyzer extends AbstractFailureAnalyzer<UnsafeSettings> {

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, UnsafeSettings cause) {
        return new FailureAnalysis(String.valueOf(cause.getMessage()), null, cause);
    }
}
