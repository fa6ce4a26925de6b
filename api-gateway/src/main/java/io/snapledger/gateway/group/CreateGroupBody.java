package io.snapledger.gateway.group;

import io.snapledger.gateway.fault.Fault;
import io.snapledger.gateway.json.JsonBody;
import io.snapledger.gateway.schema.Format;
import io.snapledger.gateway.schema.Python;
import io.snapledger.gateway.schema.Schema;
import io.snapledger.gateway.schema.Violation;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What asks for a group: cinder/api/schemas/groups.py, create.
 *
 * @param groupType an id or a name
 * @param volumeTypes ids or names
 */
record CreateGroupBody(
        @Nullable String name,
        @Nullable String description,
        String groupType,
        List<String> volumeTypes,
        @Nullable String availabilityZone) {

    // cinder/api/validation/validators.py, _validate_group_type: every reason has one text.
    private static final Format GROUP_TYPE =
            (field, value) -> {
                int length = Python.length(Python.strip(value.stringValue()));
                return length < 1 || length > 255
                        ? Violation.notA(field, value, "group_type")
                        : null;
            };

    // _validate_availability_zone: its reasons pass through the validator.
    private static final Format AVAILABILITY_ZONE =
            (_, value) -> {
                if (value.isNull()) {
                    return null;
                }
                if (value.stringValue().isEmpty()) {
                    return new Violation("The 'availability_zone' can not be None.");
                }
                int length = Python.length(Python.strip(value.stringValue()));
                if (length < 1) {
                    return new Violation(
                            "Invalid input received: availability_zone has 0 characters, less than"
                                    + " 1.");
                }
                return length > 255
                        ? new Violation(
                                "Invalid input received: availability_zone has "
                                        + length
                                        + " characters, more than 255.")
                        : null;
            };

    static final Schema SCHEMA =
            Schema.object()
                    .property(
                            "group",
                            Schema.object()
                                    .property("description", Schema.description())
                                    .property("group_type", Schema.string().format(GROUP_TYPE))
                                    .property("name", Schema.nameAllowZeroMinLength())
                                    .property(
                                            "volume_types",
                                            Schema.array()
                                                    .minItems(1)
                                                    .items(Schema.string().maxLength(255))
                                                    .uniqueItems())
                                    .property(
                                            "availability_zone",
                                            Schema.nullableString().format(AVAILABILITY_ZONE))
                                    .required("group_type", "volume_types")
                                    .closed())
                    .required("group")
                    .closed();

    /**
     * Reads it.
     *
     * @throws Fault 400
     */
    static CreateGroupBody of(JsonBody body) {
        SCHEMA.validate(body.tree());
        JsonNode group = body.tree().get("group");
        List<String> volumeTypes = new ArrayList<>();
        group.get("volume_types").forEach(type -> volumeTypes.add(type.stringValue()));
        return new CreateGroupBody(
                stripped(group.path("name")),
                stripped(group.path("description")),
                group.get("group_type").stringValue(),
                List.copyOf(volumeTypes),
                group.path("availability_zone").stringValue(null));
    }

    /** Names and descriptions of groups lose the blanks at both ends; those of others do not. */
    static @Nullable String stripped(JsonNode text) {
        return text.isString() ? Python.strip(text.stringValue()) : null;
    }
}
