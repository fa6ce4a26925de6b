package io.snapledger.gateway.groupsnapshot;

import io.snapledger.gateway.json.JsonBody;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What a create asks for. Nothing is stripped or normalised, unlike for groups.
 *
 * @param groupId as the client wrote it
 */
record CreateGroupSnapshotBody(
        String groupId, @Nullable String name, @Nullable String description) {

    static CreateGroupSnapshotBody of(JsonBody body) {
        GroupSnapshotSchemas.CREATE.validate(body.tree());
        JsonNode root = body.tree().get(GroupSnapshotSchemas.ROOT);
        return new CreateGroupSnapshotBody(
                root.get("group_id").stringValue(), text(root, "name"), text(root, "description"));
    }

    private static @Nullable String text(JsonNode root, String key) {
        JsonNode value = root.get(key);
        return value == null || value.isNull() ? null : value.stringValue();
    }
}
