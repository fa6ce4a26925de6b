package io.snapledger.link.trust;

import java.net.InetAddress;
import java.net.UnknownHostException;
import org.jspecify.annotations.Nullable;

/** Whether something stays on this machine. */
final class Loopback {

    private Loopback() {}

    /** Whether a host's name or address is of this machine alone; no host means all of them. */
    static boolean is(@Nullable String host) {
        if (host == null || host.isBlank()) {
            return false;
        }
        try {
            return InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException unknown) {
            return false;
        }
    }
}
