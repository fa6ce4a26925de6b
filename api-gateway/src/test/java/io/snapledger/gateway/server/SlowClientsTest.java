package io.snapledger.gateway.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.snapledger.gateway.fake.RunningGateway;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Clients that send one byte in a while, for ever: each byte is in time, the whole is not. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class SlowClientsTest {

    private static final String HEAD =
            "POST /v3/d0/group_snapshots HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Auth-Token:"
                    + " demo:d0:member,reader\r\nContent-Type: application/json\r\n";

    private static RunningGateway gateway;

    @BeforeAll
    static void start() {
        gateway =
                RunningGateway.with(
                        "snapledger.request-head-timeout=500ms",
                        "snapledger.request-body-timeout=500ms");
    }

    @AfterAll
    static void stop() {
        gateway.close();
    }

    /** Sends the beginning, then a byte now and then until the connection ends; what came back. */
    private static String drip(String beginning) throws IOException, InterruptedException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), gateway.port())) {
            OutputStream out = socket.getOutputStream();
            out.write(beginning.getBytes(StandardCharsets.US_ASCII));
            CountDownLatch ended = new CountDownLatch(1);
            Thread dripping =
                    Thread.ofVirtual()
                            .start(() -> {
                                try {
                                    while (!ended.await(20, TimeUnit.MILLISECONDS)) {
                                        out.write('1');
                                        out.flush();
                                    }
                                } catch (IOException cutOff) {
                                    // As it should be.
                                } catch (InterruptedException stop) {
                                    Thread.currentThread().interrupt();
                                }
                            });
            try {
                return answer(socket.getInputStream());
            } finally {
                ended.countDown();
                dripping.join();
            }
        }
    }

    private static String answer(InputStream in) throws IOException {
        StringBuilder answer = new StringBuilder();
        try {
            for (int c; (c = in.read()) >= 0; ) {
                answer.append((char) c);
            }
        } catch (SocketException reset) {
            // The end, too: what we had still sent was not read.
        }
        return answer.toString();
    }

    @Test
    void headersThatNeverEndAreCutOff() throws Exception {
        assertThat(drip("GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Long: ")).isEmpty();
    }

    @Test
    void aRequestLineThatNeverEndsIsCutOff() throws Exception {
        assertThat(drip("GET /")).isEmpty();
    }

    @Test
    void aSecondRequestOnTheSameConnectionIsWatchedToo() throws Exception {
        assertThat(drip("GET / HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\nGET / HTTP/1.1\r\nHos"))
                .startsWith("HTTP/1.1 300 ")
                .endsWith("]}]}");
    }

    @Test
    void aBodyThatNeverEndsIsRefusedAndCutOff() throws Exception {
        assertThat(drip(HEAD + "Content-Length: 100000\r\n\r\n"))
                .startsWith("HTTP/1.1 408 ")
                .contains("\r\nConnection: close\r\n")
                .contains("The server has waited too long for the request to be sent");
    }

    @Test
    void aBodyThatIsTooLargeAndNeverEndsIsCutOffToo() throws Exception {
        assertThat(drip(HEAD + "Content-Length: 10000000\r\n\r\n")).startsWith("HTTP/1.1 4");
    }
}
