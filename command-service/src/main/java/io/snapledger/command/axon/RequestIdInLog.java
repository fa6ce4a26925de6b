package io.snapledger.command.axon;

import io.snapledger.contract.origin.Origin;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.messaging.InterceptorChain;
import org.axonframework.messaging.MessageHandlerInterceptor;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/**
 * Names the request, and the project of who made it, in every line logged while its command is
 * handled, and refuses a command that names no request.
 */
final class RequestIdInLog implements MessageHandlerInterceptor<CommandMessage<?>> {

    private static final String PROJECT = "project_id";

    @Override
    public Object handle(UnitOfWork<? extends CommandMessage<?>> unitOfWork, InterceptorChain chain)
            throws Exception {
        Origin origin = Origin.from(unitOfWork.getMessage().getMetaData());
        // Where the command comes from the same process, they are there before and after it.
        String request = put(Origin.REQUEST_ID, origin.requestId());
        String project = put(PROJECT, origin.actor().projectId());
        try {
            return chain.proceed();
        } finally {
            put(Origin.REQUEST_ID, request);
            put(PROJECT, project);
        }
    }

    private static @Nullable String put(String key, @Nullable String value) {
        String before = MDC.get(key);
        if (value == null) {
            MDC.remove(key);
        } else {
            MDC.put(key, value);
        }
        return before;
    }
}
