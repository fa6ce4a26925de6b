package io.snapledger.agent.driver;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HexFormat;

/**
 * A path's own bytes. Linux lets a name have any bytes, and a path keeps those it was found with,
 * but its text does not: what is no UTF-8, or no letter of the JVM's locale, is lost there.
 */
final class PathBytes {

    private PathBytes() {}

    static byte[] of(Path path) {
        String text = path.toString();
        if (text.chars().allMatch(it -> it < 0x80)) {
            return text.getBytes(StandardCharsets.US_ASCII);
        }
        // The one place where the JDK tells the bytes; a directory gets a slash there.
        String uri = path.toUri().getRawPath();
        int end = uri.endsWith("/") ? uri.length() - 1 : uri.length();
        var bytes = new ByteArrayOutputStream(end);
        for (int at = 0; at < end; at++) {
            char next = uri.charAt(at);
            if (next == '%') {
                bytes.write(HexFormat.fromHexDigits(uri, at + 1, at + 3));
                at += 2;
            } else {
                bytes.write(next);
            }
        }
        return bytes.toByteArray();
    }
}
