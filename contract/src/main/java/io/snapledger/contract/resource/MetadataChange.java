package io.snapledger.contract.resource;

import io.snapledger.contract.refusal.RefusedException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What is to become of a resource's metadata.
 *
 * @param clears whether all that was there goes first
 * @param removes keys that go
 * @param puts entries that come, or come in the place of others
 */
public record MetadataChange(boolean clears, List<String> removes, Map<String, String> puts) {

    /**
     * How much metadata a resource may have, keys and values together, in UTF-8. Every event about
     * it, every row of a list and every message has all of it.
     */
    public static final int MAX_BYTES = 16 * 1024;

    public MetadataChange {
        removes = List.copyOf(removes);
        puts = Collections.unmodifiableMap(new LinkedHashMap<>(puts));
    }

    /** These are added; what else there is stays. */
    public static MetadataChange adding(Map<String, String> entries) {
        return new MetadataChange(false, List.of(), entries);
    }

    /** These alone are left. */
    public static MetadataChange replacingAllBy(Map<String, String> entries) {
        return new MetadataChange(true, List.of(), entries);
    }

    /** This one goes. */
    public static MetadataChange removing(String key) {
        return new MetadataChange(false, List.of(key), Map.of());
    }

    /**
     * The metadata after it.
     *
     * @throws RefusedException with {@link MetadataTooLarge} if it would grow beyond {@link
     *     #MAX_BYTES}
     */
    public Map<String, String> appliedTo(Map<String, String> before) {
        Map<String, String> after = clears ? new LinkedHashMap<>() : new LinkedHashMap<>(before);
        removes.forEach(after::remove);
        after.putAll(puts);
        if (bytesOf(after) > bytesOf(before)) {
            requireRoom(after);
        }
        return Collections.unmodifiableMap(after);
    }

    /**
     * Refuses what no resource may hold.
     *
     * @throws RefusedException with {@link MetadataTooLarge}
     */
    public static void requireRoom(Map<String, String> metadata) {
        int bytes = bytesOf(metadata);
        if (bytes > MAX_BYTES) {
            throw new RefusedException(new MetadataTooLarge(bytes, MAX_BYTES));
        }
    }

    private static int bytesOf(Map<String, String> metadata) {
        return metadata.entrySet().stream()
                .mapToInt(entry -> bytesOf(entry.getKey()) + bytesOf(entry.getValue()))
                .sum();
    }

    private static int bytesOf(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }
}
