package io.snapledger.gateway.volume;

import io.snapledger.gateway.fault.Fault;
import io.snapledger.gateway.json.JsonBody;
import io.snapledger.gateway.microversion.CinderVersions;
import io.snapledger.gateway.microversion.Microversion;
import io.snapledger.gateway.schema.Formats;
import io.snapledger.gateway.schema.Python;
import io.snapledger.gateway.schema.Schema;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What asks for a volume: cinder/api/schemas/volumes.py, create, and
 * cinder/api/schemas/scheduler_hints.py.
 *
 * @param volumeType an id or a name
 * @param groupId as written, perhaps no id at all; of the two names it goes by, the newer one
 * @param size null if it was left to the source
 */
record CreateVolumeBody(
        @Nullable String name,
        @Nullable String description,
        @Nullable String volumeType,
        Map<String, String> metadata,
        @Nullable String snapshotId,
        @Nullable String sourceVolid,
        @Nullable String groupId,
        @Nullable String backupId,
        @Nullable String imageRef,
        @Nullable Integer size,
        @Nullable String availabilityZone,
        boolean multiattach) {

    private static final String NAME = "name";
    private static final String DESCRIPTION = "description";
    private static final int MAX_TEXT = 255;

    private static final Schema VOLUME =
            Schema.object()
                    .property(NAME, text(NAME))
                    .property(DESCRIPTION, text(DESCRIPTION))
                    .property("display_name", text(NAME))
                    .property("display_description", text(DESCRIPTION))
                    .property("volume_type", Schema.nameAllowZeroMinLength())
                    .property("metadata", Schema.extraSpecs(true, false))
                    .property("snapshot_id", Schema.optionalUuid())
                    .property("source_volid", Schema.optionalUuid())
                    .property("consistencygroup_id", Schema.optionalUuid())
                    .property("size", Schema.sizeAllowsNull())
                    .property(
                            "availability_zone",
                            Schema.nullableString().minLength(1).maxLength(255))
                    .property("multiattach", Schema.optionalBoolean())
                    .property("image_id", Schema.nameAllowZeroMinLength())
                    .property("imageRef", Schema.nameAllowZeroMinLength());

    private static final Schema IN_GROUP =
            VOLUME.property("group_id", Schema.nameAllowZeroMinLength());
    private static final Schema FROM_BACKUP = IN_GROUP.property("backup_id", Schema.optionalUuid());

    // The schema decorators of cinder/api/v3/volumes.py, create().
    static final Schema FIRST = body(VOLUME);
    static final Schema SINCE_GROUPS = body(IN_GROUP);
    static final Schema SINCE_BACKUPS = body(FROM_BACKUP);
    static final Schema SINCE_CLOSED = body(FROM_BACKUP.closed());

    /**
     * Reads it.
     *
     * @throws Fault 400
     */
    static CreateVolumeBody of(JsonBody body, Microversion version) {
        schema(version).validate(body.tree());
        JsonNode volume = body.tree().get("volume");
        JsonNode image = volume.has("image_id") ? volume.get("image_id") : volume.path("imageRef");
        return new CreateVolumeBody(
                stripped(volume, NAME, "display_name"),
                stripped(volume, DESCRIPTION, "display_description"),
                volume.path("volume_type").stringValue(null),
                metadata(volume.path("metadata")),
                volume.path("snapshot_id").stringValue(null),
                volume.path("source_volid").stringValue(null),
                groupId(volume),
                volume.path("backup_id").stringValue(null),
                image.stringValue(null),
                size(volume.path("size")),
                volume.path("availability_zone").stringValue(null),
                isTrue(volume.path("multiattach")));
    }

    private static Schema text(String name) {
        return Schema.nullableString().format(Formats.strippedAtMost(name, MAX_TEXT));
    }

    private static Schema body(Schema volume) {
        return Schema.object()
                .property("volume", volume)
                .property(
                        "OS-SCH-HNT:scheduler_hints",
                        Schema.of(Schema.Type.OBJECT, Schema.Type.NULL))
                .required("volume")
                .closed();
    }

    private static Schema schema(Microversion version) {
        if (version.atLeast(CinderVersions.SUPPORT_VOLUME_SCHEMA_CHANGES)) {
            return SINCE_CLOSED;
        }
        if (version.atLeast(CinderVersions.VOLUME_CREATE_FROM_BACKUP)) {
            return SINCE_BACKUPS;
        }
        return version.atLeast(CinderVersions.GROUP_VOLUME) ? SINCE_GROUPS : FIRST;
    }

    private static @Nullable String stripped(JsonNode volume, String field, String olderField) {
        JsonNode text = volume.has(field) ? volume.get(field) : volume.path(olderField);
        return text.isString() ? Python.strip(text.stringValue()) : null;
    }

    // Before 3.13 the schema does not know it, and lets a number pass.
    private static @Nullable String groupId(JsonNode volume) {
        JsonNode group = volume.path("group_id");
        if (group.isNull() || group.isMissingNode()) {
            return volume.path("consistencygroup_id").stringValue(null);
        }
        return Python.str(group);
    }

    private static Map<String, String> metadata(JsonNode node) {
        Map<String, String> metadata = new LinkedHashMap<>();
        node.properties()
                .forEach(entry -> metadata.put(entry.getKey(), entry.getValue().stringValue()));
        return metadata;
    }

    private static @Nullable Integer size(JsonNode size) {
        if (size.isIntegralNumber()) {
            return size.intValue();
        }
        return size.isString() ? Integer.valueOf(size.stringValue().strip()) : null;
    }

    private static boolean isTrue(JsonNode flag) {
        return (flag.isBoolean() || flag.isString()) && Formats.isTrue(flag);
    }
}
