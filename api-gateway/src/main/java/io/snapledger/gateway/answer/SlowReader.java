package io.snapledger.gateway.answer;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;

/**
 * Says for one answer how long its client may take nothing of it. Who pauses for longer is gone; so
 * the server leaves one of these at each request.
 */
@FunctionalInterface
public interface SlowReader {

    String ATTRIBUTE = SlowReader.class.getName();

    void mayPause(Duration atMost);

    /** Waits for so long for the client of this request, where the server can. */
    static void patience(HttpServletRequest request, Duration atMost) {
        if (request.getAttribute(ATTRIBUTE) instanceof SlowReader reader) {
            reader.mayPause(atMost);
        }
    }
}
