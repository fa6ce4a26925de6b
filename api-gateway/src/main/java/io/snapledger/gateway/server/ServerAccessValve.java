package io.snapledger.gateway.server;

import io.snapledger.gateway.answer.CutAnswer;
import io.snapledger.gateway.answer.ExactHeaders;
import io.snapledger.gateway.answer.SlowReader;
import io.snapledger.gateway.answer.UnreadBody;
import jakarta.servlet.ServletException;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;
import org.apache.coyote.ActionCode;

/**
 * Lets the gateway write a header past Tomcat's own idea of how it is spelled, leave a body unread,
 * break an answer off, and say how long a client may pause while it reads.
 */
final class ServerAccessValve extends ValveBase {

    ServerAccessValve() {
        super(true);
    }

    @Override
    public void invoke(Request request, Response response) throws IOException, ServletException {
        ExactHeaders exact =
                (name, value) ->
                        response.getCoyoteResponse()
                                .getMimeHeaders()
                                .setValue(name)
                                .setString(value);
        request.setAttribute(ExactHeaders.ATTRIBUTE, exact);
        UnreadBody body =
                () -> response.getCoyoteResponse().action(ActionCode.DISABLE_SWALLOW_INPUT, null);
        request.setAttribute(UnreadBody.ATTRIBUTE, body);
        CutAnswer cut = () -> response.getCoyoteResponse().action(ActionCode.CLOSE_NOW, null);
        request.setAttribute(CutAnswer.ATTRIBUTE, cut);
        if (request.getConnector().getProtocolHandler() instanceof HeadTimeoutProtocol protocol) {
            invoke(request, response, protocol);
        } else {
            getNext().invoke(request, response);
        }
    }

    private void invoke(Request request, Response response, HeadTimeoutProtocol protocol)
            throws IOException, ServletException {
        AtomicBoolean changed = new AtomicBoolean();
        SlowReader slow =
                patience -> {
                    changed.set(true);
                    writeTimeout(request, protocol, patience);
                };
        request.setAttribute(SlowReader.ATTRIBUTE, slow);
        try {
            getNext().invoke(request, response);
        } finally {
            if (changed.get()) {
                // The connection may serve other requests.
                writeTimeout(request, protocol, Duration.ofMillis(protocol.getConnectionTimeout()));
            }
        }
    }

    private static void writeTimeout(
            Request request, HeadTimeoutProtocol protocol, Duration timeout) {
        protocol.writeTimeout(request.getRemoteAddr(), request.getRemotePort(), timeout);
    }
}
