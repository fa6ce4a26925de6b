package io.snapledger.gateway.grouptype;

import io.snapledger.gateway.json.JsonBody;
import io.snapledger.gateway.json.Texts;
import io.snapledger.gateway.schema.Formats;
import io.snapledger.gateway.schema.Schema;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What asks for a group type: cinder/api/schemas/group_types.py, create. */
record CreateGroupTypeBody(
        String name,
        @Nullable String description,
        boolean isPublic,
        Map<String, @Nullable String> groupSpecs) {

    static final Schema SCHEMA =
            Schema.object()
                    .property(
                            "group_type",
                            Schema.object()
                                    .property("name", Schema.name())
                                    .property("description", Schema.description())
                                    .property("is_public", Schema.lenientBoolean())
                                    .property("group_specs", Schema.extraSpecs(true, false))
                                    .required("name")
                                    .closed())
                    .required("group_type")
                    .closed();

    static CreateGroupTypeBody of(JsonBody body) {
        SCHEMA.validate(body.tree());
        JsonNode type = body.tree().get("group_type");
        JsonNode isPublic = type.get("is_public");
        return new CreateGroupTypeBody(
                type.get("name").stringValue(),
                type.path("description").stringValue(null),
                isPublic == null || Formats.isTrue(isPublic),
                Texts.of(type.path("group_specs")));
    }
}
