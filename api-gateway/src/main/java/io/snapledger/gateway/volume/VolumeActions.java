package io.snapledger.gateway.volume;

import io.snapledger.contract.volume.MigrationStatus;
import io.snapledger.contract.volume.VolumeCommand.NewMigration;
import io.snapledger.contract.volume.VolumeStatus;
import io.snapledger.gateway.json.JsonBody;
import io.snapledger.gateway.schema.Format;
import io.snapledger.gateway.schema.Python;
import io.snapledger.gateway.schema.Schema;
import io.snapledger.gateway.schema.Violation;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The bodies of a volume's actions: cinder/api/schemas/admin_actions.py, volume_actions.py. */
final class VolumeActions {

    static final String RESET = "os-reset_status";
    static final String FORCE_DELETE = "os-force_delete";
    static final String EXTEND = "os-extend";

    private static final String NEW_SIZE = "new_size";

    static final Schema EXTENSION =
            Schema.object()
                    .property(
                            EXTEND,
                            Schema.object()
                                    .property(NEW_SIZE, Schema.size())
                                    .required(NEW_SIZE)
                                    .closed())
                    .required(EXTEND)
                    .closed();

    /** Routing sees to it that there is nothing else in the body; what it says is never read. */
    static final Schema FORCED_DELETION =
            Schema.object()
                    .property(FORCE_DELETE, Schema.anything())
                    .required(FORCE_DELETE)
                    .closed();

    // cinder/objects/fields.py, VolumeStatus.ALL: a deleted volume is not one of them.
    private static final List<String> STATUSES =
            Stream.of(VolumeStatus.values())
                    .filter(status -> status != VolumeStatus.DELETED)
                    .map(VolumeStatus::word)
                    .toList();
    private static final List<String> ATTACH_STATUSES = List.of("attached", "detached");
    private static final List<String> MIGRATION_STATUSES =
            List.of("migrating", "error", "success", "completing", "none", "starting");

    static final Schema RESET_STATUS =
            Schema.object()
                    .property(
                            RESET,
                            Schema.object()
                                    .format(VolumeActions::somethingToReset)
                                    .property(
                                            "status",
                                            word("Volume status", STATUSES, Python.tuple(STATUSES)))
                                    .property(
                                            "attach_status",
                                            word(
                                                    "Volume attach status",
                                                    ATTACH_STATUSES,
                                                    Python.repr(ATTACH_STATUSES)))
                                    .property(
                                            "migration_status",
                                            word(
                                                    "Volume migration status",
                                                    MIGRATION_STATUSES,
                                                    Python.tuple(MIGRATION_STATUSES)))
                                    .closed())
                    .required(RESET)
                    .closed();

    private VolumeActions() {}

    /** What is to be reset; each is null if it was not named. */
    record Reset(
            @Nullable VolumeStatus status,
            @Nullable Boolean attached,
            @Nullable NewMigration migration) {}

    /** What is to be reset. */
    static Reset reset(JsonBody body) {
        RESET_STATUS.validate(body.tree());
        JsonNode asked = body.tree().get(RESET);
        return new Reset(
                word(asked, "status").flatMap(VolumeStatus::of).orElse(null),
                word(asked, "attach_status").map("attached"::equals).orElse(null),
                word(asked, "migration_status")
                        .map(word -> new NewMigration(MigrationStatus.of(word).orElse(null)))
                        .orElse(null));
    }

    /** How many gibibytes a volume is to have. */
    static int newSize(JsonBody body) {
        EXTENSION.validate(body.tree());
        JsonNode size = body.tree().get(EXTEND).get(NEW_SIZE);
        return size.isIntegralNumber()
                ? size.intValue()
                : Integer.parseInt(size.stringValue().strip());
    }

    private static Optional<String> word(JsonNode asked, String key) {
        return Optional.ofNullable(asked.path(key).stringValue(null))
                .filter(text -> !text.isEmpty())
                .map(text -> text.toLowerCase(Locale.ROOT));
    }

    // cinder/api/validation/validators.py, _validate_volume_reset_body
    private static @Nullable Violation somethingToReset(@Nullable String field, JsonNode body) {
        boolean nothing =
                Stream.of("status", "attach_status", "migration_status")
                        .map(body::path)
                        .allMatch(VolumeActions::isFalsy);
        return nothing
                ? new Violation(
                        "Must specify 'status', 'attach_status' or 'migration_status' for update.")
                : null;
    }

    private static boolean isFalsy(JsonNode value) {
        return switch (value.getNodeType()) {
            case MISSING, NULL -> true;
            case STRING -> value.stringValue().isEmpty();
            case BOOLEAN -> !value.booleanValue();
            case NUMBER -> value.decimalValue().signum() == 0;
            case ARRAY, OBJECT -> value.isEmpty();
            case BINARY, POJO -> false;
        };
    }

    // _validate_volume_status and its like: nothing at all passes.
    private static Schema word(String what, List<String> allowed, String shown) {
        Format known =
                (_, value) -> {
                    String text = value.stringValue("");
                    return text.isEmpty() || allowed.contains(text.toLowerCase(Locale.ROOT))
                            ? null
                            : new Violation(
                                    "%s: %s is invalid, valid statuses are: %s."
                                            .formatted(what, text, shown));
                };
        return Schema.nullableString().format(known).saying("examples", allowed);
    }
}
