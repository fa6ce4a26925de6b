package io.snapledger.gateway.grouptype;

import io.snapledger.contract.grouptype.GroupTypeCommand.UpdateGroupType;
import io.snapledger.contract.grouptype.GroupTypeId;
import io.snapledger.contract.grouptype.GroupTypeView;
import io.snapledger.gateway.fault.Fault;
import io.snapledger.gateway.json.JsonBody;
import io.snapledger.gateway.schema.Formats;
import io.snapledger.gateway.schema.Python;
import io.snapledger.gateway.schema.Schema;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What changes a group type: cinder/api/schemas/group_types.py, update; null is no change. */
record UpdateGroupTypeBody(
        @Nullable String name, @Nullable String description, @Nullable Boolean isPublic) {

    static final Schema SCHEMA =
            Schema.object()
                    .property(
                            "group_type",
                            Schema.object()
                                    .property("name", Schema.nameAllowZeroMinLength())
                                    .property("description", Schema.description())
                                    .property("is_public", Schema.lenientBoolean())
                                    .closed())
                    .required("group_type")
                    .closed();

    static UpdateGroupTypeBody of(JsonBody body) {
        SCHEMA.validate(body.tree());
        JsonNode type = body.tree().get("group_type");
        JsonNode isPublic = type.get("is_public");
        return new UpdateGroupTypeBody(
                type.path("name").stringValue(null),
                type.path("description").stringValue(null),
                isPublic == null ? null : Formats.isTrue(isPublic));
    }

    // cinder/api/v3/group_types.py, update(); it lets an empty name pass, though none with blanks.
    /** Refuses what would change nothing, or leave no name. */
    void check() {
        if (name != null && Python.strip(name).isEmpty()) {
            throw Fault.badRequest("Group type name can not be empty.");
        }
        if (name == null && description == null && isPublic == null) {
            throw Fault.badRequest(
                    "Specify group type name, description or a combination thereof.");
        }
    }

    UpdateGroupType command(GroupTypeId id, @Nullable String reason, Instant at) {
        return new UpdateGroupType(id, name, description, isPublic, reason, at);
    }

    /** The type as it is once that has been done. */
    GroupTypeView appliedTo(GroupTypeView type) {
        return new GroupTypeView(
                type.id(),
                name == null ? type.name() : name,
                description == null ? type.description() : description,
                isPublic == null ? type.isPublic() : isPublic,
                type.groupSpecs(),
                type.createdAt());
    }
}
