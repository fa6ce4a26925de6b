package io.snapledger.command.grouptype;

import io.snapledger.command.axon.Aggregates;
import io.snapledger.command.axon.HandlesCommands;
import io.snapledger.command.grouptype.domain.GroupType;
import io.snapledger.command.reservation.References;
import io.snapledger.command.reservation.ResourceLocks;
import io.snapledger.command.reservation.UniqueNames;
import io.snapledger.contract.grouptype.GroupTypeCommand.CreateGroupType;
import io.snapledger.contract.grouptype.GroupTypeCommand.DeleteGroupType;
import io.snapledger.contract.grouptype.GroupTypeCommand.RemoveGroupSpec;
import io.snapledger.contract.grouptype.GroupTypeCommand.SetGroupSpecs;
import io.snapledger.contract.grouptype.GroupTypeCommand.UpdateGroupType;
import io.snapledger.contract.grouptype.GroupTypeId;
import io.snapledger.contract.grouptype.GroupTypeRefused.BuiltIn;
import io.snapledger.contract.grouptype.GroupTypeRefused.InUse;
import io.snapledger.contract.grouptype.GroupTypeRefused.KeepsName;
import io.snapledger.contract.grouptype.GroupTypeRefused.NameTaken;
import io.snapledger.contract.grouptype.GroupTypeRefused.NotFound;
import io.snapledger.contract.refusal.RefusedException;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.modelling.command.Aggregate;
import org.springframework.stereotype.Component;

/** Takes commands to group types. */
@Component
public class GroupTypeCommandHandler implements HandlesCommands {

    private final Aggregates<GroupType> aggregates;
    private final UniqueNames names;
    private final References references;
    private final ResourceLocks locks;

    GroupTypeCommandHandler(
            Aggregates<GroupType> aggregates,
            UniqueNames names,
            References references,
            ResourceLocks locks) {
        this.aggregates = aggregates;
        this.names = names;
        this.references = references;
        this.locks = locks;
    }

    @CommandHandler
    public void handle(CreateGroupType command) {
        names.claim(GroupTypes.KIND, command.name(), NameTaken::new);
        aggregates.add(() -> new GroupType(command));
    }

    @CommandHandler
    public void handle(UpdateGroupType command) {
        locks.exclusive(command.id());
        Aggregate<GroupType> type = existing(command.id());
        String name = command.name();
        if (name != null && !name.equals(type.invoke(GroupType::name))) {
            if (names.isNamed(GroupTypes.KIND, BuiltInGroupType.NAME, command.id())) {
                throw new RefusedException(new KeepsName(command.id()));
            }
            names.claim(GroupTypes.KIND, name, NameTaken::new);
        }
        type.execute(found -> found.update(command));
    }

    @CommandHandler
    public void handle(SetGroupSpecs command) {
        locks.exclusive(command.id());
        existing(command.id()).execute(type -> type.set(command));
    }

    @CommandHandler
    public void handle(RemoveGroupSpec command) {
        locks.exclusive(command.id());
        existing(command.id()).execute(type -> type.remove(command));
    }

    @CommandHandler
    public void handle(DeleteGroupType command) {
        locks.exclusive(command.id());
        Aggregate<GroupType> type = existing(command.id());
        if (names.isNamed(GroupTypes.KIND, BuiltInGroupType.NAME, command.id())) {
            throw new RefusedException(new BuiltIn(command.id()));
        }
        if (references.holds(command.id())) {
            throw new RefusedException(new InUse(command.id()));
        }
        type.execute(found -> found.delete(command));
    }

    private Aggregate<GroupType> existing(GroupTypeId id) {
        return aggregates.existing(id, NotFound::new);
    }
}
