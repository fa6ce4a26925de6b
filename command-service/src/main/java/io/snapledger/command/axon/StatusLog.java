package io.snapledger.command.axon;

import io.snapledger.contract.EventNames;
import io.snapledger.contract.origin.Origin;
import io.snapledger.contract.resource.ChangesStatus;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.messaging.MetaData;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import org.springframework.stereotype.Component;

/** Says once in the log that a resource changed its status, after it really did. */
@Component
class StatusLog implements LookUp {

    private static final Logger log = LoggerFactory.getLogger(StatusLog.class);

    @EventHandler
    void on(ChangesStatus event, MetaData metaData) {
        Origin origin = Origin.from(metaData);
        CurrentUnitOfWork.get()
                .root()
                .afterCommit(_ -> {
                    try (var _ = MDC.putCloseable(Origin.REQUEST_ID, origin.requestId())) {
                        say(event, origin);
                    }
                });
    }

    private static void say(ChangesStatus event, Origin origin) {
        log.info(
                "{} {}: {} -> {} ({})",
                EventNames.resourceType(EventNames.nameOf(event.getClass())),
                event.id(),
                event.change().from(),
                event.change().to(),
                origin.cause().word());
    }
}
