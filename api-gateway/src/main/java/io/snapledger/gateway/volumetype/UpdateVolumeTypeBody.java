package io.snapledger.gateway.volumetype;

import io.snapledger.contract.volumetype.VolumeTypeCommand.UpdateVolumeType;
import io.snapledger.contract.volumetype.VolumeTypeId;
import io.snapledger.contract.volumetype.VolumeTypeView;
import io.snapledger.gateway.fault.Fault;
import io.snapledger.gateway.json.JsonBody;
import io.snapledger.gateway.schema.Formats;
import io.snapledger.gateway.schema.Python;
import io.snapledger.gateway.schema.Schema;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What changes a volume type: cinder/api/schemas/volume_types.py, update; null is no change. */
record UpdateVolumeTypeBody(
        @Nullable String name, @Nullable String description, @Nullable Boolean isPublic) {

    static final Schema SCHEMA =
            Schema.object()
                    .property(
                            "volume_type",
                            Schema.object()
                                    .property(
                                            "name",
                                            Schema.nullableString().minLength(1).maxLength(255))
                                    .property("description", Schema.description())
                                    .property("is_public", Schema.lenientBoolean())
                                    .closed())
                    .required("volume_type")
                    .closed();

    static UpdateVolumeTypeBody of(JsonBody body) {
        SCHEMA.validate(body.tree());
        JsonNode type = body.tree().get("volume_type");
        JsonNode isPublic = type.get("is_public");
        return new UpdateVolumeTypeBody(
                type.path("name").stringValue(null),
                type.path("description").stringValue(null),
                isPublic == null ? null : Formats.isTrue(isPublic));
    }

    // cinder/api/contrib/types_manage.py, _update()
    /** Refuses what would change nothing, or leave no name. */
    void check() {
        if (name != null && Python.strip(name).isEmpty()) {
            throw Fault.badRequest("Volume type name can not be empty.");
        }
        if (name == null && description == null && isPublic == null) {
            throw Fault.badRequest(
                    "Specify volume type name, description, is_public or a combination thereof.");
        }
    }

    UpdateVolumeType command(VolumeTypeId id, @Nullable String reason, Instant at) {
        return new UpdateVolumeType(id, name, description, isPublic, reason, at);
    }

    /** The type as it is once that has been done. */
    VolumeTypeView appliedTo(VolumeTypeView type) {
        return new VolumeTypeView(
                type.id(),
                name == null ? type.name() : name,
                description == null ? type.description() : description,
                isPublic == null ? type.isPublic() : isPublic,
                type.extraSpecs(),
                type.createdAt(),
                type.projectIds());
    }
}
