package io.snapledger.command.sharetype.domain;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;
import static org.axonframework.modelling.command.AggregateLifecycle.markDeleted;

import io.snapledger.contract.refusal.RefusedException;
import io.snapledger.contract.resource.StatusChange;
import io.snapledger.contract.sharetype.ShareTypeCommand.AddProjectAccess;
import io.snapledger.contract.sharetype.ShareTypeCommand.CreateShareType;
import io.snapledger.contract.sharetype.ShareTypeCommand.DeleteShareType;
import io.snapledger.contract.sharetype.ShareTypeCommand.RemoveExtraSpec;
import io.snapledger.contract.sharetype.ShareTypeCommand.RemoveProjectAccess;
import io.snapledger.contract.sharetype.ShareTypeCommand.SetExtraSpecs;
import io.snapledger.contract.sharetype.ShareTypeCommand.UpdateShareType;
import io.snapledger.contract.sharetype.ShareTypeEvent;
import io.snapledger.contract.sharetype.ShareTypeEvent.ShareTypeAccessAdded;
import io.snapledger.contract.sharetype.ShareTypeEvent.ShareTypeAccessRemoved;
import io.snapledger.contract.sharetype.ShareTypeEvent.ShareTypeCreated;
import io.snapledger.contract.sharetype.ShareTypeEvent.ShareTypeDeleted;
import io.snapledger.contract.sharetype.ShareTypeEvent.ShareTypeSpecRemoved;
import io.snapledger.contract.sharetype.ShareTypeEvent.ShareTypeSpecsSet;
import io.snapledger.contract.sharetype.ShareTypeEvent.ShareTypeUpdated;
import io.snapledger.contract.sharetype.ShareTypeId;
import io.snapledger.contract.sharetype.ShareTypeRefused.HasAccess;
import io.snapledger.contract.sharetype.ShareTypeRefused.HasNoAccess;
import io.snapledger.contract.sharetype.ShareTypeRefused.IsPublic;
import io.snapledger.contract.sharetype.ShareTypeRefused.NoSuchSpec;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.AggregateRoot;
import org.jspecify.annotations.Nullable;

/** A share type: there, until it is deleted. */
@AggregateRoot(type = "share-type")
public class ShareType {

    private static final String AVAILABLE = "available";
    private static final String DELETED = "deleted";

    private final Map<String, String> specs = new LinkedHashMap<>();
    private final Set<String> projects = new HashSet<>();

    @AggregateIdentifier private ShareTypeId id;
    private String name;
    private @Nullable String description;
    private boolean isPublic;

    @SuppressWarnings("NullAway.Init") // Axon fills it from the events
    protected ShareType() {}

    @SuppressWarnings("NullAway.Init")
    public ShareType(CreateShareType command) {
        apply(
                new ShareTypeCreated(
                        command.id(),
                        command.name(),
                        command.description(),
                        command.isPublic(),
                        command.extraSpecs(),
                        StatusChange.to(null, AVAILABLE),
                        command.at()));
    }

    /** Changes what is given; what is so already is no change. */
    public void update(UpdateShareType command) {
        String newName = command.name() == null ? name : command.name();
        String newDescription = command.description() == null ? description : command.description();
        boolean newPublic = command.isPublic() == null ? isPublic : command.isPublic();
        if (newName.equals(name)
                && Objects.equals(newDescription, description)
                && newPublic == isPublic) {
            return;
        }
        apply(
                new ShareTypeUpdated(
                        id,
                        newName,
                        newDescription,
                        newPublic,
                        unchanged(command.reason()),
                        command.at()));
    }

    /** Sets specs; those that are so already are no change. */
    public void set(SetExtraSpecs command) {
        Map<String, String> changed = new LinkedHashMap<>();
        command.extraSpecs()
                .forEach((key, value) -> {
                    if (!specs.containsKey(key) || !Objects.equals(specs.get(key), value)) {
                        changed.put(key, value);
                    }
                });
        if (!changed.isEmpty()) {
            apply(new ShareTypeSpecsSet(id, changed, unchanged(command.reason()), command.at()));
        }
    }

    public void remove(RemoveExtraSpec command) {
        if (!specs.containsKey(command.key())) {
            throw new RefusedException(new NoSuchSpec(id, command.key()));
        }
        apply(
                new ShareTypeSpecRemoved(
                        id, command.key(), unchanged(command.reason()), command.at()));
    }

    /** Lets a project in; only a private type has a list of those who may use it. */
    public void add(AddProjectAccess command) {
        refuseIfPublic();
        if (projects.contains(command.projectId())) {
            throw new RefusedException(new HasAccess(id, command.projectId()));
        }
        apply(
                new ShareTypeAccessAdded(
                        id, command.projectId(), unchanged(command.reason()), command.at()));
    }

    /** Shuts a project out again. */
    public void remove(RemoveProjectAccess command) {
        refuseIfPublic();
        if (!projects.contains(command.projectId())) {
            throw new RefusedException(new HasNoAccess(id, command.projectId()));
        }
        apply(
                new ShareTypeAccessRemoved(
                        id, command.projectId(), unchanged(command.reason()), command.at()));
    }

    private void refuseIfPublic() {
        if (isPublic) {
            throw new RefusedException(new IsPublic(id));
        }
    }

    public void delete(DeleteShareType command) {
        apply(
                new ShareTypeDeleted(
                        id, new StatusChange(AVAILABLE, DELETED, command.reason()), command.at()));
    }

    private static StatusChange unchanged(@Nullable String reason) {
        return new StatusChange(AVAILABLE, AVAILABLE, reason);
    }

    @EventSourcingHandler
    void on(ShareTypeEvent event) {
        id = event.id();
        switch (event) {
            case ShareTypeCreated created -> {
                name = created.name();
                description = created.description();
                isPublic = created.isPublic();
                specs.putAll(created.extraSpecs());
            }
            case ShareTypeUpdated updated -> {
                name = updated.name();
                description = updated.description();
                isPublic = updated.isPublic();
            }
            case ShareTypeSpecsSet set -> specs.putAll(set.extraSpecs());
            case ShareTypeSpecRemoved removed -> specs.remove(removed.key());
            case ShareTypeAccessAdded added -> projects.add(added.accessProjectId());
            case ShareTypeAccessRemoved removed -> projects.remove(removed.accessProjectId());
            case ShareTypeDeleted _ -> markDeleted();
        }
    }

    public String name() {
        return name;
    }

    public Map<String, String> specs() {
        return Map.copyOf(specs);
    }
}
