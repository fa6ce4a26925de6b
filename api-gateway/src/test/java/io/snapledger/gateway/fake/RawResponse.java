package io.snapledger.gateway.fake;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * One HTTP answer, byte for byte.
 *
 * @param headers by their names in lower case, values as sent
 */
public record RawResponse(int status, Map<String, String> headers, String body) {

    /** What differs from run to run, or is the connection's business. */
    private static final Set<String> INCIDENTAL =
            Set.of("date", "connection", "transfer-encoding", "content-length", "keep-alive");

    static RawResponse parse(byte[] bytes) {
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        int end = text.indexOf("\r\n\r\n");
        if (end < 0) {
            throw new AssertionError("no answer: " + text);
        }
        String[] lines = text.substring(0, end).split("\r\n", -1);
        Map<String, String> headers = new LinkedHashMap<>();
        for (int i = 1; i < lines.length; i++) {
            String[] parts = lines[i].split(": ?", 2);
            headers.merge(
                    parts[0].toLowerCase(Locale.ROOT),
                    parts[1],
                    (one, other) -> one + ", " + other);
        }
        String body = text.substring(end + 4);
        if ("chunked".equals(headers.get("transfer-encoding"))) {
            body = dechunked(body);
        }
        return new RawResponse(
                Integer.parseInt(lines[0].split(" ", -1)[1]),
                headers,
                new String(body.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8));
    }

    private static String dechunked(String body) {
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        int at = 0;
        while (true) {
            int line = body.indexOf("\r\n", at);
            int size = Integer.parseInt(body.substring(at, line), 16);
            if (size == 0) {
                return whole.toString(StandardCharsets.ISO_8859_1);
            }
            whole.writeBytes(
                    body.substring(line + 2, line + 2 + size)
                            .getBytes(StandardCharsets.ISO_8859_1));
            at = line + 2 + size + 2;
        }
    }

    public @Nullable String header(String name) {
        return headers.get(name.toLowerCase(Locale.ROOT));
    }

    /** The headers that are part of the API, sorted, ids replaced by {@code <id>}. */
    public Map<String, String> apiHeaders() {
        Map<String, String> kept = new TreeMap<>();
        headers.forEach((name, value) -> {
            if (!INCIDENTAL.contains(name)) {
                kept.put(
                        name,
                        value.matches("req-[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
                                ? "<id>"
                                : value);
            }
        });
        return kept;
    }
}
