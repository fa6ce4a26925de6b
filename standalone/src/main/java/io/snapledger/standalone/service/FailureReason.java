package io.snapledger.standalone.service;

import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalyzer;
import org.springframework.core.io.support.SpringFactoriesLoader;
import org.springframework.core.io.support.SpringFactoriesLoader.FailureHandler;

/**
 * Why a Spring context did not start: what Boot's own analysis says, else the innermost exception.
 */
final class FailureReason {

    private FailureReason() {}

    static String of(Throwable failure) {
        return SpringFactoriesLoader.forDefaultResourceLocation()
                // Some want the bean factory, which is gone, and are left out.
                .load(FailureAnalyzer.class, FailureHandler.handleMessage((_, _) -> {}))
                .stream()
                .map(analyzer -> analyze(analyzer, failure))
                .filter(Objects::nonNull)
                .map(FailureAnalysis::getDescription)
                .filter(Objects::nonNull)
                .findFirst()
                .orElseGet(() -> innermost(failure));
    }

    private static @Nullable FailureAnalysis analyze(FailureAnalyzer analyzer, Throwable failure) {
        try {
            return analyzer.analyze(failure);
        } catch (RuntimeException | LinkageError e) {
            // An analyzer for a library that is not here has nothing to say.
            return null;
        }
    }

    private static String innermost(Throwable failure) {
        Throwable innermost =
                Stream.iterate(failure, Objects::nonNull, Throwable::getCause)
                        .reduce(failure, (_, cause) -> cause);
        return innermost.getMessage() == null ? innermost.toString() : innermost.getMessage();
    }
}
