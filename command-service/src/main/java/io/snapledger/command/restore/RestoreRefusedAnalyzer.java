package io.snapledger.command.restore;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Has Boot print what is missing and what to do, instead of a stack trace. */
public final class LogIsBehindAnalyzer extends AbstractFailureAnalyzer<LogIsBehind> {

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, LogIsBehind cause) {
        return new FailureAnalysis(String.valueOf(cause.getMessage()), null, cause);
    }
}
