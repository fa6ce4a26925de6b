package io.snapledger.gateway.volumetype;

import io.snapledger.gateway.json.JsonBody;
import io.snapledger.gateway.json.Texts;
import io.snapledger.gateway.schema.Formats;
import io.snapledger.gateway.schema.Schema;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What asks for a volume type: cinder/api/schemas/volume_types.py, create. */
record CreateVolumeTypeBody(
        String name,
        @Nullable String description,
        boolean isPublic,
        Map<String, @Nullable String> extraSpecs) {

    private static final String IS_PUBLIC = "os-volume-type-access:is_public";

    static final Schema SCHEMA =
            Schema.object()
                    .property(
                            "volume_type",
                            Schema.object()
                                    .property("name", Schema.name())
                                    .property("description", Schema.description())
                                    .property("extra_specs", Schema.extraSpecs(false, true))
                                    .property(IS_PUBLIC, Schema.lenientBoolean())
                                    .required("name")
                                    .closed())
                    .required("volume_type")
                    .closed();

    static CreateVolumeTypeBody of(JsonBody body) {
        SCHEMA.validate(body.tree());
        JsonNode type = body.tree().get("volume_type");
        JsonNode isPublic = type.get(IS_PUBLIC);
        return new CreateVolumeTypeBody(
                type.get("name").stringValue(),
                type.path("description").stringValue(null),
                isPublic == null || Formats.isTrue(isPublic),
                Texts.of(type.path("extra_specs")));
    }
}
