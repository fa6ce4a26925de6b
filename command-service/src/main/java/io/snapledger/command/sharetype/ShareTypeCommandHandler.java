package io.snapledger.command.sharetype;

import io.snapledger.command.axon.Aggregates;
import io.snapledger.command.axon.HandlesCommands;
import io.snapledger.command.reservation.References;
import io.snapledger.command.reservation.ResourceLocks;
import io.snapledger.command.reservation.UniqueNames;
import io.snapledger.command.sharetype.domain.ShareType;
import io.snapledger.contract.refusal.RefusedException;
import io.snapledger.contract.sharetype.ShareTypeCommand.AddProjectAccess;
import io.snapledger.contract.sharetype.ShareTypeCommand.CreateShareType;
import io.snapledger.contract.sharetype.ShareTypeCommand.DeleteShareType;
import io.snapledger.contract.sharetype.ShareTypeCommand.RemoveExtraSpec;
import io.snapledger.contract.sharetype.ShareTypeCommand.RemoveProjectAccess;
import io.snapledger.contract.sharetype.ShareTypeCommand.SetExtraSpecs;
import io.snapledger.contract.sharetype.ShareTypeCommand.UpdateShareType;
import io.snapledger.contract.sharetype.ShareTypeId;
import io.snapledger.contract.sharetype.ShareTypeRefused.InUse;
import io.snapledger.contract.sharetype.ShareTypeRefused.NameTaken;
import io.snapledger.contract.sharetype.ShareTypeRefused.NotFound;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.modelling.command.Aggregate;
import org.springframework.stereotype.Component;

/** Takes commands to share types. */
@Component
public class ShareTypeCommandHandler implements HandlesCommands {

    private final Aggregates<ShareType> aggregates;
    private final UniqueNames names;
    private final References references;
    private final ResourceLocks locks;

    ShareTypeCommandHandler(
            Aggregates<ShareType> aggregates,
            UniqueNames names,
            References references,
            ResourceLocks locks) {
        this.aggregates = aggregates;
        this.names = names;
        this.references = references;
        this.locks = locks;
    }

    @CommandHandler
    public void handle(CreateShareType command) {
        names.claim(ShareTypes.KIND, command.name(), NameTaken::new);
        aggregates.add(() -> new ShareType(command));
    }

    @CommandHandler
    public void handle(UpdateShareType command) {
        locks.exclusive(command.id());
        Aggregate<ShareType> type = existing(command.id());
        String name = command.name();
        if (name != null && !name.equals(type.invoke(ShareType::name))) {
            names.claim(ShareTypes.KIND, name, NameTaken::new);
        }
        type.execute(found -> found.update(command));
    }

    @CommandHandler
    public void handle(SetExtraSpecs command) {
        locks.exclusive(command.id());
        existing(command.id()).execute(type -> type.set(command));
    }

    @CommandHandler
    public void handle(RemoveExtraSpec command) {
        locks.exclusive(command.id());
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
    public void handle(DeleteShareType command) {
        locks.exclusive(command.id());
        Aggregate<ShareType> type = existing(command.id());
        if (references.holds(command.id())) {
            throw new RefusedException(new InUse(command.id()));
        }
        type.execute(found -> found.delete(command));
    }

    private Aggregate<ShareType> existing(ShareTypeId id) {
        return aggregates.existing(id, NotFound::new);
    }
}
