package io.snapledger.gateway.edge;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Answers {@code OPTIONS} on every known path, whatever methods it has. */
final class AnyOptions {

    public void answer(HttpServletResponse response) throws IOException {
        response.setContentLength(0);
        // Once it is on its way, the servlet no longer adds the Allow header that upstream has not.
        response.flushBuffer();
    }
}
