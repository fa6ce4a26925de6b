package io.snapledger.gateway.edge;

import io.snapledger.gateway.answer.Answers;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import org.jspecify.annotations.Nullable;

/** An answer that knows its request's id and does not say it, but where a handler repeats it. */
final class UnsaidRequestId extends HttpServletResponseWrapper {

    private final String id;

    UnsaidRequestId(HttpServletResponse response, String id) {
        super(response);
        this.id = id;
    }

    @Override
    public @Nullable String getHeader(String name) {
        return name.equalsIgnoreCase(Answers.REQUEST_ID) ? id : super.getHeader(name);
    }
}
