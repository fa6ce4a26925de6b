package io.snapledger.gateway.edge;

import io.snapledger.contract.refusal.RefusedException;
import io.snapledger.gateway.answer.Answers;
import io.snapledger.gateway.answer.CutAnswer;
import io.snapledger.gateway.fault.Fault;
import io.snapledger.gateway.fault.FaultAnswer;
import io.snapledger.gateway.fault.LogText;
import io.snapledger.gateway.fault.PlainFault;
import io.snapledger.gateway.fault.RefusalFaults;
import io.snapledger.gateway.write.AnsweredBefore;
import io.snapledger.gateway.write.Outage;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.web.HttpMediaTypeException;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.context.request.async.AsyncRequestNotUsableException;
import org.springframework.web.servlet.HandlerExceptionResolver;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.NoHandlerFoundException;
import org.springframework.web.servlet.resource.NoResourceFoundException;
import org.springframework.web.util.DisconnectedClientHelper;

/** Turns whatever was thrown into the answer a client gets; only our own mistakes are logged. */
final class EdgeErrors implements HandlerExceptionResolver {

    private static final Logger log = LoggerFactory.getLogger(EdgeErrors.class);

    private final List<RefusalFaults> refusals;
    private final RefusedActions refusedActions;

    EdgeErrors(List<RefusalFaults> refusals, RefusedActions refusedActions) {
        this.refusals = refusals;
        this.refusedActions = refusedActions;
    }

    @Override
    public ModelAndView resolveException(
            HttpServletRequest request,
            HttpServletResponse response,
            @Nullable Object handler,
            Exception exception) {
        refusedActions.tell(request, handler, exception);
        try {
            answer(exception, request, response);
        } catch (IOException clientIsGone) {
            throw new ClientIsGone(clientIsGone);
        }
        return new ModelAndView();
    }

    void answer(Throwable thrown, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        if (isClientGone(thrown)) {
            log.debug("The client did not wait for its answer: {}", LogText.of(thrown.toString()));
            return;
        }
        if (response.isCommitted()) {
            if (Outage.explains(thrown)) {
                log.warn(
                        "Broke an answer off that had begun: {}",
                        LogText.of(Outage.sentence(thrown)));
            } else {
                log.error("Failed after the answer had begun", thrown);
            }
            // Nobody may take a part for the whole.
            CutAnswer.cut(request);
            return;
        }
        response.resetBuffer();
        switch (inWords(thrown)) {
            case Fault fault -> {
                log.debug("{}", LogText.of(fault.getMessage()));
                FaultAnswer.write(fault, request, response);
            }
            case AnsweredBefore before ->
                    RepeatedRequests.replay(before.answer(), request, response);
            case PlainFault plain -> plain.write(request, response);
            case NoHandlerFoundException _,
                    NoResourceFoundException _,
                    HttpRequestMethodNotSupportedException _,
                    HttpMediaTypeException _ ->
                    PlainFault.noRoute().write(request, response);
            case IllegalStateException failure when isUnknownHealth(failure) ->
                    PlainFault.noRoute().write(request, response);
            default -> {
                if (Outage.explains(thrown)) {
                    log.warn("Answered 503: {}", LogText.of(Outage.sentence(thrown)));
                    FaultAnswer.write(Outage.fault(), request, response);
                } else {
                    log.error(
                            "{} {} failed, request {}",
                            request.getMethod(),
                            LogText.of(request.getRequestURI()),
                            response.getHeader(Answers.REQUEST_ID),
                            thrown);
                    FaultAnswer.write(Fault.serverError(), request, response);
                }
            }
        }
    }

    // Boot's HealthEndpointSupport, asked for what is two levels below something that is not there.
    private static boolean isUnknownHealth(IllegalStateException failure) {
        return "'contributor' must not be null".equals(failure.getMessage());
    }

    // Spring wraps what a connection says when it breaks, and wraps the wrapping.
    // Connections to the database and to other services break with the same words: then the client
    // is there, and is told so.
    private static boolean isClientGone(Throwable thrown) {
        return thrown instanceof ClientIsGone
                || thrown instanceof AsyncRequestNotUsableException
                || (!Outage.explains(thrown)
                        && DisconnectedClientHelper.isClientDisconnectedException(thrown));
    }

    // A refusal that its own controller has no words for, because any command may meet it.
    private Throwable inWords(Throwable thrown) {
        return thrown instanceof RefusedException refusal
                ? refusals.stream()
                        .flatMap(words -> words.fault(refusal.refused()).stream())
                        .findFirst()
                        .<Throwable>map(fault -> fault)
                        .orElse(thrown)
                : thrown;
    }

    /** An answer could not be written. */
    private static final class ClientIsGone extends RuntimeException {

        ClientIsGone(IOException cause) {
            super(cause);
        }
    }
}
