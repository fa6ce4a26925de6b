package io.snapledger.command.grouptype.domain;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;
import static org.axonframework.modelling.command.AggregateLifecycle.markDeleted;

import io.snapledger.contract.grouptype.GroupTypeCommand.CreateGroupType;
import io.snapledger.contract.grouptype.GroupTypeCommand.DeleteGroupType;
import io.snapledger.contract.grouptype.GroupTypeEvent;
import io.snapledger.contract.grouptype.GroupTypeEvent.GroupTypeCreated;
import io.snapledger.contract.grouptype.GroupTypeEvent.GroupTypeDeleted;
import io.snapledger.contract.grouptype.GroupTypeId;
import io.snapledger.contract.resource.StatusChange;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.AggregateRoot;

/** A group type: there, until it is deleted. */
@AggregateRoot(type = "group-type")
public class GroupType {

    private static final String AVAILABLE = "available";
    private static final String DELETED = "deleted";

    @AggregateIdentifier private GroupTypeId id;

    @SuppressWarnings("NullAway.Init") // Axon fills it from the events
    protected GroupType() {}

    @SuppressWarnings("NullAway.Init")
    public GroupType(CreateGroupType command) {
        apply(
                new GroupTypeCreated(
                        command.id(),
                        command.name(),
                        command.description(),
                        command.isPublic(),
                        command.groupSpecs(),
                        StatusChange.to(null, AVAILABLE),
                        command.at()));
    }

    public void delete(DeleteGroupType command) {
        apply(
                new GroupTypeDeleted(
                        id, new StatusChange(AVAILABLE, DELETED, command.reason()), command.at()));
    }

    @EventSourcingHandler
    void on(GroupTypeEvent event) {
        id = event.id();
        if (event instanceof GroupTypeDeleted) {
            markDeleted();
        }
    }
}
