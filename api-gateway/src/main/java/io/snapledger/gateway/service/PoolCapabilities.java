package io.snapledger.gateway.service;

import com.fasterxml.jackson.annotation.JsonValue;
import io.snapledger.contract.agent.ShareBackend;
import io.snapledger.gateway.json.PythonJson;
import io.snapledger.gateway.schema.Formats;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a pool says of itself, as far as there is something to say: manila/share/driver.py,
 * _update_share_stats.
 */
record PoolCapabilities(@JsonValue Map<String, Object> all) {

    private static final String UNKNOWN = "unknown";
    private static final BigDecimal GIB = BigDecimal.valueOf(1L << 30);

    // manila/scheduler/utils.py, capabilities_satisfied
    private static final Set<String> NONE_OF_A_POOL =
            Set.of(
                    "availability_zones",
                    "provisioning:max_share_size",
                    "provisioning:min_share_size",
                    "provisioning:max_share_extend_size");

    static PoolCapabilities of(ShareBackends.Known known) {
        ShareBackend backend = known.backend();
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("pool_name", backend.name());
        all.put("share_backend_name", backend.name());
        all.put("driver_handles_share_servers", false);
        all.put("vendor_name", "Snapledger");
        all.put("storage_protocol", "NFS_CIFS");
        all.put("total_capacity_gb", gib(backend.totalBytes()));
        all.put("free_capacity_gb", gib(backend.freeBytes()));
        all.put("reserved_percentage", 0);
        all.put("qos", false);
        all.put("snapshot_support", true);
        all.put("create_share_from_snapshot_support", true);
        all.put("revert_to_snapshot_support", false);
        all.put("mount_snapshot_support", true);
        all.put("replication_type", List.of("readable", "dr", "writable"));
        all.put("timestamp", PythonJson.timestamp(known.lastSeenAt()));
        return new PoolCapabilities(all);
    }

    private static Object gib(@Nullable Long bytes) {
        return bytes == null
                ? UNKNOWN
                : BigDecimal.valueOf(bytes).divide(GIB, 2, RoundingMode.DOWN).doubleValue();
    }

    /** Whether a pool that is so can hold shares of a type with those specs. */
    boolean satisfies(Map<String, String> specs) {
        return specs.entrySet().stream()
                .allMatch(spec -> satisfies(spec.getKey(), spec.getValue()));
    }

    private boolean satisfies(String key, String required) {
        String[] scope = key.split(":", 2);
        if (NONE_OF_A_POOL.contains(key)
                || (scope.length > 1 && !scope[0].equals("capabilities"))) {
            return true;
        }
        Object value = all.get(scope[scope.length - 1]);
        return value instanceof List<?> several
                ? several.stream().anyMatch(one -> matches(one, required))
                : value != null && matches(value, required);
    }

    // manila/scheduler/filters/extra_specs_ops.py, match
    private static boolean matches(Object value, String spec) {
        String required = spec.toLowerCase(Locale.ROOT);
        List<String> words =
                Arrays.stream(required.strip().split("\\s+"))
                        .filter(word -> !word.isEmpty())
                        .toList();
        if (words.isEmpty()) {
            return value.equals(spec);
        }
        String rest = words.size() > 1 ? words.get(1) : "";
        String text = value.toString().toLowerCase(Locale.ROOT);
        return switch (words.getFirst()) {
            case "<is>" -> isTrue(rest) == isTrue(text);
            case "<in>" -> text.contains(rest);
            case "<or>" ->
                    words.stream().filter(word -> !word.equals("<or>")).anyMatch(text::equals);
            case "s==" -> text.equals(rest);
            case "s!=" -> !text.equals(rest);
            case "s>=" -> text.compareTo(rest) >= 0;
            case "s>" -> text.compareTo(rest) > 0;
            case "s<=" -> text.compareTo(rest) <= 0;
            case "s<" -> text.compareTo(rest) < 0;
            case "=", ">=" -> compares(text, rest, 0, 1);
            case "==" -> compares(text, rest, 0, 0);
            case "!=" -> compares(text, rest, -1, 1) && !compares(text, rest, 0, 0);
            case "<=" -> compares(text, rest, -1, 0);
            default ->
                    value instanceof Boolean
                            ? Formats.booleanText(required).stream().anyMatch(value::equals)
                            : text.equals(required);
        };
    }

    private static boolean isTrue(String text) {
        return Formats.booleanText(text).orElse(false);
    }

    private static boolean compares(String text, String other, int from, int to) {
        try {
            int order = Double.compare(Double.parseDouble(text), Double.parseDouble(other));
            return order >= from && order <= to;
        } catch (NumberFormatException e) {
            return false;
        }
    }
}
