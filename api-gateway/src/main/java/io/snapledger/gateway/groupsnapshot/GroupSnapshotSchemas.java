package io.snapledger.gateway.groupsnapshot;

import io.snapledger.contract.groupsnapshot.GroupSnapshotStatus;
import io.snapledger.gateway.schema.Format;
import io.snapledger.gateway.schema.Schema;
import io.snapledger.gateway.schema.Violation;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What bodies must look like: cinder/api/schemas/group_snapshots.py, in its order. */
final class GroupSnapshotSchemas {

    static final String ROOT = "group_snapshot";
    static final String RESET_STATUS_ACTION = "reset_status";

    static final Schema CREATE =
            Schema.object()
                    .property(
                            ROOT,
                            Schema.object()
                                    .property("group_id", Schema.uuid())
                                    .property("name", Schema.nameAllowZeroMinLength())
                                    .property("description", Schema.description())
                                    .required("group_id")
                                    .closed())
                    .required(ROOT)
                    .closed();

    static final Schema RESET_STATUS =
            Schema.object()
                    .property(
                            RESET_STATUS_ACTION,
                            Schema.object()
                                    .property(
                                            "status",
                                            Schema.string()
                                                    .format(status())
                                                    .saying(
                                                            "examples",
                                                            List.of("available", "error")))
                                    .required("status")
                                    .closed())
                    .required(RESET_STATUS_ACTION)
                    .closed();

    private GroupSnapshotSchemas() {}

    // cinder/api/validation/validators.py, the format group_snapshot_status
    private static Format status() {
        String valid =
                Stream.of(GroupSnapshotStatus.values())
                        .map(status -> "'" + status.word() + "'")
                        .collect(Collectors.joining(", ", "(", ")"));
        return (_, value) -> {
            String text = value.stringValue();
            if (text.isBlank()) {
                return new Violation(
                        "Invalid GroupSnapshot Status: The 'status' can not be empty.");
            }
            return GroupSnapshotStatus.of(text.toLowerCase(Locale.ROOT)).isPresent()
                    ? null
                    : new Violation(
                            "Invalid GroupSnapshot Status: Group snapshot status: %s is invalid,"
                                            .formatted(text)
                                    + " valid statuses are: "
                                    + valid
                                    + ".");
        };
    }
}
