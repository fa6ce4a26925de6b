package io.snapledger.command.volumetype;

import io.snapledger.command.axon.Aggregates;
import io.snapledger.command.axon.HandlesCommands;
import io.snapledger.command.reservation.References;
import io.snapledger.command.reservation.ResourceLocks;
import io.snapledger.command.reservation.UniqueNames;
import io.snapledger.command.volumetype.domain.VolumeType;
import io.snapledger.contract.refusal.RefusedException;
import io.snapledger.contract.volumetype.VolumeTypeCommand.CreateVolumeType;
import io.snapledger.contract.volumetype.VolumeTypeCommand.DeleteVolumeType;
import io.snapledger.contract.volumetype.VolumeTypeRefused.BuiltIn;
import io.snapledger.contract.volumetype.VolumeTypeRefused.InUse;
import io.snapledger.contract.volumetype.VolumeTypeRefused.NameTaken;
import io.snapledger.contract.volumetype.VolumeTypeRefused.NotFound;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.modelling.command.Aggregate;
import org.springframework.stereotype.Component;

/** Takes commands to volume types. */
@Component
public class VolumeTypeCommandHandler implements HandlesCommands {

    private final Aggregates<VolumeType> aggregates;
    private final UniqueNames names;
    private final References references;
    private final ResourceLocks locks;

    VolumeTypeCommandHandler(
            Aggregates<VolumeType> aggregates,
            UniqueNames names,
            References references,
            ResourceLocks locks) {
        this.aggregates = aggregates;
        this.names = names;
        this.references = references;
        this.locks = locks;
    }

    @CommandHandler
    public void handle(CreateVolumeType command) {
        names.hold(VolumeTypes.KIND, command.name());
        if (names.isTaken(VolumeTypes.KIND, command.name())) {
            throw new RefusedException(new NameTaken(command.name()));
        }
        aggregates.add(() -> new VolumeType(command));
    }

    @CommandHandler
    public void handle(DeleteVolumeType command) {
        locks.exclusive(command.id());
        Aggregate<VolumeType> type =
                aggregates
                        .find(command.id())
                        .orElseThrow(() -> new RefusedException(new NotFound(command.id())));
        if (names.isNamed(VolumeTypes.KIND, BuiltInVolumeType.NAME, command.id())) {
            throw new RefusedException(new BuiltIn(command.id()));
        }
        if (references.holds(command.id())) {
            throw new RefusedException(new InUse(command.id()));
        }
        type.execute(found -> found.delete(command));
    }
}
