package io.snapledger.testservers;

import java.util.List;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.utility.DockerImageName;

/** A container that keeps its data and its port on loopback over restarts, until it is removed. */
final class LastingContainer extends GenericContainer<LastingContainer> {

    private static final int STOP_SECONDS = 60;

    private boolean made;
    private boolean up;

    LastingContainer(String server, int port, int portInside) {
        super(image(server));
        // A random port would be another one after each start.
        setPortBindings(List.of("127.0.0.1:%d:%d".formatted(port, portInside)));
    }

    // Before anything is asked of an engine that may not be there.
    private static DockerImageName image(String server) {
        Servers.assumeThere();
        return Images.of(server);
    }

    boolean isUp() {
        return up;
    }

    /** Starts it, on its data if there are any, and does not wait until it serves. */
    void up() {
        if (made) {
            getDockerClient().startContainerCmd(getContainerId()).exec();
        } else {
            start();
            made = true;
        }
        up = true;
    }

    /** Asks it to end, waits until it has, and keeps its data. */
    void down() {
        if (up) {
            getDockerClient().stopContainerCmd(getContainerId()).withTimeout(STOP_SECONDS).exec();
            up = false;
        }
    }

    /** Ends it as a power cut would, and keeps its data. */
    void kill() {
        getDockerClient().killContainerCmd(getContainerId()).exec();
        up = false;
    }

    /** Ends it and removes its data. */
    void remove() {
        stop();
        made = false;
        up = false;
    }

    /** Whoever starts it knows better than its log when it serves. */
    @Override
    protected void waitUntilContainerStarted() {}
}
