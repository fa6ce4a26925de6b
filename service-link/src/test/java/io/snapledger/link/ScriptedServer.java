package io.snapledger.link;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** A server that takes requests and never answers one. */
public final class ScriptedServer implements AutoCloseable {

    private final ServerSocket socket;
    private final boolean hangsUp;
    private final AtomicInteger requests = new AtomicInteger();
    private final List<Socket> open = new CopyOnWriteArrayList<>();

    private ScriptedServer(boolean hangsUp) throws IOException {
        this.hangsUp = hangsUp;
        socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(this::accept);
    }

    /** It ends the connection once a request has come. */
    public static ScriptedServer hangingUp() throws IOException {
        return new ScriptedServer(true);
    }

    /** It keeps the connection and says nothing. */
    public static ScriptedServer silent() throws IOException {
        return new ScriptedServer(false);
    }

    private void accept() {
        try {
            while (true) {
                Socket client = socket.accept();
                open.add(client);
                Thread.ofVirtual().start(() -> take(client));
            }
        } catch (IOException closed) {
            // The test is over.
        }
    }

    private void take(Socket client) {
        try {
            InputStream in = client.getInputStream();
            if (in.read() >= 0) {
                requests.incrementAndGet();
            }
            if (hangsUp) {
                client.close();
            }
        } catch (IOException closed) {
            // The test is over.
        }
    }

    /** Where it is. */
    public URI url() {
        return URI.create("http://127.0.0.1:" + socket.getLocalPort());
    }

    /** How many have come, each on a connection of its own. */
    public int requests() {
        return requests.get();
    }

    @Override
    public void close() throws IOException {
        socket.close();
        for (Socket client : open) {
            client.close();
        }
    }
}
