package io.snapledger.gateway.server;

import io.snapledger.gateway.answer.ExactHeaders;
import io.snapledger.gateway.answer.UnreadBody;
import jakarta.servlet.ServletException;
import java.io.IOException;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;
import org.apache.coyote.ActionCode;

/**
 * Lets the gateway write a header past Tomcat's own idea of how it is spelled, and leave a body
 * unread.
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
        getNext().invoke(request, response);
    }
}
