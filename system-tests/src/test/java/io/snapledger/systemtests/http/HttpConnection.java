package io.snapledger.systemtests.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.ProtocolException;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One client's connection to one server, opened when first needed and again after it was closed.
 *
 * <p>The JDK's client refuses what these tests must send: methods it does not know, header names it
 * keeps for itself, bodies where none belongs. So this one speaks HTTP/1.1 over a socket itself. It
 * never repeats a request: whoever gets an {@link IOException} does not know whether the request
 * was carried out.
 */
public final class HttpConnection implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /** Servers drop idle connections, so one that was idle for this long is not trusted again. */
    private static final Duration IDLE_LIMIT = Duration.ofSeconds(3);

    private final String host;
    private final int port;
    private final String hostHeader;
    private @Nullable Socket socket;
    private long lastUsed;

    public HttpConnection(URI base) {
        host = base.getHost();
        port = base.getPort();
        hostHeader = host + ":" + port;
    }

    /** Sends one request over a connection of its own. */
    public static HttpAnswer once(URI base, HttpRequest request) throws IOException {
        try (HttpConnection connection = new HttpConnection(base)) {
            return connection.exchange(request);
        }
    }

    public HttpAnswer exchange(HttpRequest request) throws IOException {
        return exchange(request.method(), message(request), false);
    }

    /**
     * Sends bytes that need not be a well-formed request.
     *
     * @param method the one they name: what is answered to HEAD has no body
     * @param thenEnds whether to end the sending side, as a client that gives up does
     */
    public HttpAnswer exchange(String method, byte[] message, boolean thenEnds) throws IOException {
        boolean answered = false;
        try {
            Socket open = open();
            send(message, thenEnds, open);
            InputStream in = new BufferedInputStream(open.getInputStream());
            Head head = readHead(in);
            String body = readBody(method, head, in);
            answered = !thenEnds && !head.endsConnection();
            lastUsed = System.nanoTime();
            return new HttpAnswer(head.status(), head.headers(), body);
        } finally {
            if (!answered) {
                close();
            }
        }
    }

    @Override
    public void close() throws IOException {
        if (socket != null) {
            socket.close();
            socket = null;
        }
    }

    private Socket open() throws IOException {
        if (socket != null && System.nanoTime() - lastUsed > IDLE_LIMIT.toNanos()) {
            close();
        }
        if (socket == null) {
            Socket opened = new Socket();
            socket = opened;
            opened.setTcpNoDelay(true);
            opened.setSoTimeout((int) PATIENCE.toMillis());
            opened.connect(new InetSocketAddress(host, port), (int) PATIENCE.toMillis());
            return opened;
        }
        return socket;
    }

    private byte[] message(HttpRequest request) {
        byte[] body = request.body() == null ? new byte[0] : request.body().getBytes(UTF_8);
        StringBuilder head = new StringBuilder();
        head.append(request.method()).append(' ').append(request.target()).append(" HTTP/1.1\r\n");
        if (request.headers().stream()
                .noneMatch(header -> header.name().equalsIgnoreCase("Host"))) {
            head.append("Host: ").append(hostHeader).append("\r\n");
        }
        for (HttpRequest.Header header : request.headers()) {
            head.append(header.name()).append(": ").append(header.value()).append("\r\n");
        }
        if (request.announcesLength()) {
            head.append("Content-Length: ").append(body.length).append("\r\n");
        }
        ByteArrayOutputStream message = new ByteArrayOutputStream();
        message.writeBytes(head.append("\r\n").toString().getBytes(ISO_8859_1));
        message.writeBytes(body);
        return message.toByteArray();
    }

    private static void send(byte[] message, boolean thenEnds, Socket open) {
        try {
            open.getOutputStream().write(message);
            if (thenEnds) {
                open.shutdownOutput();
            }
        } catch (IOException _) {
            // A server may answer and hang up before it has read the whole request, as it does with
            // one that is too large; if there is no answer either, reading it fails.
        }
    }

    /** Status line and headers. */
    private record Head(int status, Map<String, String> headers) {

        boolean isChunked() {
            return headers.getOrDefault("transfer-encoding", "").equalsIgnoreCase("chunked");
        }

        /** Whether the server closes the connection, be it only to show where the body ends. */
        boolean endsConnection() {
            return headers.getOrDefault("connection", "").equalsIgnoreCase("close")
                    || (!isChunked() && !headers.containsKey("content-length"));
        }
    }

    private static Head readHead(InputStream in) throws IOException {
        Head head;
        do {
            String[] statusLine = readLine(in).split(" ", 3);
            if (statusLine.length < 2 || !statusLine[0].startsWith("HTTP/1.")) {
                throw new ProtocolException("no status line: " + String.join(" ", statusLine));
            }
            head = new Head(Integer.parseInt(statusLine[1]), readHeaders(in));
        } while (head.status() < 200);
        return head;
    }

    private static Map<String, String> readHeaders(InputStream in) throws IOException {
        Map<String, String> headers = new LinkedHashMap<>();
        for (String line = readLine(in); !line.isEmpty(); line = readLine(in)) {
            int colon = line.indexOf(':');
            if (colon < 0) {
                throw new ProtocolException("no header line: " + line);
            }
            headers.merge(
                    line.substring(0, colon).toLowerCase(Locale.ROOT),
                    line.substring(colon + 1).strip(),
                    (one, other) -> one + ", " + other);
        }
        return headers;
    }

    private static String readBody(String method, Head head, InputStream in) throws IOException {
        if (method.equals("HEAD") || head.status() == 204 || head.status() == 304) {
            return "";
        }
        String length = head.headers().get("content-length");
        byte[] body;
        if (head.isChunked()) {
            body = readChunks(in);
        } else if (length != null) {
            body = readExactly(in, Integer.parseInt(length));
        } else {
            body = in.readAllBytes();
        }
        return new String(body, UTF_8);
    }

    private static byte[] readChunks(InputStream in) throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        while (true) {
            String size = readLine(in).split(";", 2)[0].strip();
            int length = Integer.parseInt(size, 16);
            if (length == 0) {
                readHeaders(in);
                return body.toByteArray();
            }
            body.writeBytes(readExactly(in, length));
            readLine(in);
        }
    }

    private static byte[] readExactly(InputStream in, int length) throws IOException {
        byte[] bytes = in.readNBytes(length);
        if (bytes.length < length) {
            throw new EOFException(
                    "the answer ends after %d of %d bytes".formatted(bytes.length, length));
        }
        return bytes;
    }

    private static String readLine(InputStream in) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) {
                throw new EOFException("the connection was closed in mid-answer");
            }
            line.write(next);
        }
        return line.toString(ISO_8859_1).stripTrailing();
    }
}
