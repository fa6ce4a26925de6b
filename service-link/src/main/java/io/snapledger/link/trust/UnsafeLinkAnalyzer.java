package io.snapledger.link.trust;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Has Boot print the one line instead of a stack trace. */
public final class UnsafeLinkAnalyzer extends AbstractFailureAnalyzer<UnsafeLink> {

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, UnsafeLink cause) {
        return new FailureAnalysis(String.valueOf(cause.getMessage()), null, cause);
    }
}
