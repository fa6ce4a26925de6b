package io.snapledger.gateway.share;

import io.snapledger.gateway.fault.Fault;
import io.snapledger.gateway.json.JsonBody;
import io.snapledger.gateway.schema.Entity;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What a create asks for: manila/api/v2/shares.py, _create, and manila/share/api.py, create.
 *
 * @param sizeGib 0 where none was given, which only a share from a snapshot may do
 * @param shareType the name or the id of one, null for the default
 * @param snapshotId as the client wrote it, null for an empty share
 */
record CreateShareBody(
        String shareProto,
        int sizeGib,
        @Nullable String name,
        @Nullable String description,
        @Nullable String shareType,
        @Nullable String snapshotId,
        boolean isPublic,
        @Nullable String availabilityZone,
        Map<String, String> metadata) {

    static final String ROOT = "share";

    private static final List<String> PROTOCOLS = List.of("NFS", "CIFS");

    static CreateShareBody of(JsonBody body) {
        Entity asked = Entity.of(body, ROOT, Fault::unprocessable);
        if (asked.has("share_type") && asked.has("volume_type")) {
            throw Fault.badRequest("Cannot specify both share_type and volume_type");
        }
        String snapshot = textOrNone(asked, "snapshot_id");
        unknown(asked, "share_group_id", "Share group %s could not be found.");
        unknown(asked, "share_network_id", "Share network %s could not be found.");
        return new CreateShareBody(
                asked.requiredText("share_proto").toUpperCase(Locale.ROOT),
                size(asked.tree().get("size"), snapshot != null),
                asked.displayed("name"),
                asked.displayed("description"),
                textOrNone(asked, asked.has("share_type") ? "share_type" : "volume_type"),
                snapshot,
                asked.truth("is_public").orElse(false),
                textOrNone(asked, "availability_zone"),
                asked.texts("metadata"));
    }

    /**
     * Refuses a protocol that there is not; asked after all else has been found.
     *
     * @throws Fault 400
     */
    void checkProtocol() {
        if (!PROTOCOLS.contains(shareProto)) {
            throw ShareFaults.invalidInput(
                    "Invalid share protocol provided: %s. It is either disabled or unsupported."
                                    .formatted(shareProto)
                            + " Available protocols: ['NFS', 'CIFS']");
        }
    }

    private static @Nullable String textOrNone(Entity asked, String field) {
        String text = asked.text(field);
        return text == null || text.isEmpty() ? null : text;
    }

    // There are no such things.
    private static void unknown(Entity asked, String field, String sentence) {
        String id = textOrNone(asked, field);
        if (id != null) {
            throw Fault.notFound(sentence.formatted(id));
        }
    }

    // What Python's int() reads and is more than nothing.
    private static int size(@Nullable JsonNode size, boolean isOptional) {
        if (size == null) {
            throw Fault.badRequest();
        }
        if (size.isNull() && isOptional) {
            return 0;
        }
        String text = size.isString() ? size.stringValue().strip() : size.toString();
        if (size.isContainer() || !text.matches("\\+?\\d{1,9}") || Integer.parseInt(text) == 0) {
            throw ShareFaults.invalidInput(
                    "Share size '%s' must be an integer and greater than 0"
                            .formatted(size.isNull() ? Entity.NONE : size.asString(text)));
        }
        return Integer.parseInt(text);
    }
}
