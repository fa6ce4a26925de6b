package io.snapledger.command.volumetype;

import io.snapledger.command.axon.Aggregates;
import io.snapledger.command.axon.HandlesCommands;
import io.snapledger.command.reservation.References;
import io.snapledger.command.reservation.ResourceLocks;
import io.snapledger.command.reservation.UniqueNames;
import io.snapledger.command.volumetype.domain.VolumeType;
import io.snapledger.contract.refusal.RefusedException;
import io.snapledger.contract.volumetype.VolumeTypeCommand.AddProjectAccess;
import io.snapledger.contract.volumetype.VolumeTypeCommand.CreateVolumeType;
import io.snapledger.contract.volumetype.VolumeTypeCommand.DeleteVolumeType;
import io.snapledger.contract.volumetype.VolumeTypeCommand.RemoveExtraSpec;
import io.snapledger.contract.volumetype.VolumeTypeCommand.RemoveProjectAccess;
import io.snapledger.contract.volumetype.VolumeTypeCommand.SetExtraSpecs;
import io.snapledger.contract.volumetype.VolumeTypeCommand.UpdateVolumeType;
import io.snapledger.contract.volumetype.VolumeTypeId;
import io.snapledger.contract.volumetype.VolumeTypeRefused.BuiltIn;
import io.snapledger.contract.volumetype.VolumeTypeRefused.InUse;
import io.snapledger.contract.volumetype.VolumeTypeRefused.KeepsName;
import io.snapledger.contract.volumetype.VolumeTypeRefused.NameTaken;
import io.snapledger.contract.volumetype.VolumeTypeRefused.NotFound;
import io.snapledger.contract.volumetype.VolumeTypeRefused.SpecsInUse;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.modelling.command.Aggregate;
import org.springframework.stereotype.Component;

/** Takes commands to volume types. */
@Component
public class VolumeTypeCommandHandler implements HandlesCommands {

    /** Who holds a reference to a type because it is of that type. */
    private static final String VOLUME = "volume";

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
        names.claim(VolumeTypes.KIND, command.name(), NameTaken::new);
        aggregates.add(() -> new VolumeType(command));
    }

    @CommandHandler
    public void handle(UpdateVolumeType command) {
        locks.exclusive(command.id());
        Aggregate<VolumeType> type = existing(command.id());
        String name = command.name();
        if (name != null && !name.equals(type.invoke(VolumeType::name))) {
            if (names.isNamed(VolumeTypes.KIND, BuiltInVolumeType.NAME, command.id())) {
                throw new RefusedException(new KeepsName(command.id()));
            }
            names.claim(VolumeTypes.KIND, name, NameTaken::new);
        }
        type.execute(found -> found.update(command));
    }

    @CommandHandler
    public void handle(SetExtraSpecs command) {
        locks.exclusive(command.id());
        refuseIfVolumesRelyOn(command.id());
        existing(command.id()).execute(type -> type.set(command));
    }

    @CommandHandler
    public void handle(RemoveExtraSpec command) {
        locks.exclusive(command.id());
        refuseIfVolumesRelyOn(command.id());
        existing(command.id()).execute(type -> type.remove(command));
    }

    @CommandHandler
    public void handle(AddProjectAccess command) {
        locks.exclusive(command.id());
        existing(command.id()).execute(type -> type.add(command));
    }

    @CommandHandler
    public void handle(RemoveProjectAccess command) {
        locks.exclusive(command.id());
        existing(command.id()).execute(type -> type.remove(command));
    }

    @CommandHandler
    public void handle(DeleteVolumeType command) {
        locks.exclusive(command.id());
        Aggregate<VolumeType> type = existing(command.id());
        if (names.isNamed(VolumeTypes.KIND, BuiltInVolumeType.NAME, command.id())) {
            throw new RefusedException(new BuiltIn(command.id()));
        }
        if (references.holds(command.id())) {
            throw new RefusedException(new InUse(command.id()));
        }
        type.execute(found -> found.delete(command));
    }

    private Aggregate<VolumeType> existing(VolumeTypeId id) {
        return aggregates.existing(id, NotFound::new);
    }

    // cinder/api/contrib/types_extra_specs.py, _allow_update(): groups of the type do not matter.
    private void refuseIfVolumesRelyOn(VolumeTypeId id) {
        if (references.holds(id, VOLUME)) {
            throw new RefusedException(new SpecsInUse(id));
        }
    }
}
