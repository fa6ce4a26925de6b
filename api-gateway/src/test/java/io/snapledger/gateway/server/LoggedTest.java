package io.snapledger.gateway.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.snapledger.gateway.fake.Rows;
import io.snapledger.gateway.fake.RunningGateway;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** Clients cannot make errors of their mistakes. */
class LoggedTest {

    private final RunningGateway gateway = RunningGateway.shared();
    private final Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    private final List<ILoggingEvent> events = new CopyOnWriteArrayList<>();
    private final ListAppender<ILoggingEvent> appender =
            new ListAppender<>() {
                @Override
                protected void append(ILoggingEvent event) {
                    events.add(event);
                }
            };

    @BeforeEach
    void listen() {
        appender.start();
        root.addAppender(appender);
    }

    @AfterEach
    void stopListening() {
        root.detachAppender(appender);
    }

    private List<String> worrying() {
        return events.stream()
                .filter(event -> event.getLevel().isGreaterOrEqual(Level.WARN))
                .map(event -> event.getLevel() + " " + event.getFormattedMessage())
                .toList();
    }

    @Test
    void aMethodOrVersionThatIsNotSpokenIsNoErrorOfOurs() {
        assertThat(gateway.request("GET", "/").speaking("HTTP/9.9").send().status()).isEqualTo(505);
        assertThat(gateway.request("GET", "/").header("Transfer-Encoding", "gzip").send().status())
                .isEqualTo(501);

        assertThat(worrying()).isEmpty();
    }

    @Test
    void aClientThatGoesAwayDuringALongAnswerIsNoErrorOfOurs() throws IOException {
        Logger edge = (Logger) LoggerFactory.getLogger("io.snapledger.gateway.edge");
        Level before = edge.getLevel();
        edge.setLevel(Level.DEBUG);
        gateway.reads.groupSnapshots.addAll(Collections.nCopies(100_000, Rows.groupSnapshot()));
        try (Socket socket = new Socket()) {
            socket.setReceiveBufferSize(1_024);
            // Closing then resets the connection, and writing to it fails at once.
            socket.setSoLinger(true, 0);
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), gateway.port()));
            String request =
                    """
                    GET /v3/d0/group_snapshots/detail HTTP/1.1\r
                    Host: a\r
                    X-Auth-Token: demo:d0:member,reader\r
                    OpenStack-API-Version: volume 3.70\r
                    \r
                    """;
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            // The answer has begun, and is far from its end.
            assertThat(socket.getInputStream().read()).isEqualTo('H');
        }
        try {
            await().until(() ->
                    events.stream()
                            .anyMatch(event ->
                                    event.getFormattedMessage()
                                            .startsWith("The client did not wait")));
        } finally {
            edge.setLevel(before);
        }

        assertThat(worrying()).isEmpty();
    }
}
