package io.snapledger.systemtests.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Gives the answers it was given, byte for byte and in their order, whatever is asked. */
public final class ScriptedServer implements AutoCloseable {

    private static final Pattern LENGTH = Pattern.compile("(?im)^content-length: *(\\d+)");

    private final ServerSocket listener;
    private final Queue<String> script;
    private final List<String> received = new CopyOnWriteArrayList<>();
    private final Thread thread;

    private ScriptedServer(ServerSocket listener, List<String> script) {
        this.listener = listener;
        this.script = new ConcurrentLinkedQueue<>(script);
        thread = Thread.ofVirtual().start(this::serve);
    }

    /**
     * A server that gives those answers.
     *
     * @param script each a whole HTTP message; the connection stays open as long as the client's
     *     does
     */
    public static ScriptedServer of(ServerSocket listener, List<String> script) {
        return new ScriptedServer(listener, script);
    }

    /** A socket to listen on; apart, so that a script can contain its address. */
    public static ServerSocket listener() {
        try {
            return new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static URI base(ServerSocket listener) {
        return URI.create("http://127.0.0.1:" + listener.getLocalPort());
    }

    /** The requests so far, byte for byte. */
    public List<String> received() {
        return List.copyOf(received);
    }

    /** How many answers were not asked for. */
    public int left() {
        return script.size();
    }

    @Override
    public void close() throws IOException {
        listener.close();
        thread.interrupt();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private void serve() {
        while (!listener.isClosed()) {
            try (Socket client = listener.accept()) {
                converse(client);
            } catch (IOException _) {
                // The client or the test is done.
            }
        }
    }

    private void converse(Socket client) throws IOException {
        InputStream in = new BufferedInputStream(client.getInputStream());
        OutputStream out = client.getOutputStream();
        String request = readRequest(in);
        while (!request.isEmpty()) {
            received.add(request);
            String answer = script.poll();
            if (answer == null) {
                return;
            }
            out.write(answer.getBytes(UTF_8));
            out.flush();
            if (answer.contains("Connection: close")) {
                return;
            }
            request = readRequest(in);
        }
    }

    private static String readRequest(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        while (!head.toString().endsWith("\r\n\r\n")) {
            int next = in.read();
            if (next < 0) {
                return "";
            }
            head.append((char) next);
        }
        Matcher length = LENGTH.matcher(head);
        byte[] body =
                length.find() ? in.readNBytes(Integer.parseInt(length.group(1))) : new byte[0];
        return head + new String(body, ISO_8859_1);
    }
}
