package io.snapledger.gateway.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.snapledger.gateway.fault.Fault;
import io.snapledger.link.failure.FailureKind;
import io.snapledger.link.failure.RemoteFailure;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.SocketException;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.http.converter.HttpMessageNotWritableException;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

class EdgeErrorsTest {

    private final EdgeErrors errors =
            new EdgeErrors(
                    List.of(),
                    new RefusedActions(
                            new StaticListableBeanFactory()
                                    .getBeanProvider(OnRefusedAction.class)));
    private final MockHttpServletRequest request = new MockHttpServletRequest("GET", "/v3/x\ny");
    private final Logger logger = (Logger) LoggerFactory.getLogger(EdgeErrors.class);
    private final ListAppender<ILoggingEvent> appender = new ListAppender<>();

    @BeforeEach
    void listen() {
        appender.start();
        logger.addAppender(appender);
    }

    @AfterEach
    void stopListening() {
        logger.detachAppender(appender);
    }

    private List<ILoggingEvent> worrying() {
        return appender.list.stream()
                .filter(event -> event.getLevel().isGreaterOrEqual(Level.WARN))
                .toList();
    }

    static Stream<Exception> brokenConnections() {
        IOException broken = new IOException("Broken pipe");
        return Stream.of(
                broken,
                new UncheckedIOException(broken),
                new HttpMessageNotWritableException("no", broken),
                new HttpMessageNotWritableException("no", new RuntimeException(broken)),
                new ServletException(new RuntimeException(new EOFException())),
                new RuntimeException(new IOException("Connection reset by peer")));
    }

    @ParameterizedTest
    @MethodSource("brokenConnections")
    void aConnectionThatBrokeIsTheClientsBusiness(Exception broken) throws IOException {
        for (boolean committed : List.of(false, true)) {
            MockHttpServletResponse response = new MockHttpServletResponse();
            response.setCommitted(committed);
            errors.answer(broken, request, response);
            assertThat(response.getContentAsByteArray()).isEmpty();
        }
        assertThat(worrying()).isEmpty();
    }

    static Stream<Exception> brokenConnectionsOfOurs() {
        IOException reset = new SocketException("Connection reset by peer");
        return Stream.of(
                new RemoteFailure(FailureKind.AWAY, "command-service: broken", reset),
                new RemoteFailure(FailureKind.AWAY, "query-service: ended", new EOFException()),
                new IllegalStateException(
                        new SQLException("An I/O error occurred", "08006", reset)));
    }

    @ParameterizedTest
    @MethodSource("brokenConnectionsOfOurs")
    void aConnectionOfOursThatBrokeIsAnOutageAndTheClientIsToldSo(Exception broken)
            throws IOException {
        MockHttpServletResponse response = new MockHttpServletResponse();

        errors.answer(broken, request, response);

        assertThat(response.getStatus()).isEqualTo(503);
        assertThat(response.getContentAsString()).contains("temporarily unavailable");
    }

    @Test
    void aConnectionThatBreaksUnderAFaultIsToo() throws IOException {
        MockHttpServletResponse breaking =
                new MockHttpServletResponse() {
                    @Override
                    public ServletOutputStream getOutputStream() {
                        throw new UncheckedIOException(new IOException("Broken pipe"));
                    }
                };

        assertThatThrownBy(() ->
                        errors.resolveException(
                                request, breaking, null, Fault.badRequest("x".repeat(100_000))))
                .satisfies(broken -> errors.answer(broken, request, new MockHttpServletResponse()));
        assertThat(worrying()).isEmpty();
    }

    @Test
    void aMistakeOfOursIsLoggedOnOneLineWithItsTrace() throws IOException {
        for (RuntimeException mistake :
                List.of(
                        new IllegalStateException("ours"),
                        new UncheckedIOException(new IOException("No space left on device")))) {
            MockHttpServletResponse response = new MockHttpServletResponse();
            errors.answer(mistake, request, response);

            assertThat(response.getStatus()).isEqualTo(500);
            assertThat(worrying())
                    .last()
                    .satisfies(event -> {
                        assertThat(event.getFormattedMessage())
                                .contains("GET /v3/x\\u000ay failed");
                        assertThat(event.getThrowableProxy()).isNotNull();
                    });
        }
        assertThat(worrying()).hasSize(2);
    }
}
