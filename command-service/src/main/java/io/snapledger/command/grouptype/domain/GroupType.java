package io.snapledger.command.grouptype.domain;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;
import static org.axonframework.modelling.command.AggregateLifecycle.markDeleted;

import io.snapledger.command.type.domain.Existence;
import io.snapledger.command.type.domain.Naming;
import io.snapledger.command.type.domain.Specs;
import io.snapledger.contract.grouptype.GroupTypeCommand.CreateGroupType;
import io.snapledger.contract.grouptype.GroupTypeCommand.DeleteGroupType;
import io.snapledger.contract.grouptype.GroupTypeCommand.RemoveGroupSpec;
import io.snapledger.contract.grouptype.GroupTypeCommand.SetGroupSpecs;
import io.snapledger.contract.grouptype.GroupTypeCommand.UpdateGroupType;
import io.snapledger.contract.grouptype.GroupTypeEvent;
import io.snapledger.contract.grouptype.GroupTypeEvent.GroupTypeCreated;
import io.snapledger.contract.grouptype.GroupTypeEvent.GroupTypeDeleted;
import io.snapledger.contract.grouptype.GroupTypeEvent.GroupTypeSpecRemoved;
import io.snapledger.contract.grouptype.GroupTypeEvent.GroupTypeSpecsSet;
import io.snapledger.contract.grouptype.GroupTypeEvent.GroupTypeUpdated;
import io.snapledger.contract.grouptype.GroupTypeId;
import io.snapledger.contract.grouptype.GroupTypeRefused.NoSuchSpec;
import io.snapledger.contract.refusal.RefusedException;
import java.util.Map;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.AggregateRoot;
import org.jspecify.annotations.Nullable;

/** A group type: there, until it is deleted. */
@AggregateRoot(type = "group-type")
public class GroupType {

    private Specs<@Nullable String> specs = new Specs<>();

    @AggregateIdentifier private GroupTypeId id;
    private Naming naming;

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
                        Existence.begun(),
                        command.at()));
    }

    /** Changes what is given; what is so already is no change. */
    public void update(UpdateGroupType command) {
        Naming wanted = naming.with(command.name(), command.description(), command.isPublic());
        if (wanted.equals(naming)) {
            return;
        }
        apply(
                new GroupTypeUpdated(
                        id,
                        wanted.name(),
                        wanted.description(),
                        wanted.isPublic(),
                        Existence.unchanged(command.reason()),
                        command.at()));
    }

    /** Sets specs; those that are so already are no change. */
    public void set(SetGroupSpecs command) {
        Map<String, @Nullable String> changed = specs.missing(command.groupSpecs());
        if (!changed.isEmpty()) {
            apply(
                    new GroupTypeSpecsSet(
                            id, changed, Existence.unchanged(command.reason()), command.at()));
        }
    }

    public void remove(RemoveGroupSpec command) {
        if (!specs.has(command.key())) {
            throw new RefusedException(new NoSuchSpec(id, command.key()));
        }
        apply(
                new GroupTypeSpecRemoved(
                        id, command.key(), Existence.unchanged(command.reason()), command.at()));
    }

    public void delete(DeleteGroupType command) {
        apply(new GroupTypeDeleted(id, Existence.ended(command.reason()), command.at()));
    }

    @EventSourcingHandler
    void on(GroupTypeEvent event) {
        id = event.id();
        switch (event) {
            case GroupTypeCreated created -> {
                naming = new Naming(created.name(), created.description(), created.isPublic());
                specs.set(created.groupSpecs());
            }
            case GroupTypeUpdated updated ->
                    naming = new Naming(updated.name(), updated.description(), updated.isPublic());
            case GroupTypeSpecsSet set -> specs.set(set.groupSpecs());
            case GroupTypeSpecRemoved removed -> specs.remove(removed.key());
            case GroupTypeDeleted _ -> markDeleted();
        }
    }

    public String name() {
        return naming.name();
    }
}
