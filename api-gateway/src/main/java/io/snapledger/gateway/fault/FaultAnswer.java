package io.snapledger.gateway.fault;

import io.snapledger.gateway.answer.Answers;
import io.snapledger.gateway.json.PythonJson;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** The one place where a fault becomes bytes. */
public final class FaultAnswer {

    private FaultAnswer() {}

    public static void write(Fault fault, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        fault.headers().forEach(response::setHeader);
        Answers.addComputeRequestId(response);
        Answers.send(
                request, response, fault.status(), Answers.JSON, PythonJson.write(fault.body()));
    }
}
