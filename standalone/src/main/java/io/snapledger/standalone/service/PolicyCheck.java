package io.snapledger.standalone.service;

import io.snapledger.gateway.GatewayApplication;
import io.snapledger.standalone.failure.CannotStart;
import io.snapledger.standalone.settings.StandaloneSettings;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.Environment;
import org.springframework.core.env.SimpleCommandLinePropertySource;
import org.springframework.core.env.StandardEnvironment;

/** The gateway's work on policy files, with the settings that standalone would give it. */
public final class PolicyCheck {

    /** The first argument that asks for it. */
    public static final String COMMAND = "policy";

    private PolicyCheck() {}

    /** What the gateway's command says, and its exit code. */
    public static int command(String[] arguments, StandaloneSettings settings) {
        return GatewayApplication.policyCommand(
                arguments, environment(arguments, settings), System.out, System.err);
    }

    /**
     * Sooner than the gateway, which starts last: before anything has been made.
     *
     * @throws CannotStart if there are policy files and they cannot be put in force
     */
    public static void refuseBrokenFiles(String[] arguments, StandaloneSettings settings) {
        Environment environment = environment(arguments, settings);
        Binder binder = Binder.get(environment);
        if (!binder.bind("snapledger.policy.file", String.class).isBound()
                && !binder.bind("snapledger.policy.dirs", String[].class).isBound()) {
            return;
        }
        ByteArrayOutputStream reason = new ByteArrayOutputStream();
        int code =
                GatewayApplication.policyCommand(
                        new String[] {COMMAND, "--check"},
                        environment,
                        new PrintStream(
                                OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8),
                        new PrintStream(reason, true, StandardCharsets.UTF_8));
        if (code != 0) {
            throw new CannotStart(reason.toString(StandardCharsets.UTF_8));
        }
    }

    private static Environment environment(String[] arguments, StandaloneSettings settings) {
        ConfigurableEnvironment environment = new StandardEnvironment();
        environment
                .getPropertySources()
                .addFirst(new SimpleCommandLinePropertySource("arguments", arguments));
        settings.files().forEach(environment.getPropertySources()::addLast);
        ConfigurationPropertySources.attach(environment);
        return environment;
    }
}
