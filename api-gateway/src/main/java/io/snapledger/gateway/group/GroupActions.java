package io.snapledger.gateway.group;

import io.snapledger.contract.group.GroupStatus;
import io.snapledger.contract.groupsnapshot.GroupSnapshotStatus;
import io.snapledger.gateway.json.JsonBody;
import io.snapledger.gateway.schema.Format;
import io.snapledger.gateway.schema.Formats;
import io.snapledger.gateway.schema.Python;
import io.snapledger.gateway.schema.Schema;
import io.snapledger.gateway.schema.Violation;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The bodies of a group's actions: cinder/api/schemas/groups.py. */
final class GroupActions {

    private static final String STATUSES =
            Python.tuple(Stream.of(GroupStatus.values()).map(GroupStatus::word).toList());

    // validators.py, _validate_group_status: it names the statuses of groups, but takes those of
    // group
    // snapshots, so in-use is refused though the text offers it.
    private static final Format STATUS =
            (_, value) -> {
                String status = value.stringValue();
                if (Python.strip(status).isEmpty()) {
                    return invalid("The 'status' can not be empty.");
                }
                return GroupSnapshotStatus.of(status.toLowerCase(Locale.ROOT)).isEmpty()
                        ? invalid(
                                "Group status: %s is invalid, valid status are: %s."
                                        .formatted(status, STATUSES))
                        : null;
            };

    static final Schema DELETE =
            Schema.object()
                    .property(
                            "delete",
                            Schema.object()
                                    .property("delete-volumes", Schema.lenientBoolean())
                                    .closed())
                    .required("delete")
                    .closed();

    static final Schema RESET_STATUS =
            Schema.object()
                    .property(
                            "reset_status",
                            Schema.object()
                                    .property(
                                            "status",
                                            Schema.string()
                                                    .format(STATUS)
                                                    .saying(
                                                            "examples",
                                                            List.of("available", "error")))
                                    .required("status")
                                    .closed())
                    .required("reset_status")
                    .closed();

    static final Schema CREATE_FROM_SOURCE =
            Schema.object()
                    .property(
                            "create-from-src",
                            Schema.object()
                                    .property("description", Schema.description())
                                    .property("name", Schema.nameAllowZeroMinLength())
                                    .property("source_group_id", Schema.uuid())
                                    .property("group_snapshot_id", Schema.uuid())
                                    .oneRequired("group_snapshot_id", "source_group_id")
                                    .closed())
                    .required("create-from-src")
                    .closed();

    private GroupActions() {}

    /** Whether the group's volumes are to be deleted with it. */
    static boolean deletesVolumes(JsonBody body) {
        DELETE.validate(body.tree());
        JsonNode flag = body.tree().get("delete").get("delete-volumes");
        return flag != null && Formats.isTrue(flag);
    }

    /** The status that is asked for. */
    static GroupStatus status(JsonBody body) {
        RESET_STATUS.validate(body.tree());
        String status = body.tree().get("reset_status").get("status").stringValue();
        return GroupStatus.of(status.toLowerCase(Locale.ROOT)).orElseThrow();
    }

    /** Where a new group is to come from: exactly one of the two. */
    static Source source(JsonBody body) {
        CREATE_FROM_SOURCE.validate(body.tree());
        JsonNode asked = body.tree().get("create-from-src");
        return new Source(
                CreateGroupBody.stripped(asked.path("name")),
                CreateGroupBody.stripped(asked.path("description")),
                asked.path("group_snapshot_id").stringValue(null),
                asked.path("source_group_id").stringValue(null));
    }

    /** A new group's names, and the one thing it is to come from. */
    record Source(
            @Nullable String name,
            @Nullable String description,
            @Nullable String groupSnapshotId,
            @Nullable String sourceGroupId) {}

    private static Violation invalid(String reason) {
        return new Violation("Invalid Group Status: " + reason);
    }
}
