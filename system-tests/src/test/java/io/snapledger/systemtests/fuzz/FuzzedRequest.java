package io.snapledger.systemtests.fuzz;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.snapledger.systemtests.http.HttpAnswer;
import io.snapledger.systemtests.http.HttpConnection;
import java.io.IOException;

/**
 * A request as its bytes.
 *
 * @param bytes each of them as the character of that number
 * @param keepsCount whether it says truly how long its body is; who does not may lose the
 *     connection
 * @param thenEnds whether the client gives up after it, though it announced more
 */
public record FuzzedRequest(String method, String bytes, boolean keepsCount, boolean thenEnds) {

    private static final int SHOWN = 4_000;

    /** Sends it. */
    public HttpAnswer send(HttpConnection connection) throws IOException {
        return connection.exchange(method, bytes.getBytes(ISO_8859_1), thenEnds);
    }

    /** The bytes, to be typed in again: what is no printable ASCII stands as {@code \xNN}. */
    @Override
    public String toString() {
        StringBuilder shown = new StringBuilder();
        for (int i = 0; i < bytes.length(); i++) {
            char one = bytes.charAt(i);
            switch (one) {
                case '\r' -> shown.append("\\r");
                case '\n' -> shown.append("\\n\n");
                case '\\' -> shown.append("\\\\");
                default -> {
                    if (one >= ' ' && one <= '~') {
                        shown.append(one);
                    } else {
                        shown.append("\\x%02x".formatted((int) one));
                    }
                }
            }
        }
        int length = shown.length();
        return "\n"
                + (length <= SHOWN
                        ? shown
                        : shown.substring(0, SHOWN / 2)
                                + " ... "
                                + bytes.length()
                                + " bytes in all ... "
                                + shown.substring(length - SHOWN / 2));
    }
}
