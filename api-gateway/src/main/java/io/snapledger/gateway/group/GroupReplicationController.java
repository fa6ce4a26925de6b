package io.snapledger.gateway.group;

import io.snapledger.contract.group.GroupStatus;
import io.snapledger.contract.group.GroupView;
import io.snapledger.contract.grouptype.GroupTypeReads;
import io.snapledger.contract.volumetype.VolumeTypeId;
import io.snapledger.contract.volumetype.VolumeTypeReads;
import io.snapledger.gateway.caller.Caller;
import io.snapledger.gateway.edge.Action;
import io.snapledger.gateway.edge.CinderApi;
import io.snapledger.gateway.fault.Fault;
import io.snapledger.gateway.json.JsonBody;
import io.snapledger.gateway.microversion.CinderVersions;
import io.snapledger.gateway.microversion.Since;
import io.snapledger.gateway.policy.Policy;
import io.snapledger.gateway.policytarget.Targets;
import io.snapledger.gateway.schema.Python;
import io.snapledger.gateway.schema.Schema;
import java.util.List;
import java.util.Map;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;

/**
 * The replication of groups, which no driver of ours can do: what upstream says of a group that is
 * not replicated, in upstream's order.
 */
@CinderApi
@Since(CinderVersions.GROUP_REPLICATION)
final class GroupReplicationController {

    private static final String ENABLED = "<is> True";
    static final Schema ENABLE = object("enable_replication", Schema.object());
    static final Schema DISABLE = object("disable_replication", Schema.object());
    static final Schema FAILOVER =
            object(
                    "failover_replication",
                    Schema.object()
                            .property("allow_attached_volume", Schema.lenientBoolean())
                            .property(
                                    "secondary_backend_id", Schema.nullableString().maxLength(255))
                            .closed());
    static final Schema LIST_TARGETS = object("list_replication_targets", Schema.object());

    private final VisibleGroups visible;
    private final GroupTypeReads groupTypes;
    private final VolumeTypeReads volumeTypes;
    private final Policy policy;

    GroupReplicationController(
            VisibleGroups visible,
            GroupTypeReads groupTypes,
            VolumeTypeReads volumeTypes,
            Policy policy) {
        this.visible = visible;
        this.groupTypes = groupTypes;
        this.volumeTypes = volumeTypes;
        this.policy = policy;
    }

    @PostMapping("/groups/{id}/action")
    @Action("enable_replication")
    void enable(@PathVariable String id, JsonBody body, Caller caller) {
        ENABLE.validate(body.tree());
        GroupView group = replicated(id, caller, GroupPolicy.ENABLE_REPLICATION);
        requireStatus(group, "enable", List.of(GroupStatus.AVAILABLE));
        throw notServed();
    }

    @PostMapping("/groups/{id}/action")
    @Action("disable_replication")
    void disable(@PathVariable String id, JsonBody body, Caller caller) {
        DISABLE.validate(body.tree());
        GroupView group = replicated(id, caller, GroupPolicy.DISABLE_REPLICATION);
        requireStatus(group, "disable", List.of(GroupStatus.AVAILABLE, GroupStatus.ERROR));
        throw notReplicating(group, "disable", List.of("enabled", "error"));
    }

    @PostMapping("/groups/{id}/action")
    @Action("failover_replication")
    void failover(@PathVariable String id, JsonBody body, Caller caller) {
        FAILOVER.validate(body.tree());
        GroupView group = replicated(id, caller, GroupPolicy.FAILOVER_REPLICATION);
        requireStatus(group, "failover", List.of(GroupStatus.AVAILABLE));
        throw notReplicating(group, "failover", List.of("enabled", "failed-over"));
    }

    @PostMapping("/groups/{id}/action")
    @Action("list_replication_targets")
    void listTargets(@PathVariable String id, JsonBody body, Caller caller) {
        LIST_TARGETS.validate(body.tree());
        replicated(id, caller, GroupPolicy.LIST_REPLICATION_TARGETS);
        throw notServed();
    }

    private static Schema object(String action, Schema asked) {
        return Schema.object().property(action, asked).required(action).closed();
    }

    // cinder/group/api.py, _check_type
    private GroupView replicated(String id, Caller caller, String rule) {
        GroupView group = visible.find(id, caller);
        policy.enforce(caller, rule, Targets.of(group));
        boolean isReplicated =
                groupTypes
                        .find(group.groupTypeId())
                        .map(type -> type.groupSpecs())
                        .filter(specs ->
                                isEnabled(specs, "group_replication_enabled")
                                        || isEnabled(specs, "consistent_group_replication_enabled"))
                        .isPresent();
        if (!isReplicated) {
            throw Fault.badRequest(
                    "Invalid group type: Group " + id + " is not a replication group type.");
        }
        for (VolumeTypeId type : group.volumeTypeIds()) {
            boolean replicates =
                    volumeTypes
                            .find(type)
                            .filter(found -> isEnabled(found.extraSpecs(), "replication_enabled"))
                            .isPresent();
            if (!replicates) {
                throw Fault.badRequest(
                        "Invalid volume type: Volume type "
                                + type
                                + " does not have 'replication_enabled' spec key set to '<is>"
                                + " True'.");
            }
        }
        return group;
    }

    private static boolean isEnabled(Map<String, String> specs, String key) {
        return ENABLED.equals(specs.get(key));
    }

    private static void requireStatus(GroupView group, String action, List<GroupStatus> valid) {
        if (!valid.contains(group.status())) {
            throw refused(
                    group,
                    action,
                    "status",
                    valid.stream().map(GroupStatus::word).toList(),
                    group.status().word());
        }
    }

    private static Fault notReplicating(GroupView group, String action, List<String> valid) {
        return refused(group, action, "replication status", valid, "disabled");
    }

    private static Fault refused(
            GroupView group, String action, String what, List<String> valid, String current) {
        return Fault.badRequest(
                "Invalid Group: Group %s %s must be %s, but current status is: %s. Cannot %s replication."
                        .formatted(group.id(), what, Python.repr(valid), current, action));
    }

    private static Fault notServed() {
        return Fault.of(501, "Replicating a group is not implemented.");
    }
}
