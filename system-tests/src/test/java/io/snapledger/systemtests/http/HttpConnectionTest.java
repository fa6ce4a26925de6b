package io.snapledger.systemtests.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.EOFException;
import java.io.IOException;
import java.net.ServerSocket;
import java.util.List;
import org.junit.jupiter.api.Test;

class HttpConnectionTest {

    private static final String EMPTY = "HTTP/1.1 202 Accepted\r\nContent-Length: 0\r\n\r\n";

    @Test
    void sendsExactlyWhatItIsTold() throws IOException {
        HttpRequest request =
                HttpRequest.of("FOO", "/v3//x?a=%20&b={}").with("X-Token", "t").withBody("ä");

        assertThat(sent(request, EMPTY))
                .matches(
                        "(?s)FOO /v3//x\\?a=%20&b=\\{} HTTP/1\\.1\r\nHost: 127\\.0\\.0\\.1:\\d+\r\n"
                                + "X-Token: t\r\nContent-Length: 2\r\n\r\nÃ¤");
    }

    @Test
    void aRequestWithoutBodyAnnouncesNoLengthUnlessItsMethodIsMadeForOne() throws IOException {
        assertThat(sent(HttpRequest.of("DELETE", "/"), EMPTY)).doesNotContain("Content-Length");
        assertThat(sent(HttpRequest.of("POST", "/"), EMPTY)).contains("Content-Length: 0");
    }

    @Test
    void headersAreReplacedAndRemovedWhateverTheirCase() {
        HttpRequest request = HttpRequest.of("GET", "/").with("Accept", "a").with("accept", "b");

        assertThat(request.headers()).containsExactly(new HttpRequest.Header("accept", "b"));
        assertThat(request.without("ACCEPT").headers()).isEmpty();
    }

    @Test
    void repeatedHeaderLinesAreJoined() throws IOException {
        HttpAnswer answer =
                answer("HTTP/1.1 200 OK\r\nVary: a\r\nvary: b\r\nContent-Length: 2\r\n\r\n{}");

        assertThat(answer.header("vary")).contains("a, b");
        assertThat(answer.json().isObject()).isTrue();
    }

    @Test
    void chunksArePutTogether() throws IOException {
        String chunked =
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n2;x=y\r\nde\r\n0\r\n\r\n";

        assertThat(answer(chunked).body()).isEqualTo("abcde");
    }

    @Test
    void aBodyMayEndWithTheConnection() throws IOException {
        assertThat(answer("HTTP/1.1 404 Not Found\r\nConnection: close\r\n\r\nbye").body())
                .isEqualTo("bye");
    }

    @Test
    void theAnswerToAHeadRequestHasNoBody() throws IOException {
        try (ServerSocket listener = ScriptedServer.listener();
                ScriptedServer _ =
                        ScriptedServer.of(
                                listener,
                                List.of("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n"))) {
            HttpAnswer answer =
                    HttpConnection.once(ScriptedServer.base(listener), HttpRequest.of("HEAD", "/"));

            assertThat(answer.body()).isEmpty();
        }
    }

    @Test
    void anInterimAnswerIsNotTheAnswer() throws IOException {
        assertThat(answer("HTTP/1.1 100 Continue\r\n\r\n" + EMPTY).status()).isEqualTo(202);
    }

    @Test
    void aConnectionServesManyRequestsAndIsOpenedAgainAfterItsEnd() throws IOException {
        String last = "HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 1\r\n\r\n1";
        try (ServerSocket listener = ScriptedServer.listener();
                ScriptedServer server =
                        ScriptedServer.of(listener, List.of(EMPTY, EMPTY, last, EMPTY));
                HttpConnection connection = new HttpConnection(ScriptedServer.base(listener))) {
            HttpRequest request = HttpRequest.of("GET", "/");

            assertThat(connection.exchange(request).status()).isEqualTo(202);
            assertThat(connection.exchange(request).status()).isEqualTo(202);
            assertThat(connection.exchange(request).status()).isEqualTo(200);
            assertThat(connection.exchange(request).status()).isEqualTo(202);
            assertThat(server.left()).isZero();
        }
    }

    @Test
    void anAnswerThatBreaksOffIsAFailureAndTheNextRequestGetsANewConnection() throws IOException {
        String broken = "HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 5\r\n\r\n1";
        try (ServerSocket listener = ScriptedServer.listener();
                ScriptedServer _ = ScriptedServer.of(listener, List.of(broken, EMPTY));
                HttpConnection connection = new HttpConnection(ScriptedServer.base(listener))) {
            HttpRequest request = HttpRequest.of("GET", "/");

            assertThatThrownBy(() -> connection.exchange(request)).isInstanceOf(EOFException.class);
            assertThat(connection.exchange(request).status()).isEqualTo(202);
        }
    }

    private static HttpAnswer answer(String message) throws IOException {
        try (ServerSocket listener = ScriptedServer.listener();
                ScriptedServer _ = ScriptedServer.of(listener, List.of(message))) {
            return HttpConnection.once(ScriptedServer.base(listener), HttpRequest.of("GET", "/"));
        }
    }

    private static String sent(HttpRequest request, String answer) throws IOException {
        try (ServerSocket listener = ScriptedServer.listener();
                ScriptedServer server = ScriptedServer.of(listener, List.of(answer))) {
            HttpConnection.once(ScriptedServer.base(listener), request);
            return server.received().getFirst();
        }
    }
}
