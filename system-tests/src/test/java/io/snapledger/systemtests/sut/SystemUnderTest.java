package io.snapledger.systemtests.sut;

import java.net.URI;
import java.nio.file.Path;

/** A whole Snapledger, however it is run. Addresses are those since the last start. */
public interface SystemUnderTest extends AutoCloseable {

    /**
     * What {@code -Dsnapledger.layout} names: one process with everything, or one for each part.
     */
    String LAYOUT = System.getProperty("snapledger.layout", "standalone");

    /**
     * A system of its own in the layout that the tests run on, not yet started.
     *
     * @param name of what its output goes to
     * @param settings {@code --name=value} arguments
     */
    static SystemUnderTest named(String name, String... settings) {
        return switch (LAYOUT) {
            case "standalone" -> StandaloneJar.named(name, settings);
            case "separate" -> SeparateProcesses.named(name, SeparateProcesses.Size.FULL, settings);
            default -> throw new AssertionError("there is no layout " + LAYOUT);
        };
    }

    /** Where the OpenStack API is served, without a path. */
    URI baseUrl();

    /** Where Kafka can be reached: {@code host:port}. */
    String kafkaBootstrap();

    /** The folder with everything that must outlive a crash. */
    Path dataDir();

    /** Starts it on its data, and returns when it is ready to serve. */
    void start();

    /** Ends it as a power cut would. */
    void killNine();

    /** Asks it to end and waits until it has. */
    void stop();

    /** Stops it if it runs, and removes its data. */
    @Override
    void close();
}
