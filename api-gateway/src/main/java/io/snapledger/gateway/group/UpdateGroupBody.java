package io.snapledger.gateway.group;

import io.snapledger.contract.group.GroupCommand.UpdateGroup;
import io.snapledger.contract.group.GroupId;
import io.snapledger.contract.volume.VolumeId;
import io.snapledger.gateway.fault.Fault;
import io.snapledger.gateway.json.JsonBody;
import io.snapledger.gateway.schema.Schema;
import io.snapledger.gateway.schema.Uuids;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What changes a group: cinder/api/schemas/groups.py, update.
 *
 * @param addVolumes as written: ids between commas, perhaps not ids at all
 * @param removeVolumes likewise
 */
record UpdateGroupBody(
        @Nullable String name,
        @Nullable String description,
        List<String> addVolumes,
        List<String> removeVolumes) {

    static final Schema SCHEMA =
            Schema.object()
                    .property(
                            "group",
                            Schema.object()
                                    .property("description", Schema.description())
                                    .property("name", Schema.nameAllowZeroMinLength())
                                    .property("add_volumes", Schema.description())
                                    .property("remove_volumes", Schema.description())
                                    .anyRequired(
                                            "name", "description", "add_volumes", "remove_volumes")
                                    .closed())
                    .required("group")
                    .closed();

    /**
     * Reads it.
     *
     * @throws Fault 400
     */
    static UpdateGroupBody of(JsonBody body) {
        SCHEMA.validate(body.tree());
        JsonNode group = body.tree().get("group");
        return new UpdateGroupBody(
                CreateGroupBody.stripped(group.path("name")),
                CreateGroupBody.stripped(group.path("description")),
                ids(group.path("add_volumes")),
                ids(group.path("remove_volumes")));
    }

    /**
     * The command for a group that the caller may change.
     *
     * @throws Fault 400, if what stands in a list is no id and so names no volume
     */
    UpdateGroup command(GroupId id, Instant at) {
        List<String> both = addVolumes.stream().filter(removeVolumes::contains).toList();
        if (!both.isEmpty()) {
            throw GroupFaults.inBothLists(both);
        }
        return new UpdateGroup(
                id,
                name,
                description,
                volumes(addVolumes, volume -> GroupFaults.volumeToAddNotFound(volume, id)),
                volumes(removeVolumes, volume -> GroupFaults.volumeNotInGroup(volume, id)),
                at);
    }

    // cinder/group/api.py, update(): commas at both ends do not count, blanks do.
    private static List<String> ids(JsonNode text) {
        String list = text.stringValue("");
        if (list.isEmpty()) {
            return List.of();
        }
        int from = 0;
        int to = list.length();
        while (from < to && list.charAt(from) == ',') {
            from++;
        }
        while (to > from && list.charAt(to - 1) == ',') {
            to--;
        }
        return List.copyOf(
                new LinkedHashSet<>(Arrays.asList(list.substring(from, to).split(",", -1))));
    }

    private static List<VolumeId> volumes(List<String> ids, Function<String, Fault> unknown) {
        return ids.stream()
                .map(id ->
                        Uuids.canonical(id).map(VolumeId::new).orElseThrow(() -> unknown.apply(id)))
                .toList();
    }
}
