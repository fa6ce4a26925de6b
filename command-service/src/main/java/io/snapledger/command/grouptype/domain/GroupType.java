package io.snapledger.command.grouptype.domain;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;
import static org.axonframework.modelling.command.AggregateLifecycle.markDeleted;

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
import io.snapledger.contract.resource.StatusChange;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.AggregateRoot;
import org.jspecify.annotations.Nullable;

/** A group type: there, until it is deleted. */
@AggregateRoot(type = "group-type")
public class GroupType {

    private static final String AVAILABLE = "available";
    private static final String DELETED = "deleted";

    private final Map<String, @Nullable String> specs = new LinkedHashMap<>();

    @AggregateIdentifier private GroupTypeId id;
    private String name;
    private @Nullable String description;
    private boolean isPublic;

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

    /** Changes what is given; what is so already is no change. */
    public void update(UpdateGroupType command) {
        String newName = command.name() == null ? name : command.name();
        String newDescription = command.description() == null ? description : command.description();
        boolean newPublic = command.isPublic() == null ? isPublic : command.isPublic();
        if (newName.equals(name)
                && Objects.equals(newDescription, description)
                && newPublic == isPublic) {
            return;
        }
        apply(
                new GroupTypeUpdated(
                        id,
                        newName,
                        newDescription,
                        newPublic,
                        unchanged(command.reason()),
                        command.at()));
    }

    /** Sets specs; those that are so already are no change. */
    public void set(SetGroupSpecs command) {
        Map<String, @Nullable String> changed = new LinkedHashMap<>();
        command.groupSpecs()
                .forEach((key, value) -> {
                    if (!specs.containsKey(key) || !Objects.equals(specs.get(key), value)) {
                        changed.put(key, value);
                    }
                });
        if (!changed.isEmpty()) {
            apply(new GroupTypeSpecsSet(id, changed, unchanged(command.reason()), command.at()));
        }
    }

    public void remove(RemoveGroupSpec command) {
        if (!specs.containsKey(command.key())) {
            throw new RefusedException(new NoSuchSpec(id, command.key()));
        }
        apply(
                new GroupTypeSpecRemoved(
                        id, command.key(), unchanged(command.reason()), command.at()));
    }

    public void delete(DeleteGroupType command) {
        apply(
                new GroupTypeDeleted(
                        id, new StatusChange(AVAILABLE, DELETED, command.reason()), command.at()));
    }

    private static StatusChange unchanged(@Nullable String reason) {
        return new StatusChange(AVAILABLE, AVAILABLE, reason);
    }

    @EventSourcingHandler
    void on(GroupTypeEvent event) {
        id = event.id();
        switch (event) {
            case GroupTypeCreated created -> {
                name = created.name();
                description = created.description();
                isPublic = created.isPublic();
                specs.putAll(created.groupSpecs());
            }
            case GroupTypeUpdated updated -> {
                name = updated.name();
                description = updated.description();
                isPublic = updated.isPublic();
            }
            case GroupTypeSpecsSet set -> specs.putAll(set.groupSpecs());
            case GroupTypeSpecRemoved removed -> specs.remove(removed.key());
            case GroupTypeDeleted _ -> markDeleted();
        }
    }

    public String name() {
        return name;
    }
}
