package io.snapledger.command.volumetype.domain;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;
import static org.axonframework.modelling.command.AggregateLifecycle.markDeleted;

import io.snapledger.command.type.domain.Existence;
import io.snapledger.command.type.domain.Naming;
import io.snapledger.command.type.domain.Specs;
import io.snapledger.contract.refusal.RefusedException;
import io.snapledger.contract.volumetype.VolumeTypeCommand.AddProjectAccess;
import io.snapledger.contract.volumetype.VolumeTypeCommand.CreateVolumeType;
import io.snapledger.contract.volumetype.VolumeTypeCommand.DeleteVolumeType;
import io.snapledger.contract.volumetype.VolumeTypeCommand.RemoveExtraSpec;
import io.snapledger.contract.volumetype.VolumeTypeCommand.RemoveProjectAccess;
import io.snapledger.contract.volumetype.VolumeTypeCommand.SetExtraSpecs;
import io.snapledger.contract.volumetype.VolumeTypeCommand.UpdateVolumeType;
import io.snapledger.contract.volumetype.VolumeTypeEvent;
import io.snapledger.contract.volumetype.VolumeTypeEvent.VolumeTypeAccessAdded;
import io.snapledger.contract.volumetype.VolumeTypeEvent.VolumeTypeAccessRemoved;
import io.snapledger.contract.volumetype.VolumeTypeEvent.VolumeTypeCreated;
import io.snapledger.contract.volumetype.VolumeTypeEvent.VolumeTypeDeleted;
import io.snapledger.contract.volumetype.VolumeTypeEvent.VolumeTypeSpecRemoved;
import io.snapledger.contract.volumetype.VolumeTypeEvent.VolumeTypeSpecsSet;
import io.snapledger.contract.volumetype.VolumeTypeEvent.VolumeTypeUpdated;
import io.snapledger.contract.volumetype.VolumeTypeId;
import io.snapledger.contract.volumetype.VolumeTypeRefused.CacheableMultiattach;
import io.snapledger.contract.volumetype.VolumeTypeRefused.HasAccess;
import io.snapledger.contract.volumetype.VolumeTypeRefused.HasNoAccess;
import io.snapledger.contract.volumetype.VolumeTypeRefused.IsPublic;
import io.snapledger.contract.volumetype.VolumeTypeRefused.NoSuchSpec;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.AggregateRoot;
import org.jspecify.annotations.Nullable;

/** A volume type: there, until it is deleted. */
@AggregateRoot(type = "volume-type")
public class VolumeType {

    private static final String YES = "<is> True";

    private Specs<@Nullable String> specs = new Specs<>();
    private Set<String> projects = new LinkedHashSet<>();

    @AggregateIdentifier private VolumeTypeId id;
    private Naming naming;

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
                        Existence.begun(),
                        command.at()));
    }

    /** Changes what is given; what is so already is no change. */
    public void update(UpdateVolumeType command) {
        Naming wanted = naming.with(command.name(), command.description(), command.isPublic());
        if (wanted.equals(naming)) {
            return;
        }
        apply(
                new VolumeTypeUpdated(
                        id,
                        wanted.name(),
                        wanted.description(),
                        wanted.isPublic(),
                        Existence.unchanged(command.reason()),
                        command.at()));
    }

    /** Sets specs; those that are so already are no change. */
    public void set(SetExtraSpecs command) {
        refuseCacheableMultiattach(command);
        Map<String, @Nullable String> changed = specs.missing(command.extraSpecs());
        if (!changed.isEmpty()) {
            apply(
                    new VolumeTypeSpecsSet(
                            id, changed, Existence.unchanged(command.reason()), command.at()));
        }
    }

    // cinder/api/contrib/types_extra_specs.py, _check_cacheable(), for every way to set one.
    private void refuseCacheableMultiattach(SetExtraSpecs command) {
        boolean cacheable = YES.equals(command.extraSpecs().get("cacheable"));
        boolean multiattach = YES.equals(command.extraSpecs().get("multiattach"));
        boolean cacheableAlready = YES.equals(specs.get("cacheable"));
        boolean multiattachAlready = YES.equals(specs.get("multiattach"));
        if ((cacheable && multiattach)
                || (cacheable && multiattachAlready)
                || (multiattach && cacheableAlready)) {
            throw new RefusedException(new CacheableMultiattach(id));
        }
    }

    public void remove(RemoveExtraSpec command) {
        if (!specs.has(command.key())) {
            throw new RefusedException(new NoSuchSpec(id, command.key()));
        }
        apply(
                new VolumeTypeSpecRemoved(
                        id, command.key(), Existence.unchanged(command.reason()), command.at()));
    }

    /** Lets a project in; only a private type has a list of those who may use it. */
    public void add(AddProjectAccess command) {
        refuseIfPublic();
        if (projects.contains(command.projectId())) {
            throw new RefusedException(new HasAccess(id, command.projectId()));
        }
        apply(
                new VolumeTypeAccessAdded(
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
                new VolumeTypeAccessRemoved(
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

    public void delete(DeleteVolumeType command) {
        apply(new VolumeTypeDeleted(id, Existence.ended(command.reason()), command.at()));
    }

    @EventSourcingHandler
    void on(VolumeTypeEvent event) {
        id = event.id();
        switch (event) {
            case VolumeTypeCreated created -> {
                naming = new Naming(created.name(), created.description(), created.isPublic());
                specs.set(created.extraSpecs());
            }
            case VolumeTypeUpdated updated ->
                    naming = new Naming(updated.name(), updated.description(), updated.isPublic());
            case VolumeTypeSpecsSet set -> specs.set(set.extraSpecs());
            case VolumeTypeSpecRemoved removed -> specs.remove(removed.key());
            case VolumeTypeAccessAdded added -> projects.add(added.accessProjectId());
            case VolumeTypeAccessRemoved removed -> projects.remove(removed.accessProjectId());
            case VolumeTypeDeleted _ -> markDeleted();
        }
    }

    public String name() {
        return naming.name();
    }
}
