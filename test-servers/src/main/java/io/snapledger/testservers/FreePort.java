package io.snapledger.testservers;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;

/** Finds a port that a server may be told to listen on. */
public final class FreePort {

    // Below the range from which systems give outgoing connections their ports: a port from there
    // could be taken again before the server is up.
    private static final int LOWEST = 20_000;
    private static final int HIGHEST = 30_000;

    private FreePort() {}

    /** A port that nobody listens on. */
    public static int find() {
        IntStream candidates = ThreadLocalRandom.current().ints(100, LOWEST, HIGHEST);
        return candidates
                .filter(FreePort::isFree)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("found no free port"));
    }

    /** Whether somebody listens there. */
    public static boolean isTaken(int port) {
        try (Socket _ = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return true;
        } catch (IOException _) {
            return false;
        }
    }

    private static boolean isFree(int port) {
        try (ServerSocket probe = new ServerSocket()) {
            probe.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return true;
        } catch (IOException _) {
            return false;
        }
    }
}
