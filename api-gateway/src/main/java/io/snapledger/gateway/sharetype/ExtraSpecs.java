package io.snapledger.gateway.sharetype;

import io.snapledger.gateway.fault.Fault;
import io.snapledger.gateway.schema.Formats;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/**
 * The specs of share types: manila/share/share_types.py, manila/common/constants.py, class
 * ExtraSpecs, and manila/api/v2/share_types_extra_specs.py.
 */
final class ExtraSpecs {

    static final String HANDLES_SERVERS = "driver_handles_share_servers";
    static final String SNAPSHOT_SUPPORT = "snapshot_support";

    private static final int LONGEST = 255;

    private static final Set<String> BOOLEANS =
            Set.of(
                    SNAPSHOT_SUPPORT,
                    "create_share_from_snapshot_support",
                    "revert_to_snapshot_support",
                    "mount_snapshot_support");

    private static final String REPLICATION_TYPE = "replication_type";
    private static final Set<String> REPLICATION_TYPES = Set.of("writable", "readable", "dr");
    private static final String ZONES = "availability_zones";

    /** What callers see who are no administrators. */
    private static final Set<String> VISIBLE =
            Set.of(
                    HANDLES_SERVERS,
                    SNAPSHOT_SUPPORT,
                    "create_share_from_snapshot_support",
                    "revert_to_snapshot_support",
                    "mount_snapshot_support",
                    REPLICATION_TYPE,
                    ZONES);

    // INFERRED_OPTIONAL_MAP, in its order.
    private static final List<String> INFERRED =
            List.of(
                    SNAPSHOT_SUPPORT,
                    "create_share_from_snapshot_support",
                    "revert_to_snapshot_support",
                    "mount_snapshot_support");

    private ExtraSpecs() {}

    /** What the type of a create has, values as texts; all that it needs must be there. */
    static Map<String, String> ofNewType(JsonNode specs) {
        Map<String, String> texts = read(specs);
        String handles = texts.get(HANDLES_SERVERS);
        if (handles == null) {
            throw invalid("Required extra specs '" + HANDLES_SERVERS + "' not specified");
        }
        if (Formats.booleanText(handles).isEmpty()) {
            throw invalid("Value of required extra_spec " + HANDLES_SERVERS + " is not valid");
        }
        texts.forEach((key, value) -> {
            if (!isValidOptional(key, value)) {
                throw invalid("Value of optional extra_spec " + key + " is not valid");
            }
        });
        return texts;
    }

    /** Specs to be set on a type that there is. */
    static Map<String, String> toBeSet(JsonNode specs) {
        Map<String, String> texts = read(specs);
        texts.forEach((key, value) -> {
            boolean isValid =
                    !key.isEmpty()
                            && key.length() <= LONGEST
                            && !value.isEmpty()
                            && value.length() <= LONGEST
                            && isValidOptional(key, value)
                            && (!key.equals(HANDLES_SERVERS)
                                    || Formats.booleanText(value).isPresent());
            if (!isValid) {
                throw Fault.badRequest("Invalid extra_spec: %s: %s".formatted(key, value));
            }
            if (!key.matches("[\\w.:-]+")) {
                throw Fault.badRequest(
                        "Key names can only contain alphanumeric characters, underscores, periods,"
                                + " colons and hyphens.");
            }
        });
        return texts;
    }

    private static Map<String, String> read(JsonNode specs) {
        if (!specs.isObject()) {
            throw Fault.badRequest();
        }
        Map<String, String> texts = new LinkedHashMap<>();
        specs.properties()
                .forEach(
                        entry -> texts.put(entry.getKey(), text(entry.getKey(), entry.getValue())));
        return texts;
    }

    private static String text(String key, JsonNode value) {
        if (value.isBoolean()) {
            return value.booleanValue() ? "True" : "False";
        }
        if (!value.isString()) {
            throw Fault.badRequest("Invalid extra_spec: %s: %s".formatted(key, value));
        }
        String text = value.stringValue();
        return key.equals(ZONES)
                ? Arrays.stream(text.split(",", -1))
                        .map(String::strip)
                        .collect(Collectors.joining(","))
                : text;
    }

    // is_valid_optional_extra_spec; what it does not know is nobody's business.
    private static boolean isValidOptional(String key, String value) {
        if (BOOLEANS.contains(key)) {
            return Formats.booleanText(value.replaceFirst("^<is>", "")).isPresent();
        }
        return switch (key) {
            case REPLICATION_TYPE -> REPLICATION_TYPES.contains(value);
            case ZONES ->
                    Arrays.stream(value.split(",", -1)).noneMatch(zone -> zone.strip().isEmpty());
            default -> true;
        };
    }

    private static Fault invalid(String reason) {
        return Fault.badRequest("Invalid extra_spec: " + reason + ".");
    }

    /**
     * What callers see of them.
     *
     * @param isAdmin whether all of them, and only those that were set
     * @param infers whether others see what holds where nothing was set
     */
    static Map<String, Object> shown(Map<String, String> specs, boolean isAdmin, boolean infers) {
        Map<String, Object> shown = new LinkedHashMap<>();
        specs.forEach((key, value) -> {
            if (isAdmin || VISIBLE.contains(key)) {
                shown.put(key, value);
            }
        });
        if (!isAdmin && infers) {
            INFERRED.forEach(key -> shown.putIfAbsent(key, false));
        }
        return shown;
    }

    /** Those that every type has. */
    static Map<String, String> required(Map<String, String> specs) {
        String handles = specs.get(HANDLES_SERVERS);
        return handles == null ? Map.of() : Map.of(HANDLES_SERVERS, handles);
    }
}
