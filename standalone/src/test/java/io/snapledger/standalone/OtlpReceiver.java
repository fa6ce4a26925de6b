package io.snapledger.standalone;

import com.sun.net.httpserver.HttpServer;
import io.snapledger.standalone.port.Ports;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Takes traces as a collector does: OTLP over HTTP. Of the protocol buffers it reads what tells
 * spans apart: opentelemetry/proto/trace/v1/trace.proto has the numbers of the fields.
 */
final class OtlpReceiver implements AutoCloseable {

    private final HttpServer server;
    private final List<Span> spans = new CopyOnWriteArrayList<>();

    /**
     * A span.
     *
     * @param service the resource's {@code service.name}
     * @param parent empty for the first of a trace
     */
    record Span(String service, String traceId, String id, String parent, String name) {}

    private OtlpReceiver(HttpServer server) {
        this.server = server;
    }

    static OtlpReceiver start() throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(Ports.loopback(), 0), 0);
        OtlpReceiver receiver = new OtlpReceiver(server);
        server.createContext(
                "/v1/traces",
                exchange -> {
                    receiver.take(exchange.getRequestBody().readAllBytes());
                    exchange.sendResponseHeaders(200, -1);
                    exchange.close();
                });
        server.start();
        return receiver;
    }

    String address() {
        return "http://127.0.0.1:%d/v1/traces".formatted(server.getAddress().getPort());
    }

    List<Span> spans() {
        return List.copyOf(spans);
    }

    private void take(byte[] request) {
        for (byte[] resourceSpans : fields(request, 1)) {
            String service =
                    fields(resourceSpans, 1).stream()
                            .flatMap(resource -> fields(resource, 1).stream())
                            .filter(attribute -> text(attribute, 1).equals("service.name"))
                            .map(attribute -> text(fields(attribute, 2).getFirst(), 1))
                            .findFirst()
                            .orElse("");
            for (byte[] scopeSpans : fields(resourceSpans, 2)) {
                for (byte[] span : fields(scopeSpans, 2)) {
                    spans.add(
                            new Span(
                                    service,
                                    hex(span, 1),
                                    hex(span, 2),
                                    hex(span, 4),
                                    text(span, 5)));
                }
            }
        }
    }

    private static String text(byte[] message, int field) {
        return fields(message, field).stream()
                .findFirst()
                .map(bytes -> new String(bytes, StandardCharsets.UTF_8))
                .orElse("");
    }

    private static String hex(byte[] message, int field) {
        return fields(message, field).stream()
                .findFirst()
                .map(HexFormat.of()::formatHex)
                .orElse("");
    }

    /** The values of a field that have a length: texts, bytes and messages. */
    private static List<byte[]> fields(byte[] message, int wanted) {
        List<byte[]> found = new ArrayList<>();
        ByteBuffer in = ByteBuffer.wrap(message).order(ByteOrder.LITTLE_ENDIAN);
        while (in.hasRemaining()) {
            long tag = varint(in);
            switch ((int) (tag & 7)) {
                case 0 -> varint(in);
                case 1 -> in.getLong();
                case 2 -> {
                    byte[] value = new byte[(int) varint(in)];
                    in.get(value);
                    if (tag >> 3 == wanted) {
                        found.add(value);
                    }
                }
                case 5 -> in.getInt();
                default -> throw new IllegalArgumentException("no wire type: " + (tag & 7));
            }
        }
        return found;
    }

    private static long varint(ByteBuffer in) {
        long value = 0;
        for (int shift = 0; ; shift += 7) {
            byte next = in.get();
            value |= (long) (next & 0x7f) << shift;
            if (next >= 0) {
                return value;
            }
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
