package io.snapledger.command.sharetype.domain;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;
import static org.axonframework.modelling.command.AggregateLifecycle.markDeleted;

import io.snapledger.command.type.domain.Existence;
import io.snapledger.command.type.domain.Naming;
import io.snapledger.command.type.domain.Specs;
import io.snapledger.contract.refusal.RefusedException;
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
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.AggregateRoot;

/** A share type: there, until it is deleted. */
@AggregateRoot(type = "share-type")
public class ShareType {

    private Specs<String> specs = new Specs<>();
    private Set<String> projects = new LinkedHashSet<>();

    @AggregateIdentifier private ShareTypeId id;
    private Naming naming;

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
                        Existence.begun(),
                        command.at()));
    }

    /** Changes what is given; what is so already is no change. */
    public void update(UpdateShareType command) {
        Naming wanted = naming.with(command.name(), command.description(), command.isPublic());
        if (wanted.equals(naming)) {
            return;
        }
        apply(
                new ShareTypeUpdated(
                        id,
                        wanted.name(),
                        wanted.description(),
                        wanted.isPublic(),
                        Existence.unchanged(command.reason()),
                        command.at()));
    }

    /** Sets specs; those that are so already are no change. */
    public void set(SetExtraSpecs command) {
        Map<String, String> changed = specs.missing(command.extraSpecs());
        if (!changed.isEmpty()) {
            apply(
                    new ShareTypeSpecsSet(
                            id, changed, Existence.unchanged(command.reason()), command.at()));
        }
    }

    public void remove(RemoveExtraSpec command) {
        if (!specs.has(command.key())) {
            throw new RefusedException(new NoSuchSpec(id, command.key()));
        }
        apply(
                new ShareTypeSpecRemoved(
                        id, command.key(), Existence.unchanged(command.reason()), command.at()));
    }

    /** Lets a project in; only a private type has a list of those who may use it. */
    public void add(AddProjectAccess command) {
        refuseIfPublic();
        if (projects.contains(command.projectId())) {
            throw new RefusedException(new HasAccess(id, command.projectId()));
        }
        apply(
                new ShareTypeAccessAdded(
                        id,
                        command.projectId(),
                        Existence.unchanged(command.reason()),
                        command.at()));
    }

    /** Shuts a project out again. */
    public void remove(RemoveProjectAccess command) {
        refuseIfPublic();
        if (!projects.contains(command.projectId())) {
            throw new RefusedException(new HasNoAccess(id, command.projectId()));
        }
        apply(
                new ShareTypeAccessRemoved(
                        id,
                        command.projectId(),
                        Existence.unchanged(command.reason()),
                        command.at()));
    }

    private void refuseIfPublic() {
        if (naming.isPublic()) {
            throw new RefusedException(new IsPublic(id));
        }
    }

    public void delete(DeleteShareType command) {
        apply(new ShareTypeDeleted(id, Existence.ended(command.reason()), command.at()));
    }

    @EventSourcingHandler
    void on(ShareTypeEvent event) {
        id = event.id();
        switch (event) {
            case ShareTypeCreated created -> {
                naming = new Naming(created.name(), created.description(), created.isPublic());
                specs.set(created.extraSpecs());
            }
            case ShareTypeUpdated updated ->
                    naming = new Naming(updated.name(), updated.description(), updated.isPublic());
            case ShareTypeSpecsSet set -> specs.set(set.extraSpecs());
            case ShareTypeSpecRemoved removed -> specs.remove(removed.key());
            case ShareTypeAccessAdded added -> projects.add(added.accessProjectId());
            case ShareTypeAccessRemoved removed -> projects.remove(removed.accessProjectId());
            case ShareTypeDeleted _ -> markDeleted();
        }
    }

    public String name() {
        return naming.name();
    }

    public Map<String, String> specs() {
        return specs.all();
    }
}
