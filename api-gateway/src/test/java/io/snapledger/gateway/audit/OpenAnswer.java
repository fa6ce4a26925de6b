package io.snapledger.gateway.audit;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A chunked answer that is read as it comes, or not read at all. */
final class OpenAnswer implements AutoCloseable {

    private static final int PATIENCE_MS = 30_000;

    private final Socket socket = new Socket();
    private final InputStream in;
    private final List<String> head = new ArrayList<>();
    private int leftOfChunk;
    private boolean whole;

    /**
     * Asks for it.
     *
     * @param headers as {@code Name: value}
     */
    OpenAnswer(int port, String target, String... headers) {
        try {
            // So that a client that does not read is noticed soon.
            socket.setReceiveBufferSize(8_192);
            socket.setSoTimeout(PATIENCE_MS);
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            StringBuilder request = new StringBuilder("GET " + target + " HTTP/1.1\r\n");
            request.append("Host: 127.0.0.1:" + port + "\r\nConnection: close\r\n");
            for (String header : headers) {
                request.append(header).append("\r\n");
            }
            socket.getOutputStream()
                    .write(request.append("\r\n").toString().getBytes(StandardCharsets.UTF_8));
            in = new BufferedInputStream(socket.getInputStream(), 1_024);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The status, once there is one. */
    int status() {
        try {
            while (head.isEmpty() || !head.getLast().isEmpty()) {
                head.add(headLine());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Integer.parseInt(head.getFirst().split(" ", -1)[1]);
    }

    /** A header's value. */
    String header(String name) {
        status();
        return head.stream()
                .filter(line -> line.regionMatches(true, 0, name + ":", 0, name.length() + 1))
                .map(line -> line.substring(name.length() + 1).strip())
                .findFirst()
                .orElse("");
    }

    /** The next line; null at the end, however it came. */
    @Nullable String line() {
        status();
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        try {
            for (int next = next(); next >= 0; next = next()) {
                if (next == '\n') {
                    return line.toString(StandardCharsets.UTF_8);
                }
                line.write(next);
            }
            return null;
        } catch (SocketTimeoutException e) {
            throw new AssertionError("nothing came", e);
        } catch (IOException reset) {
            return null;
        }
    }

    /** The rest of the next line that begins like this. */
    String after(String beginning) {
        String line = line();
        while (line != null && !line.startsWith(beginning)) {
            line = line();
        }
        if (line == null) {
            throw new AssertionError("the answer ended before " + beginning);
        }
        return line.substring(beginning.length());
    }

    /** Whether its end came as an end. */
    boolean isWhole() {
        return whole;
    }

    private int next() throws IOException {
        if (leftOfChunk == 0) {
            if (whole) {
                return -1;
            }
            String size = headLine();
            if (size.isEmpty()) {
                size = headLine();
            }
            leftOfChunk = Integer.parseInt(size, 16);
            if (leftOfChunk == 0) {
                whole = true;
                return -1;
            }
        }
        leftOfChunk--;
        int next = in.read();
        if (next < 0) {
            throw new IOException("it was cut");
        }
        return next;
    }

    private String headLine() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) {
                throw new IOException("it was cut");
            }
            line.write(next);
        }
        return line.toString(StandardCharsets.ISO_8859_1).strip();
    }

    /** Goes away without a word. */
    void reset() {
        try {
            socket.setSoLinger(true, 0);
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
