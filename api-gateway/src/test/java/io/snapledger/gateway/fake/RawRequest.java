package io.snapledger.gateway.fake;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One HTTP request, written to a socket as it stands: what a client library would put right stays.
 */
public final class RawRequest {

    private final int port;
    private final String method;
    private final String target;
    private final Map<String, String> headers = new LinkedHashMap<>();
    private byte[] body = new byte[0];
    private boolean chunked;
    private String version = "HTTP/1.1";

    RawRequest(int port, String method, String target) {
        this.port = port;
        this.method = method;
        this.target = target;
        headers.put("Host", "127.0.0.1:" + port);
    }

    /** Sets a header, or replaces it. */
    public RawRequest header(String name, String value) {
        headers.put(name, value);
        return this;
    }

    public RawRequest without(String name) {
        headers.remove(name);
        return this;
    }

    /** At another version than the newest. */
    public RawRequest at(String version) {
        return header("OpenStack-API-Version", "volume " + version);
    }

    /** A JSON body. */
    public RawRequest json(String text) {
        return header("Content-Type", "application/json").body(text);
    }

    /** A body of no stated type. */
    public RawRequest body(String text) {
        body = text.getBytes(StandardCharsets.UTF_8);
        return this;
    }

    /** A body of bytes. */
    public RawRequest body(byte[] bytes) {
        body = bytes;
        return this;
    }

    /** Names another version of HTTP. */
    public RawRequest speaking(String other) {
        version = other;
        return this;
    }

    /** Sends the body in chunks, without its length. */
    public RawRequest chunked() {
        chunked = true;
        return this;
    }

    public RawResponse send() {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            OutputStream out = socket.getOutputStream();
            out.write(bytes());
            out.flush();
            socket.shutdownOutput();
            return RawResponse.parse(socket.getInputStream().readAllBytes());
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private byte[] bytes() throws IOException {
        Map<String, String> all = new LinkedHashMap<>(headers);
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        if (chunked) {
            all.put("Transfer-Encoding", "chunked");
            String size = Integer.toHexString(body.length) + "\r\n";
            content.write(size.getBytes(StandardCharsets.US_ASCII));
            content.write(body);
            content.write("\r\n0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        } else {
            boolean measured = body.length > 0 || method.equals("POST") || method.equals("PUT");
            if (measured && !all.containsKey("Transfer-Encoding")) {
                all.put("Content-Length", Integer.toString(body.length));
            }
            content.write(body);
        }
        all.put("Connection", "close");
        StringBuilder head = new StringBuilder(method + " " + target + " " + version + "\r\n");
        all.forEach((name, value) -> head.append(name + ": " + value + "\r\n"));
        head.append("\r\n");
        ByteArrayOutputStream request = new ByteArrayOutputStream();
        request.write(head.toString().getBytes(StandardCharsets.UTF_8));
        request.write(content.toByteArray());
        return request.toByteArray();
    }
}
