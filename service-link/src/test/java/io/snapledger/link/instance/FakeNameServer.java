package io.snapledger.link.instance;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Answers every question with the service records that a test says: RFC 1035, 4.1, and RFC 2782.
 */
final class FakeNameServer implements AutoCloseable {

    private static final int HEADER = 12;
    private static final int SRV = 33;
    private static final int INTERNET = 1;
    private static final int ANSWER = 0x8580;
    private static final int NO_SUCH_NAME = 3;

    private final DatagramSocket socket;
    private volatile List<URI> there = List.of();

    FakeNameServer() throws IOException {
        socket = new DatagramSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        Thread.ofVirtual().start(this::serve);
    }

    /** Where it is, as JNDI takes it. */
    String url() {
        return "dns://127.0.0.1:" + socket.getLocalPort();
    }

    /** Who is there from now on. */
    void says(URI... urls) {
        there = List.of(urls);
    }

    private void serve() {
        while (!socket.isClosed()) {
            try {
                DatagramPacket question = new DatagramPacket(new byte[512], 512);
                socket.receive(question);
                byte[] answer = answer(question.getData());
                socket.send(new DatagramPacket(answer, answer.length, question.getSocketAddress()));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private byte[] answer(byte[] question) throws IOException {
        List<URI> now = there;
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        out.write(question, 0, 2);
        out.writeShort(now.isEmpty() ? ANSWER | NO_SUCH_NAME : ANSWER);
        out.writeShort(1);
        out.writeShort(now.size());
        out.writeInt(0);
        out.write(question, HEADER, endOfQuestion(question) - HEADER);
        for (URI url : now) {
            // The name that was asked for, by where it stands.
            out.writeShort(0xC000 | HEADER);
            out.writeShort(SRV);
            out.writeShort(INTERNET);
            out.writeInt(5);
            byte[] target = name(url.getHost());
            out.writeShort(6 + target.length);
            out.writeShort(0);
            out.writeShort(100);
            out.writeShort(url.getPort());
            out.write(target);
        }
        return bytes.toByteArray();
    }

    private static int endOfQuestion(byte[] question) {
        int at = HEADER;
        while (question[at] != 0) {
            at += question[at] + 1;
        }
        return at + 1 + 4;
    }

    private static byte[] name(String host) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (String label : host.split("\\.", -1)) {
            bytes.write(label.length());
            bytes.write(label.getBytes(StandardCharsets.US_ASCII));
        }
        bytes.write(0);
        return bytes.toByteArray();
    }

    @Override
    public void close() {
        socket.close();
    }
}
