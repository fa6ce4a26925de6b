package io.snapledger.gateway.snapshot;

import io.snapledger.contract.resource.NewText;
import io.snapledger.contract.snapshot.SnapshotStatus;
import io.snapledger.gateway.fault.Fault;
import io.snapledger.gateway.json.JsonBody;
import io.snapledger.gateway.metadata.MetadataBodies;
import io.snapledger.gateway.microversion.CinderVersions;
import io.snapledger.gateway.microversion.Microversion;
import io.snapledger.gateway.schema.Format;
import io.snapledger.gateway.schema.Formats;
import io.snapledger.gateway.schema.Python;
import io.snapledger.gateway.schema.Schema;
import io.snapledger.gateway.schema.Violation;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What bodies must look like, and what they say: cinder/api/schemas/snapshots.py, admin_actions.py,
 * snapshot_actions.py and snapshot_metadata.py.
 */
final class SnapshotSchemas {

    static final String RESET_STATUS = "os-reset_status";
    static final String FORCE_DELETE = "os-force_delete";
    static final String REPORT_STATUS = "os-update_snapshot_status";

    private static final String ROOT = "snapshot";
    private static final String NAME = "name";
    private static final String DESCRIPTION = "description";
    private static final String DISPLAY_NAME = "display_name";
    private static final String DISPLAY_DESCRIPTION = "display_description";
    private static final String STATUS = "status";

    static final Schema CREATE =
            body(
                    ROOT,
                    Schema.object()
                            .property(NAME, Schema.nameAllowZeroMinLength())
                            .property(DISPLAY_NAME, Schema.nameAllowZeroMinLength())
                            .property(DESCRIPTION, Schema.description())
                            .property("volume_id", Schema.optionalUuid())
                            .property("force", Schema.lenientBoolean())
                            .property("metadata", Schema.extraSpecs(true, false))
                            .required("volume_id")
                            .closed());

    static final Schema UPDATE =
            body(
                    ROOT,
                    Schema.object()
                            .property(NAME, Schema.nameAllowZeroMinLength())
                            .property(DESCRIPTION, Schema.description())
                            .property(DISPLAY_NAME, Schema.nameAllowZeroMinLength())
                            .property(DISPLAY_DESCRIPTION, Schema.description())
                            .closed()
                            .anyRequired(NAME, DESCRIPTION, DISPLAY_NAME, DISPLAY_DESCRIPTION));

    private static final List<String> STATUSES =
            Stream.of(SnapshotStatus.values()).map(SnapshotStatus::word).toList();

    static final Schema RESET =
            body(
                    RESET_STATUS,
                    Schema.object()
                            .property(
                                    STATUS,
                                    Schema.string().format(known()).saying("examples", STATUSES))
                            .required(STATUS)
                            .closed());

    static final Schema REPORT =
            body(
                    REPORT_STATUS,
                    Schema.object()
                            .property(STATUS, Schema.string())
                            .property("progress", percentage())
                            .required(STATUS)
                            .closed());

    /** Routing sees to it that there is nothing else in the body; what it says is never read. */
    static final Schema FORCED_DELETION = body(FORCE_DELETE, Schema.anything());

    /** Unlike a volume's, a snapshot's keys have no slashes, and anything may stand beside. */
    static final MetadataBodies METADATA =
            new MetadataBodies(
                    Schema.object()
                            .entries("^[a-zA-Z0-9-_:. ]{1,255}$", Schema.string().maxLength(255)),
                    false);

    private SnapshotSchemas() {}

    private static Schema body(String root, Schema content) {
        return Schema.object().property(root, content).required(root).closed();
    }

    /**
     * What asks for a snapshot.
     *
     * @param volumeId as written, perhaps no id at all
     * @param force null if it was not said
     */
    record Creation(
            @Nullable String volumeId,
            @Nullable String name,
            @Nullable String description,
            @Nullable Boolean force,
            Map<String, String> metadata) {

        /** Whether the volume may be in use: SnapshotsController.create(). */
        boolean inUseToo(Microversion version) {
            if (!version.atLeast(CinderVersions.SNAPSHOT_IN_USE)) {
                return Boolean.TRUE.equals(force);
            }
            if (Boolean.FALSE.equals(force)) {
                throw Fault.badRequest(
                        "Since microversion 3.66 the 'force' flag is invalid for this request.  For"
                                + " backward compatability, however, when the 'force' flag is passed"
                                + " with a value evaluating to True, it is silently ignored.");
            }
            return true;
        }
    }

    static Creation creation(JsonBody body) {
        CREATE.validate(body.tree());
        JsonNode asked = body.tree().get(ROOT);
        return new Creation(
                asked.get("volume_id").stringValue(null),
                stripped(asked.has(NAME) ? asked.get(NAME) : asked.path(DISPLAY_NAME)),
                stripped(asked.path(DESCRIPTION)),
                asked.has("force") ? Formats.isTrue(asked.get("force")) : null,
                MetadataBodies.entries(asked.path("metadata")));
    }

    /** Another name or description; each is null if it stays. */
    record Renaming(@Nullable NewText name, @Nullable NewText description) {}

    static Renaming renaming(JsonBody body) {
        UPDATE.validate(body.tree());
        JsonNode asked = body.tree().get(ROOT);
        return new Renaming(
                newText(asked, NAME, DISPLAY_NAME),
                newText(asked, DESCRIPTION, DISPLAY_DESCRIPTION));
    }

    private static @Nullable NewText newText(JsonNode asked, String field, String olderField) {
        if (asked.has(field)) {
            return new NewText(stripped(asked.get(field)));
        }
        return asked.has(olderField) ? new NewText(stripped(asked.get(olderField))) : null;
    }

    // cinder/api/openstack/wsgi.py, clean_name_and_description
    private static @Nullable String stripped(JsonNode text) {
        return text.isString() ? Python.strip(text.stringValue()) : null;
    }

    static SnapshotStatus reset(JsonBody body) {
        RESET.validate(body.tree());
        String word = body.tree().get(RESET_STATUS).get(STATUS).stringValue();
        return SnapshotStatus.of(word.toLowerCase(Locale.ROOT)).orElseThrow();
    }

    /**
     * What somebody tells of a snapshot.
     *
     * @param progress 0 to 100, null if it was not said
     */
    record Report(String status, @Nullable Integer progress) {}

    static Report report(JsonBody body) {
        REPORT.validate(body.tree());
        JsonNode told = body.tree().get(REPORT_STATUS);
        String progress = told.path("progress").stringValue("");
        return new Report(
                told.get(STATUS).stringValue(),
                progress.isEmpty()
                        ? null
                        : Integer.valueOf(progress.substring(0, progress.length() - 1)));
    }

    // cinder/api/validation/validators.py, _validate_snapshot_status
    private static Format known() {
        return (_, value) -> {
            String text = value.stringValue();
            return STATUSES.contains(text.toLowerCase(Locale.ROOT))
                    ? null
                    : new Violation(
                            "Snapshot status: %s is invalid, valid statuses are: %s."
                                    .formatted(text, Python.tuple(STATUSES)));
        };
    }

    // _validate_progress; what is no text fails there with a 500.
    private static Schema percentage() {
        return Schema.nullableString()
                .saying("examples", List.of("25%", "100%"))
                .format((_, value) -> {
                    String text = value.stringValue("");
                    if (text.isEmpty() || text.matches("(100|\\d{1,2})%")) {
                        return null;
                    }
                    return new Violation(
                            text.matches("[+-]?\\d+.")
                                    ? "Invalid input received: progress must be an integer"
                                            + " percentage between 0 and 100"
                                    : "Invalid input received: progress must be an integer"
                                            + " percentage");
                });
    }
}
