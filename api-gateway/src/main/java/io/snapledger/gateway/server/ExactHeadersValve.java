package io.snapledger.gateway.server;

import io.snapledger.gateway.answer.ExactHeaders;
import jakarta.servlet.ServletException;
import java.io.IOException;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;

/** Lets the gateway write a header past Tomcat's own idea of how it is spelled. */
final class ExactHeadersValve extends ValveBase {

    ExactHeadersValve() {
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
        getNext().invoke(request, response);
    }
}
