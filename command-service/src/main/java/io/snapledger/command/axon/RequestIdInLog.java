package io.snapledger.command.axon;

import io.snapledger.contract.origin.Origin;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.messaging.InterceptorChain;
import org.axonframework.messaging.MessageHandlerInterceptor;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.slf4j.MDC;

/**
 * Names the request in every line logged while its command is handled, and refuses a command that
 * names none.
 */
final class RequestIdInLog implements MessageHandlerInterceptor<CommandMessage<?>> {

    @Override
    public Object handle(UnitOfWork<? extends CommandMessage<?>> unitOfWork, InterceptorChain chain)
            throws Exception {
        Origin origin = Origin.from(unitOfWork.getMessage().getMetaData());
        try (var _ = MDC.putCloseable(Origin.REQUEST_ID, origin.requestId())) {
            return chain.proceed();
        }
    }
}
