package io.snapledger.testservers;

import org.junit.jupiter.api.Assumptions;
import org.testcontainers.DockerClientFactory;

/** What servers for tests are, as {@code -Dsnapledger.test.servers} says. */
public enum Servers {
    /** Programs that the tests start themselves. */
    EMBEDDED,
    /** Containers, for which an engine has to be there. */
    CONTAINERS;

    private static final String SWITCH = "snapledger.test.servers";

    /** The kind that was chosen. */
    public static Servers chosen() {
        return named(System.getProperty(SWITCH, "embedded"));
    }

    /**
     * Aborts the test if servers of the chosen kind cannot be had here; it is then reported as
     * skipped.
     */
    public static void assumeThere() {
        if (chosen() == CONTAINERS) {
            Assumptions.assumeTrue(
                    DockerClientFactory.instance().isDockerAvailable(),
                    "there is no engine for the containers that were asked for");
        }
    }

    static Servers named(String name) {
        return switch (name) {
            case "embedded" -> EMBEDDED;
            case "containers" -> CONTAINERS;
            default ->
                    throw new IllegalArgumentException(
                            "-D%s=%s is neither embedded nor containers".formatted(SWITCH, name));
        };
    }
}
