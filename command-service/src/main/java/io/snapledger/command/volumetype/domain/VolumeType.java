package io.snapledger.command.volumetype.domain;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;
import static org.axonframework.modelling.command.AggregateLifecycle.markDeleted;

import io.snapledger.contract.resource.StatusChange;
import io.snapledger.contract.volumetype.VolumeTypeCommand.CreateVolumeType;
import io.snapledger.contract.volumetype.VolumeTypeCommand.DeleteVolumeType;
import io.snapledger.contract.volumetype.VolumeTypeEvent;
import io.snapledger.contract.volumetype.VolumeTypeEvent.VolumeTypeCreated;
import io.snapledger.contract.volumetype.VolumeTypeEvent.VolumeTypeDeleted;
import io.snapledger.contract.volumetype.VolumeTypeId;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.AggregateRoot;

/** A volume type: there, until it is deleted. */
@AggregateRoot(type = "volume-type")
public class VolumeType {

    private static final String AVAILABLE = "available";
    private static final String DELETED = "deleted";

    @AggregateIdentifier private VolumeTypeId id;

    @SuppressWarnings("NullAway.Init") // Axon fills it from the events
    protected VolumeType() {}

    @SuppressWarnings("NullAway.Init")
    public VolumeType(CreateVolumeType command) {
        apply(
                new VolumeTypeCreated(
                        command.id(),
                        command.name(),
                        command.description(),
                        command.isPublic(),
                        command.extraSpecs(),
                        StatusChange.to(null, AVAILABLE),
                        command.at()));
    }

    public void delete(DeleteVolumeType command) {
        apply(
                new VolumeTypeDeleted(
                        id, new StatusChange(AVAILABLE, DELETED, command.reason()), command.at()));
    }

    @EventSourcingHandler
    void on(VolumeTypeEvent event) {
        id = event.id();
        if (event instanceof VolumeTypeDeleted) {
            markDeleted();
        }
    }
}
