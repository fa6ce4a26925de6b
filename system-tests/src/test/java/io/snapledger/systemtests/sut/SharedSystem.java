package io.snapledger.systemtests.sut;

import io.snapledger.testservers.Servers;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives tests a running system: one for all of them, started when first asked for and stopped after
 * the last test.
 */
public final class SharedSystem implements BeforeAllCallback, ParameterResolver {

    private static final ExtensionContext.Namespace NAMESPACE =
            ExtensionContext.Namespace.create(SharedSystem.class);

    // The transcripts were recorded with the older policy defaults still counting, and with a
    // default share type. What a test sets to a status that nobody works on ends in time. Who
    // waits for a signed root does not wait long.
    private static final String[] SETTINGS = {
        "--snapledger.policy.enforce-new-defaults=false",
        "--snapledger.default-types.share=default",
        "--snapledger.deadline.timeout=2m",
        "--snapledger.proof.interval=1s"
    };

    // A test that is aborted while its system is made for a parameter would fail.
    @Override
    public void beforeAll(ExtensionContext context) {
        if (SystemUnderTest.LAYOUT.equals("separate")) {
            Servers.assumeThere();
        }
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == SystemUnderTest.class;
    }

    @Override
    public SystemUnderTest resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return context.getRoot()
                .getStore(NAMESPACE)
                .computeIfAbsent(
                        SystemUnderTest.class, _ -> startedSystem(), SystemUnderTest.class);
    }

    /** One like it for the caller alone, who closes it. */
    public static StandaloneJar alone(String name) {
        return started(StandaloneJar.named(name, SETTINGS));
    }

    private static SystemUnderTest startedSystem() {
        return started(SystemUnderTest.named("shared", SETTINGS));
    }

    private static <S extends SystemUnderTest> S started(S system) {
        try {
            system.start();
        } catch (AssertionError failed) {
            system.close();
            throw failed;
        }
        return system;
    }
}
