package io.snapledger.command.restore;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Has Boot print what is missing and what to do, instead of a stack trace. */
public final class RestoreRefusedAnalyzer extends AbstractFailureAnalyzer<RestoreRefused> {

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, RestoreRefused cause) {
        return new FailureAnalysis(String.valueOf(cause.getMessage()), null, cause);
    }
}
