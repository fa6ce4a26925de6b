package io.snapledger.gateway.volume;

import io.snapledger.contract.group.GroupId;
import io.snapledger.contract.group.GroupReads;
import io.snapledger.contract.group.GroupView;
import io.snapledger.contract.list.ListQuery;
import io.snapledger.contract.origin.Cause;
import io.snapledger.contract.volume.VolumeCommand;
import io.snapledger.contract.volume.VolumeCommand.CreateVolume;
import io.snapledger.contract.volume.VolumeCommand.CreateVolumeFromSource;
import io.snapledger.contract.volume.VolumeCommand.DeleteVolume;
import io.snapledger.contract.volume.VolumeCommand.ExtendVolume;
import io.snapledger.contract.volume.VolumeCommand.ResetVolumeStatus;
import io.snapledger.contract.volume.VolumeCommand.UpdateVolume;
import io.snapledger.contract.volume.VolumeId;
import io.snapledger.contract.volume.VolumeReads;
import io.snapledger.contract.volume.VolumeStatus;
import io.snapledger.contract.volume.VolumeView;
import io.snapledger.contract.volumetype.VolumeTypeView;
import io.snapledger.gateway.caller.Caller;
import io.snapledger.gateway.edge.Action;
import io.snapledger.gateway.edge.CinderApi;
import io.snapledger.gateway.edge.Creates;
import io.snapledger.gateway.edge.EmptyJson;
import io.snapledger.gateway.edge.NotServed;
import io.snapledger.gateway.extension.ServesExtension;
import io.snapledger.gateway.fault.Fault;
import io.snapledger.gateway.json.JsonBody;
import io.snapledger.gateway.links.Links;
import io.snapledger.gateway.list.BooleanParameter;
import io.snapledger.gateway.list.GeneralFiltering;
import io.snapledger.gateway.list.ListRequests;
import io.snapledger.gateway.list.ListRules;
import io.snapledger.gateway.list.QueryParameters;
import io.snapledger.gateway.list.ResourceFilters;
import io.snapledger.gateway.list.TimeFilter;
import io.snapledger.gateway.metadata.MetadataFilter;
import io.snapledger.gateway.microversion.CinderVersions;
import io.snapledger.gateway.microversion.Microversion;
import io.snapledger.gateway.policy.Policy;
import io.snapledger.gateway.policy.Target;
import io.snapledger.gateway.policytarget.Targets;
import io.snapledger.gateway.schema.Uuids;
import io.snapledger.gateway.volume.SourcesOfVolumes.Source;
import io.snapledger.gateway.write.AuditReason;
import io.snapledger.gateway.write.Commands;
import io.snapledger.gateway.write.Moment;
import io.snapledger.gateway.write.WordedCommands;
import io.snapledger.gateway.zone.AvailabilityZones;
import java.util.List;
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

/** {@code /volumes} */
@CinderApi
@ServesExtension(
        alias = "os-admin-actions",
        name = "AdminActions",
        description = "Enable admin actions.",
        updated = "2012-08-25T00:00:00+00:00")
@ServesExtension(
        alias = "os-vol-host-attr",
        name = "VolumeHostAttribute",
        description = "Expose host as an attribute of a volume.",
        updated = "2011-11-03T00:00:00+00:00")
@ServesExtension(
        alias = "os-vol-mig-status-attr",
        name = "VolumeMigStatusAttribute",
        description = "Expose migration_status as an attribute of a volume.",
        updated = "2013-08-08T00:00:00+00:00")
@ServesExtension(
        alias = "os-vol-tenant-attr",
        name = "VolumeTenantAttribute",
        description = "Expose the internal project_id as an attribute of a volume.",
        updated = "2011-11-03T00:00:00+00:00")
@ServesExtension(
        alias = "os-volume-actions",
        name = "VolumeActions",
        description = "Enable volume actions.",
        updated = "2012-05-31T00:00:00+00:00")
final class VolumeController {

    private static final String GROUP_ID = "group_id";
    private static final String BOOTABLE = "bootable";

    /** A rule of the groups' slice. */
    private static final String GET_GROUP = "group:get";

    static final ListRules LISTS =
            new ListRules(
                    Set.of(
                            "id",
                            "name",
                            "display_name",
                            "description",
                            "display_description",
                            "status",
                            "size",
                            "host",
                            "provider_location",
                            "launched_at",
                            "deleted",
                            "availability_zone",
                            "volume_type_id",
                            "group_id",
                            "snapshot_id",
                            "source_volid",
                            "migration_status",
                            BOOTABLE,
                            "project_id",
                            "user_id",
                            "created_at",
                            "updated_at"),
                    ResourceFilters.VOLUME.filters(),
                    CinderVersions.BASE_VERSION,
                    "Volume %s could not be found.");

    private final VolumeReads reads;
    private final VisibleVolumes visible;
    private final GroupReads groups;
    private final SourcesOfVolumes sources;
    private final TypesOfVolumes types;
    private final AvailabilityZones zones;
    private final WordedCommands commands;
    private final Policy policy;
    private final ListRequests lists;

    VolumeController(
            VolumeReads reads,
            VisibleVolumes visible,
            GroupReads groups,
            SourcesOfVolumes sources,
            TypesOfVolumes types,
            AvailabilityZones zones,
            Commands commands,
            Policy policy,
            ListRequests lists) {
        this.reads = reads;
        this.visible = visible;
        this.groups = groups;
        this.sources = sources;
        this.types = types;
        this.zones = zones;
        this.commands = commands.worded(VolumeFaults::of);
        this.policy = policy;
        this.lists = lists;
    }

    @PostMapping("/volumes")
    @Creates
    @ResponseStatus(HttpStatus.ACCEPTED)
    VolumeBody.One create(JsonBody body, Caller caller, Microversion version, Links links) {
        CreateVolumeBody asked = CreateVolumeBody.of(body, version);
        VolumeTypeView askedType =
                asked.volumeType() == null || asked.volumeType().isEmpty()
                        ? null
                        : types.named(asked.volumeType(), caller);
        Source source = sources.find(asked, caller);
        GroupView group = asked.groupId() == null ? null : findGroup(asked.groupId(), caller);
        refuseImageAndBackup(asked);
        if (asked.multiattach()) {
            throw Fault.badRequest(
                    "multiattach parameter has been removed. The default behavior is to use"
                            + " multiattach enabled volume types. Contact your administrator to"
                            + " create a multiattach enabled volume type and use it to create"
                            + " multiattach volumes.");
        }
        policy.enforce(caller, VolumePolicy.CREATE, Target.own(caller));
        Integer size = asked.size() == null ? source.sizeGib() : asked.size();
        if (size == null) {
            // volume_types.py, provision_filter_on_size: a TypeError, which ends as a plain 400.
            throw Fault.badRequest();
        }
        if (group != null && askedType == null) {
            throw Fault.badRequest(
                    "Invalid input received: volume_type must be provided when creating a volume in"
                            + " a group.");
        }
        if (askedType != null) {
            source.checkType(askedType, types);
        }
        source.checkThereIsOneAtMost();
        VolumeView accepted = accepted(asked, size, type(askedType, source), group, source, caller);
        VolumeBody.One answer =
                new VolumeBody.One(VolumeBody.plain(accepted, caller, version, links));
        return commands.create(command(accepted), caller, answer);
    }

    private VolumeTypeView type(@Nullable VolumeTypeView asked, Source source) {
        if (asked != null) {
            return asked;
        }
        VolumeTypeView ofSource = source.type();
        return ofSource == null ? types.byDefault() : ofSource;
    }

    @GetMapping("/volumes")
    VolumeBody.Page list(
            QueryParameters parameters, Caller caller, Microversion version, Links links) {
        return page(
                parameters,
                caller,
                version,
                links,
                VolumeBody.COLLECTION,
                volume -> VolumeBody.Summary.of(volume, links));
    }

    @GetMapping("/volumes/detail")
    VolumeBody.Page listDetail(
            QueryParameters parameters, Caller caller, Microversion version, Links links) {
        return page(
                parameters,
                caller,
                version,
                links,
                VolumeBody.COLLECTION + "/detail",
                volume -> VolumeBody.of(volume, caller, version, links, policy));
    }

    @GetMapping("/volumes/{id}")
    VolumeBody.One show(@PathVariable String id, Caller caller, Microversion version, Links links) {
        return new VolumeBody.One(
                VolumeBody.of(visible.readable(id, caller), caller, version, links, policy));
    }

    @PutMapping("/volumes/{id}")
    VolumeBody.One update(
            @PathVariable String id,
            JsonBody body,
            Caller caller,
            Microversion version,
            Links links) {
        UpdateVolumeBody asked = UpdateVolumeBody.of(body, version);
        VolumeView volume = visible.readable(id, caller);
        policy.enforce(caller, VolumePolicy.UPDATE, Targets.of(volume));
        commands.send(
                new UpdateVolume(
                        volume.id(),
                        asked.name(),
                        asked.description(),
                        asked.metadata(),
                        Moment.now()),
                caller,
                Cause.REQUEST);
        return new VolumeBody.One(
                VolumeBody.plain(
                        visible.lookup(id, caller).orElse(volume), caller, version, links));
    }

    @DeleteMapping("/volumes/{id}")
    @ResponseStatus(HttpStatus.ACCEPTED)
    void delete(
            @PathVariable String id,
            QueryParameters parameters,
            Caller caller,
            Microversion version,
            AuditReason reason) {
        boolean cascade = BooleanParameter.of(parameters, "cascade");
        boolean force =
                version.atLeast(CinderVersions.VOLUME_DELETE_FORCE)
                        && BooleanParameter.of(parameters, "force");
        VolumeView volume = visible.readable(id, caller);
        if (force) {
            policy.enforce(caller, VolumePolicy.FORCE_DELETE, Targets.of(volume));
        }
        delete(volume, force, cascade, caller, reason);
    }

    private void delete(
            VolumeView volume, boolean force, boolean cascade, Caller caller, AuditReason reason) {
        policy.enforce(caller, VolumePolicy.DELETE, Targets.of(volume));
        commands.send(
                new DeleteVolume(
                        volume.id(),
                        force,
                        cascade,
                        caller.admin(),
                        reason.text(),
                        UUID.randomUUID(),
                        Moment.now()),
                caller,
                Cause.REQUEST);
    }

    @PostMapping("/volumes/{id}/action")
    @Action(VolumeActions.FORCE_DELETE)
    @ResponseStatus(HttpStatus.ACCEPTED)
    @EmptyJson
    void forceDelete(
            @PathVariable String id, JsonBody anything, Caller caller, AuditReason reason) {
        VolumeView volume = visible.readable(id, caller);
        policy.enforce(caller, VolumePolicy.FORCE_DELETE_ACTION, Targets.of(volume));
        delete(volume, true, false, caller, reason);
    }

    @PostMapping("/volumes/{id}/action")
    @Action(VolumeActions.EXTEND)
    @ResponseStatus(HttpStatus.ACCEPTED)
    @EmptyJson
    void extend(@PathVariable String id, JsonBody body, Caller caller, Microversion version) {
        int size = VolumeActions.newSize(body);
        VolumeView volume = visible.readable(id, caller);
        boolean inUse =
                version.atLeast(CinderVersions.VOLUME_EXTEND_INUSE)
                        && volume.status() == VolumeStatus.IN_USE;
        policy.enforce(
                caller,
                inUse ? VolumePolicy.EXTEND_ATTACHED : VolumePolicy.EXTEND,
                Targets.of(volume));
        commands.send(
                new ExtendVolume(volume.id(), size, inUse, UUID.randomUUID(), Moment.now()),
                caller,
                Cause.REQUEST);
    }

    @PostMapping("/volumes/{id}/action")
    @Action(VolumeActions.RESET)
    @ResponseStatus(HttpStatus.ACCEPTED)
    @EmptyJson
    void resetStatus(@PathVariable String id, JsonBody body, Caller caller, AuditReason reason) {
        VolumeActions.Reset reset = VolumeActions.reset(body);
        VolumeView volume = visible.find(id, caller);
        policy.enforce(caller, VolumePolicy.RESET_STATUS, Targets.of(volume));
        VolumeStatus status = reset.status();
        // admin_actions.py, _reset_status(): a missing comma there lets the two statuses pass that
        // were meant to be refused as well.
        if (status == VolumeStatus.DELETING) {
            throw Fault.badRequest("Cannot reset-state to deleting");
        }
        if (status == VolumeStatus.IN_USE) {
            throw Fault.badRequest(
                    "Cannot reset-state to in-use because volume does not have any attachments.");
        }
        commands.send(
                new ResetVolumeStatus(
                        volume.id(),
                        status,
                        reset.attached(),
                        reset.migration(),
                        reason.text(),
                        Moment.now()),
                caller,
                Cause.ADMINISTRATOR);
    }

    @GetMapping({"/volumes/new", "/volumes/{id}/edit"})
    @NotServed
    void form() {}

    private static void refuseImageAndBackup(CreateVolumeBody asked) {
        if (asked.imageRef() != null) {
            // There is no image service, so there is no image.
            throw Fault.badRequest("Invalid image identifier or unable to access requested image.");
        }
        if (asked.backupId() != null) {
            throw Fault.notFound("Backup " + asked.backupId() + " could not be found.");
        }
    }

    private GroupView findGroup(String id, Caller caller) {
        GroupView group =
                Uuids.canonical(id)
                        .flatMap(uuid -> groups.find(new GroupId(uuid), caller.visibleProject()))
                        .orElseThrow(() -> VolumeFaults.groupNotFound(id));
        policy.enforce(caller, GET_GROUP, Targets.of(group));
        return group;
    }

    // cinder/exception.py, InvalidAvailabilityZone: groups put other words before it.
    private String zone(CreateVolumeBody asked) {
        return zones.zone(asked.availabilityZone())
                .orElseThrow(() ->
                        Fault.badRequest(
                                "Availability zone '"
                                        + asked.availabilityZone()
                                        + "' is invalid."));
    }

    /** As it is when it is accepted; soon an agent may have made it. */
    private VolumeView accepted(
            CreateVolumeBody asked,
            int size,
            VolumeTypeView type,
            @Nullable GroupView group,
            Source source,
            Caller caller) {
        return new VolumeView(
                new VolumeId(UUID.randomUUID()),
                caller.owningProject(),
                caller.userId(),
                asked.name(),
                asked.description(),
                VolumeStatus.CREATING,
                size,
                type.id(),
                type.name(),
                group == null ? null : group.id(),
                source.snapshot() == null ? null : source.snapshot().id(),
                source.volume() == null ? null : source.volume().id(),
                group == null ? zone(asked) : group.availabilityZone(),
                asked.metadata(),
                null,
                null,
                Moment.now(),
                null);
    }

    private static VolumeCommand command(VolumeView volume) {
        if (volume.snapshotId() == null && volume.sourceVolumeId() == null) {
            return new CreateVolume(
                    volume.id(),
                    volume.sizeGib(),
                    volume.name(),
                    volume.description(),
                    volume.volumeTypeId(),
                    volume.groupId(),
                    volume.availabilityZone(),
                    volume.metadata(),
                    volume.projectId(),
                    volume.userId(),
                    UUID.randomUUID(),
                    volume.createdAt());
        }
        return new CreateVolumeFromSource(
                volume.id(),
                volume.snapshotId(),
                volume.sourceVolumeId(),
                volume.sizeGib(),
                volume.name(),
                volume.description(),
                volume.volumeTypeId(),
                volume.groupId(),
                volume.availabilityZone(),
                volume.metadata(),
                volume.projectId(),
                volume.userId(),
                UUID.randomUUID(),
                volume.createdAt());
    }

    private VolumeBody.Page page(
            QueryParameters parameters,
            Caller caller,
            Microversion version,
            Links links,
            String collection,
            Function<VolumeView, ?> shown) {
        Function<String, Optional<UUID>> marker =
                text -> visible.lookup(text, caller).map(volume -> volume.id().value());
        ListQuery query =
                TimeFilter.apply(
                        MetadataFilter.apply(
                                BootableFilter.apply(
                                        lists.read(
                                                heeded(parameters, caller, version),
                                                caller,
                                                version,
                                                LISTS,
                                                marker),
                                        version)));
        policy.enforce(caller, VolumePolicy.GET_ALL, Target.own(caller));
        List<VolumeView> volumes = lists.page(query, reads::list, LISTS, marker);
        Long count = GeneralFiltering.wantsCount(parameters, version) ? reads.count(query) : null;
        return new VolumeBody.Page(
                volumes.stream().map(shown).toList(),
                links.next(
                        collection,
                        parameters,
                        volumes,
                        VolumeView::id,
                        lists.isFull(parameters, volumes.size())),
                count);
    }

    // volumes.py, _get_volumes() and _process_volume_filtering()
    private static QueryParameters heeded(
            QueryParameters parameters, Caller caller, Microversion version) {
        QueryParameters heeded =
                version.atLeast(CinderVersions.VOLUME_LIST_GROUP)
                        ? parameters
                        : GeneralFiltering.without(parameters, GROUP_ID);
        if (!version.atLeast(CinderVersions.VOLUME_TIME_COMPARISON_FILTER)) {
            for (String time : TimeFilter.KEYS) {
                heeded = GeneralFiltering.without(heeded, time);
            }
        }
        return GeneralFiltering.heeded(heeded, caller, version, LISTS.memberFilters());
    }
}
