package io.snapledger.standalone.port;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;

/**
 * Which ports of this machine are free, just now: only the one who then binds it knows for sure.
 */
public final class Ports {

    /** Said by its number, because PostgreSQL and Kafka are told the same one. */
    public static final String LOOPBACK = "127.0.0.1";

    private Ports() {}

    public static InetAddress loopback() {
        try {
            return InetAddress.getByAddress(LOOPBACK, new byte[] {127, 0, 0, 1});
        } catch (UnknownHostException e) {
            throw new IllegalStateException("Four bytes are an address", e);
        }
    }

    public static int anyFree() {
        try (ServerSocket socket = new ServerSocket(0, 1, loopback())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException("There is no free port on " + LOOPBACK, e);
        }
    }

    public static boolean isFree(int port) {
        try {
            tryToBind(new InetSocketAddress(loopback(), port));
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    /** Binds an address and lets go of it. */
    public static void tryToBind(InetSocketAddress address) throws IOException {
        try (ServerSocket socket = new ServerSocket()) {
            // As Tomcat and Kafka do: connections of a former server, not yet forgotten, do not
            // matter.
            socket.setReuseAddress(true);
            socket.bind(address);
        }
    }
}
