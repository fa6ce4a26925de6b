package io.snapledger.testservers;

import java.lang.reflect.Method;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.InvocationInterceptor;
import org.junit.jupiter.api.extension.LifecycleMethodExecutionExceptionHandler;
import org.junit.jupiter.api.extension.ReflectiveInvocationContext;
import org.opentest4j.TestAbortedException;

/**
 * Lets tests that were aborted before they had their servers be skipped, each of them, though what
 * tidies up after them finds nothing. It is found as a service where JUnit is told to look for
 * some.
 */
public final class NeverBegun
        implements InvocationInterceptor,
                ExecutionCondition,
                LifecycleMethodExecutionExceptionHandler {

    private static final Namespace NAMESPACE = Namespace.create(NeverBegun.class);

    // Of a class that is aborted as a whole nobody would learn that it has tests.
    @Override
    public void interceptBeforeAllMethod(
            Invocation<@Nullable Void> invocation,
            ReflectiveInvocationContext<Method> method,
            ExtensionContext context)
            throws Throwable {
        if (aborted(context).isPresent()) {
            invocation.skip();
            return;
        }
        try {
            invocation.proceed();
        } catch (TestAbortedException e) {
            context.getStore(NAMESPACE).put(TestAbortedException.class, e);
        }
    }

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        return aborted(context)
                .map(e -> ConditionEvaluationResult.disabled(e.getMessage()))
                .orElseGet(() -> ConditionEvaluationResult.enabled(null));
    }

    @Override
    public void handleAfterEachMethodExecutionException(ExtensionContext context, Throwable failure)
            throws Throwable {
        throwUnlessAborted(context, failure);
    }

    @Override
    public void handleAfterAllMethodExecutionException(ExtensionContext context, Throwable failure)
            throws Throwable {
        throwUnlessAborted(context, failure);
    }

    private static void throwUnlessAborted(ExtensionContext context, Throwable failure)
            throws Throwable {
        if (aborted(context).isEmpty()
                && context.getExecutionException()
                        .filter(TestAbortedException.class::isInstance)
                        .isEmpty()) {
            throw failure;
        }
    }

    private static Optional<TestAbortedException> aborted(ExtensionContext context) {
        return Optional.ofNullable(
                context.getStore(NAMESPACE)
                        .get(TestAbortedException.class, TestAbortedException.class));
    }
}
