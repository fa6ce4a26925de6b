package io.snapledger.gateway.edge;

import io.snapledger.contract.digest.Sha256;
import io.snapledger.contract.idempotency.KeptAnswer;
import io.snapledger.gateway.answer.Answers;
import io.snapledger.gateway.caller.Caller;
import io.snapledger.gateway.fault.Fault;
import io.snapledger.gateway.microversion.Microversion;
import io.snapledger.gateway.write.Commands;
import io.snapledger.gateway.write.RepeatableRequest;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;
import tools.jackson.databind.cfg.JsonNodeFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * Answers a POST that is repeated under its {@code Idempotency-Key} as it was answered first,
 * before its handler looks at a world that has changed since. The semantics are those of the IETF's
 * draft draft-ietf-httpapi-idempotency-key-header; upstream has nothing like it.
 */
final class RepeatedRequests implements HandlerInterceptor {

    private static final JsonMapper SORTED =
            JsonMapper.builder().enable(JsonNodeFeature.WRITE_PROPERTIES_SORTED).build();

    private final Commands commands;

    RepeatedRequests(Commands commands) {
        this.commands = commands;
    }

    @Override
    public boolean preHandle(
            HttpServletRequest request, HttpServletResponse response, Object handler)
            throws IOException {
        List<String> keys = Collections.list(request.getHeaders(RepeatableRequest.HEADER));
        if (keys.isEmpty()
                || !(handler instanceof HandlerMethod method)
                || !method.hasMethodAnnotation(Creates.class)
                || !(request.getAttribute(Microversion.class.getName())
                        instanceof Microversion version)
                || !(request.getAttribute(Caller.class.getName()) instanceof Caller caller)) {
            return true;
        }
        RepeatableRequest repeatable =
                new RepeatableRequest(key(keys), fingerprint(request, version), status(method));
        Optional<KeptAnswer> kept = commands.answerOf(repeatable, caller);
        if (kept.isPresent()) {
            replay(kept.get(), request, response);
            return false;
        }
        request.setAttribute(RepeatableRequest.ATTRIBUTE, repeatable);
        return true;
    }

    private static String key(List<String> keys) {
        String key = keys.getFirst();
        boolean valid =
                keys.size() == 1
                        && !key.isEmpty()
                        && key.length() <= RepeatableRequest.MAX_LENGTH
                        && key.chars().allMatch(c -> c >= ' ' && c <= '~');
        if (!valid) {
            throw Fault.badRequest(
                    RepeatableRequest.HEADER
                            + " must be given once, with 1 to "
                            + RepeatableRequest.MAX_LENGTH
                            + " printable ASCII characters.");
        }
        return key;
    }

    // The body counts as JSON: neither blanks nor the order of an object's members tell two apart.
    private static String fingerprint(HttpServletRequest request, Microversion version) {
        RequestBody body = RequestBody.of(request);
        String content = body.isPresent() ? SORTED.writeValueAsString(body.tree()) : "";
        String whole =
                String.join(
                        "\n",
                        request.getMethod(),
                        request.getRequestURI(),
                        version.toString(),
                        content);
        return Sha256.hex(whole);
    }

    private static int status(HandlerMethod method) {
        ResponseStatus status =
                AnnotatedElementUtils.findMergedAnnotation(
                        method.getMethod(), ResponseStatus.class);
        return status == null ? HttpServletResponse.SC_OK : status.code().value();
    }

    /** Answers as before; the request's own id is new, as every request's. */
    static void replay(KeptAnswer answer, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        response.setHeader(RepeatableRequest.REPLAYED, "true");
        Answers.addComputeRequestId(response);
        Answers.send(
                request,
                response,
                answer.status(),
                AnswerTypes.accepted(request.getHeader("Accept"), RequestApi.of(request))
                        .toString(),
                answer.body());
    }
}
