package io.snapledger.gateway.snapshot;

import io.snapledger.contract.list.ListQuery;
import io.snapledger.contract.origin.Cause;
import io.snapledger.contract.resource.MetadataChange;
import io.snapledger.contract.snapshot.SnapshotCommand.ChangeSnapshotMetadata;
import io.snapledger.contract.snapshot.SnapshotCommand.CreateSnapshot;
import io.snapledger.contract.snapshot.SnapshotCommand.DeleteSnapshot;
import io.snapledger.contract.snapshot.SnapshotCommand.RenameSnapshot;
import io.snapledger.contract.snapshot.SnapshotCommand.ReportSnapshotStatus;
import io.snapledger.contract.snapshot.SnapshotCommand.ResetSnapshotStatus;
import io.snapledger.contract.snapshot.SnapshotId;
import io.snapledger.contract.snapshot.SnapshotReads;
import io.snapledger.contract.snapshot.SnapshotStatus;
import io.snapledger.contract.snapshot.SnapshotView;
import io.snapledger.contract.volume.VolumeId;
import io.snapledger.contract.volume.VolumeReads;
import io.snapledger.contract.volume.VolumeView;
import io.snapledger.gateway.caller.Caller;
import io.snapledger.gateway.edge.Action;
import io.snapledger.gateway.edge.CinderApi;
import io.snapledger.gateway.edge.Creates;
import io.snapledger.gateway.edge.EmptyJson;
import io.snapledger.gateway.edge.NotServed;
import io.snapledger.gateway.extension.ServesExtension;
import io.snapledger.gateway.json.JsonBody;
import io.snapledger.gateway.links.Links;
import io.snapledger.gateway.list.GeneralFiltering;
import io.snapledger.gateway.list.ListRequests;
import io.snapledger.gateway.list.ListRules;
import io.snapledger.gateway.list.QueryParameters;
import io.snapledger.gateway.list.ResourceFilters;
import io.snapledger.gateway.metadata.MetadataBodies;
import io.snapledger.gateway.metadata.MetadataFilter;
import io.snapledger.gateway.microversion.CinderVersions;
import io.snapledger.gateway.microversion.Microversion;
import io.snapledger.gateway.policy.Policy;
import io.snapledger.gateway.policy.Target;
import io.snapledger.gateway.policytarget.Targets;
import io.snapledger.gateway.schema.Uuids;
import io.snapledger.gateway.write.AuditReason;
import io.snapledger.gateway.write.Commands;
import io.snapledger.gateway.write.Moment;
import io.snapledger.gateway.write.WordedCommands;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.ResponseStatus;

/** {@code /snapshots}: single ones, and the members of group snapshots one by one. */
@CinderApi
@ServesExtension(
        alias = "os-extended-snapshot-attributes",
        name = "ExtendedSnapshotAttributes",
        description = "Extended SnapshotAttributes support.",
        updated = "2012-06-19T00:00:00+00:00")
@ServesExtension(
        alias = "os-snapshot-actions",
        name = "SnapshotActions",
        description = "Enable snapshot manager actions.",
        updated = "2013-07-16T00:00:00+00:00")
final class SnapshotController {

    private static final String METADATA = "metadata";

    /** What callers who are not administrators could filter by from the beginning. */
    private static final Set<String> OLD_FILTERS = Set.of("status", "volume_id", "name", METADATA);

    static final ListRules LISTS =
            new ListRules(
                    Set.of(
                            "id",
                            "name",
                            "display_name",
                            "description",
                            "display_description",
                            "status",
                            "volume_id",
                            "volume_size",
                            "deleted",
                            "group_snapshot_id",
                            "project_id",
                            "user_id",
                            "created_at",
                            "updated_at"),
                    ResourceFilters.SNAPSHOT.filters(),
                    CinderVersions.BASE_VERSION,
                    "Snapshot %s could not be found.");

    private final SnapshotReads reads;
    private final VolumeReads volumes;
    private final WordedCommands commands;
    private final Policy policy;
    private final ListRequests lists;

    SnapshotController(
            SnapshotReads reads,
            VolumeReads volumes,
            Commands commands,
            Policy policy,
            ListRequests lists) {
        this.reads = reads;
        this.volumes = volumes;
        this.commands = commands.worded(SnapshotFaults::of);
        this.policy = policy;
        this.lists = lists;
    }

    @GetMapping("/snapshots")
    SnapshotBody.Page list(
            QueryParameters parameters, Caller caller, Microversion version, Links links) {
        return page(
                parameters, caller, version, links, SnapshotBody.COLLECTION, SnapshotBody::summary);
    }

    @GetMapping("/snapshots/detail")
    SnapshotBody.Page listDetail(
            QueryParameters parameters, Caller caller, Microversion version, Links links) {
        return page(
                parameters,
                caller,
                version,
                links,
                SnapshotBody.COLLECTION + "/detail",
                snapshot -> SnapshotBody.of(snapshot, caller, version, policy));
    }

    @GetMapping("/snapshots/{id}")
    SnapshotBody.One show(@PathVariable String id, Caller caller, Microversion version) {
        return new SnapshotBody.One(SnapshotBody.of(find(id, caller), caller, version, policy));
    }

    @PostMapping("/snapshots")
    @Creates
    @ResponseStatus(HttpStatus.ACCEPTED)
    SnapshotBody.One create(JsonBody body, Caller caller, Microversion version) {
        SnapshotSchemas.Creation asked = SnapshotSchemas.creation(body);
        VolumeView volume = findVolume(asked.volumeId(), caller);
        CreateSnapshot command =
                new CreateSnapshot(
                        new SnapshotId(UUID.randomUUID()),
                        volume.id(),
                        asked.inUseToo(version),
                        asked.name(),
                        asked.description(),
                        asked.metadata(),
                        caller.owningProject(),
                        caller.userId(),
                        UUID.randomUUID(),
                        Moment.now());
        policy.enforce(caller, SnapshotPolicy.CREATE, Targets.of(volume));
        SnapshotBody.One answer =
                new SnapshotBody.One(SnapshotBody.of(accepted(command, volume), version));
        return commands.create(command, caller, answer);
    }

    // volume/api.py, get(): who may not see it is told that it is not there.
    private VolumeView findVolume(@Nullable String id, Caller caller) {
        return Uuids.canonical(String.valueOf(id))
                .flatMap(uuid -> volumes.find(new VolumeId(uuid), caller.visibleProject()))
                .filter(volume ->
                        policy.allows(caller, SnapshotPolicy.GET_VOLUME, Targets.of(volume)))
                .orElseThrow(() -> SnapshotFaults.volumeNotFound(id == null ? "None" : id));
    }

    /** As it was when it was accepted; by now an agent may have taken it. */
    private static SnapshotView accepted(CreateSnapshot command, VolumeView volume) {
        return new SnapshotView(
                command.id(),
                command.projectId(),
                command.userId(),
                command.name(),
                command.description(),
                command.volumeId(),
                SnapshotStatus.CREATING,
                volume.sizeGib(),
                command.metadata(),
                null,
                0,
                null,
                command.at(),
                null);
    }

    @PutMapping("/snapshots/{id}")
    SnapshotBody.One update(
            @PathVariable String id, JsonBody body, Caller caller, Microversion version) {
        SnapshotSchemas.Renaming asked = SnapshotSchemas.renaming(body);
        SnapshotView snapshot = find(id, caller);
        policy.enforce(caller, SnapshotPolicy.UPDATE, Targets.of(snapshot));
        commands.send(
                new RenameSnapshot(snapshot.id(), asked.name(), asked.description(), Moment.now()),
                caller,
                Cause.REQUEST);
        return new SnapshotBody.One(SnapshotBody.of(lookup(id, caller).orElse(snapshot), version));
    }

    @DeleteMapping("/snapshots/{id}")
    @ResponseStatus(HttpStatus.ACCEPTED)
    void delete(@PathVariable String id, Caller caller, AuditReason reason) {
        delete(find(id, caller), false, caller, reason);
    }

    private void delete(SnapshotView snapshot, boolean force, Caller caller, AuditReason reason) {
        policy.enforce(caller, SnapshotPolicy.DELETE, Targets.of(snapshot));
        commands.send(
                new DeleteSnapshot(
                        snapshot.id(), force, reason.text(), UUID.randomUUID(), Moment.now()),
                caller,
                Cause.REQUEST);
    }

    @PostMapping("/snapshots/{id}/action")
    @Action(SnapshotSchemas.FORCE_DELETE)
    @ResponseStatus(HttpStatus.ACCEPTED)
    @EmptyJson
    void forceDelete(
            @PathVariable String id, JsonBody anything, Caller caller, AuditReason reason) {
        SnapshotView snapshot = find(id, caller);
        policy.enforce(caller, SnapshotPolicy.FORCE_DELETE, Targets.of(snapshot));
        delete(snapshot, true, caller, reason);
    }

    @PostMapping("/snapshots/{id}/action")
    @Action(SnapshotSchemas.RESET_STATUS)
    @ResponseStatus(HttpStatus.ACCEPTED)
    @EmptyJson
    void resetStatus(@PathVariable String id, JsonBody body, Caller caller, AuditReason reason) {
        SnapshotStatus status = SnapshotSchemas.reset(body);
        // Upstream asks for no right to see it here.
        SnapshotView snapshot = lookup(id, caller).orElseThrow(() -> SnapshotFaults.notFound(id));
        policy.enforce(caller, SnapshotPolicy.RESET_STATUS, Targets.of(snapshot));
        commands.send(
                new ResetSnapshotStatus(snapshot.id(), status, reason.text(), Moment.now()),
                caller,
                Cause.ADMINISTRATOR);
    }

    @PostMapping("/snapshots/{id}/action")
    @Action(SnapshotSchemas.REPORT_STATUS)
    @ResponseStatus(HttpStatus.ACCEPTED)
    void reportStatus(@PathVariable String id, JsonBody body, Caller caller) {
        SnapshotSchemas.Report told = SnapshotSchemas.report(body);
        SnapshotView snapshot = lookup(id, caller).orElseThrow(() -> SnapshotFaults.notFound(id));
        policy.enforce(caller, SnapshotPolicy.REPORT_STATUS, Targets.of(snapshot));
        commands.send(
                new ReportSnapshotStatus(
                        snapshot.id(), told.status(), told.progress(), Moment.now()),
                caller,
                Cause.REQUEST);
    }

    @GetMapping("/snapshots/{id}/metadata")
    MetadataBodies.All metadata(@PathVariable String id, Caller caller) {
        return new MetadataBodies.All(readableMetadata(id, caller).metadata());
    }

    @GetMapping("/snapshots/{id}/metadata/{key}")
    MetadataBodies.One metadatum(@PathVariable String id, @PathVariable String key, Caller caller) {
        String value = readableMetadata(id, caller).metadata().get(key);
        if (value == null) {
            throw SnapshotFaults.metadataNotFound(id, key);
        }
        return new MetadataBodies.One(Map.of(key, value));
    }

    @PostMapping("/snapshots/{id}/metadata")
    MetadataBodies.All addMetadata(@PathVariable String id, JsonBody body, Caller caller) {
        return change(id, MetadataChange.adding(SnapshotSchemas.METADATA.readAll(body)), caller);
    }

    @PutMapping("/snapshots/{id}/metadata")
    MetadataBodies.All replaceMetadata(@PathVariable String id, JsonBody body, Caller caller) {
        return change(
                id, MetadataChange.replacingAllBy(SnapshotSchemas.METADATA.readAll(body)), caller);
    }

    @PutMapping("/snapshots/{id}/metadata/{key}")
    MetadataBodies.One putMetadatum(
            @PathVariable String id, @PathVariable String key, JsonBody body, Caller caller) {
        Map<String, String> entry = SnapshotSchemas.METADATA.readOne(body, key);
        change(id, MetadataChange.adding(entry), caller);
        return new MetadataBodies.One(entry);
    }

    @DeleteMapping("/snapshots/{id}/metadata/{key}")
    void deleteMetadatum(@PathVariable String id, @PathVariable String key, Caller caller) {
        SnapshotView snapshot = readableMetadata(id, caller);
        if (!snapshot.metadata().containsKey(key)) {
            throw SnapshotFaults.metadataNotFound(id, key);
        }
        policy.enforce(caller, SnapshotPolicy.DELETE_METADATA, Targets.of(snapshot));
        commands.send(
                new ChangeSnapshotMetadata(
                        snapshot.id(), MetadataChange.removing(key), Moment.now()),
                caller,
                Cause.REQUEST);
    }

    private SnapshotView readableMetadata(String id, Caller caller) {
        SnapshotView snapshot = find(id, caller);
        policy.enforce(caller, SnapshotPolicy.GET_METADATA, Targets.of(snapshot));
        return snapshot;
    }

    private MetadataBodies.All change(String id, MetadataChange change, Caller caller) {
        SnapshotView snapshot = find(id, caller);
        policy.enforce(caller, SnapshotPolicy.UPDATE_METADATA, Targets.of(snapshot));
        commands.send(
                new ChangeSnapshotMetadata(snapshot.id(), change, Moment.now()),
                caller,
                Cause.REQUEST);
        // On what others may have changed meanwhile, and even if it cannot be read yet.
        return new MetadataBodies.All(
                change.appliedTo(lookup(id, caller).orElse(snapshot).metadata()));
    }

    @GetMapping({"/snapshots/new", "/snapshots/{id}/edit"})
    @NotServed
    void form() {}

    private SnapshotView find(String id, Caller caller) {
        SnapshotView snapshot = lookup(id, caller).orElseThrow(() -> SnapshotFaults.notFound(id));
        policy.enforce(caller, SnapshotPolicy.GET, Targets.of(snapshot));
        return snapshot;
    }

    private SnapshotBody.Page page(
            QueryParameters parameters,
            Caller caller,
            Microversion version,
            Links links,
            String collection,
            Function<SnapshotView, SnapshotBody> shown) {
        Function<String, Optional<UUID>> marker =
                text -> lookup(text, caller).map(snapshot -> snapshot.id().value());
        ListQuery query =
                MetadataFilter.apply(
                        lists.read(
                                heeded(parameters, caller, version),
                                caller,
                                version,
                                LISTS,
                                marker));
        policy.enforce(caller, SnapshotPolicy.GET_ALL, Target.own(caller));
        List<SnapshotView> snapshots = lists.page(query, reads::list, LISTS, marker);
        Long count = GeneralFiltering.wantsCount(parameters, version) ? reads.count(query) : null;
        return new SnapshotBody.Page(
                snapshots.stream().map(shown).toList(),
                links.next(
                        collection,
                        parameters,
                        snapshots,
                        SnapshotView::id,
                        lists.isFull(parameters, snapshots.size())),
                count);
    }

    // snapshots.py, _items() and _process_snapshot_filtering()
    private static QueryParameters heeded(
            QueryParameters parameters, Caller caller, Microversion version) {
        QueryParameters heeded =
                version.atLeast(CinderVersions.SNAPSHOT_LIST_METADATA_FILTER)
                        ? parameters
                        : GeneralFiltering.without(parameters, METADATA);
        return GeneralFiltering.heeded(heeded, caller, version, OLD_FILTERS);
    }

    private Optional<SnapshotView> lookup(String id, Caller caller) {
        @Nullable String project = caller.visibleProject();
        return Uuids.canonical(id).flatMap(uuid -> reads.find(new SnapshotId(uuid), project));
    }
}
