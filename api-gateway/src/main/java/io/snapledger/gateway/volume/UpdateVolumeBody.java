package io.snapledger.gateway.volume;

import io.snapledger.contract.resource.NewText;
import io.snapledger.gateway.json.JsonBody;
import io.snapledger.gateway.metadata.MetadataBodies;
import io.snapledger.gateway.microversion.CinderVersions;
import io.snapledger.gateway.microversion.Microversion;
import io.snapledger.gateway.schema.Formats;
import io.snapledger.gateway.schema.Python;
import io.snapledger.gateway.schema.Schema;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What changes a volume: cinder/api/schemas/volumes.py, update and update_v353. Each is null if it
 * stays.
 *
 * @param metadata all of it
 */
record UpdateVolumeBody(
        @Nullable NewText name,
        @Nullable NewText description,
        @Nullable Map<String, String> metadata) {

    private static final String NAME = "name";
    private static final String DESCRIPTION = "description";
    private static final String DISPLAY_NAME = "display_name";
    private static final String DISPLAY_DESCRIPTION = "display_description";
    private static final String METADATA = "metadata";
    private static final int MAX_TEXT = 255;

    private static final Schema VOLUME =
            Schema.object()
                    .property(NAME, text(NAME))
                    .property(DESCRIPTION, text(DESCRIPTION))
                    .property(DISPLAY_NAME, text(NAME))
                    .property(DISPLAY_DESCRIPTION, text(DESCRIPTION))
                    .property(METADATA, Schema.extraSpecs(false, false))
                    .closed();

    static final Schema FIRST = body(VOLUME);
    static final Schema SINCE_SCHEMA_CHANGES =
            body(
                    VOLUME.anyRequired(
                            NAME, DESCRIPTION, DISPLAY_NAME, DISPLAY_DESCRIPTION, METADATA));

    static UpdateVolumeBody of(JsonBody body, Microversion version) {
        Schema schema =
                version.atLeast(CinderVersions.SUPPORT_VOLUME_SCHEMA_CHANGES)
                        ? SINCE_SCHEMA_CHANGES
                        : FIRST;
        schema.validate(body.tree());
        JsonNode volume = body.tree().get("volume");
        return new UpdateVolumeBody(
                newText(volume, NAME, DISPLAY_NAME),
                newText(volume, DESCRIPTION, DISPLAY_DESCRIPTION),
                volume.has(METADATA) ? MetadataBodies.entries(volume.get(METADATA)) : null);
    }

    private static Schema text(String name) {
        return Schema.nullableString().format(Formats.strippedAtMost(name, MAX_TEXT));
    }

    private static Schema body(Schema volume) {
        return Schema.object().property("volume", volume).required("volume").closed();
    }

    // volumes.py, update(): the newer name of a field wins over the older one.
    private static @Nullable NewText newText(JsonNode volume, String field, String olderField) {
        if (volume.has(field)) {
            return new NewText(stripped(volume.get(field)));
        }
        return volume.has(olderField) ? new NewText(stripped(volume.get(olderField))) : null;
    }

    private static @Nullable String stripped(JsonNode text) {
        return text.isString() ? Python.strip(text.stringValue()) : null;
    }
}
