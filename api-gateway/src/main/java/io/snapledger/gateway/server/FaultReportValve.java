package io.snapledger.gateway.server;

import io.snapledger.gateway.answer.Answers;
import io.snapledger.gateway.api.Api;
import io.snapledger.gateway.fault.Fault;
import io.snapledger.gateway.fault.FaultAnswer;
import io.snapledger.gateway.fault.LogText;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.UUID;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes what Tomcat refuses by itself (a broken request line, an address that cannot be decoded,
 * too many headers) in the form of every other fault. Tomcat makes it by its class name.
 */
public final class FaultReportValve extends ErrorReportValve {

    private static final Logger log = LoggerFactory.getLogger(FaultReportValve.class);

    @Override
    protected void report(Request request, Response response, @Nullable Throwable thrown) {
        int status = response.getStatus();
        if (status < 400 || response.getContentWritten() > 0 || !response.setErrorReported()) {
            return;
        }
        if (response.getHeader(Answers.REQUEST_ID) == null) {
            response.setHeader(Answers.REQUEST_ID, "req-" + UUID.randomUUID());
        }
        String uri = LogText.of(request.getRequestURI());
        if (status == HttpServletResponse.SC_INTERNAL_SERVER_ERROR) {
            log.error("{} failed before any handler", uri, thrown);
        } else {
            // 501 and 505 too: what is wrong with the request is its method or its version.
            log.debug("{} is refused with {}", uri, status);
        }
        try {
            FaultAnswer.write(fault(status, request.getRequestURI()), request, response);
            response.finishResponse();
        } catch (IOException clientIsGone) {
            log.debug(
                    "The client did not wait for its answer: {}",
                    LogText.of(clientIsGone.toString()));
        }
    }

    private static Fault fault(int status, @Nullable String uri) {
        return switch (status) {
            // What is wrong with an address that has no escapes is not its decoding.
            case 400 ->
                    uri != null && uri.indexOf('%') >= 0
                            ? Api.of(uri).undecodable()
                            : Fault.badRequest();
            case 500 -> Fault.serverError();
            default -> Fault.of(status, "The server does not accept this request.");
        };
    }
}
