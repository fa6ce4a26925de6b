package io.snapledger.contract.resource;

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

    /** The metadata after it. */
    public Map<String, String> appliedTo(Map<String, String> before) {
        Map<String, String> after = clears ? new LinkedHashMap<>() : new LinkedHashMap<>(before);
        removes.forEach(after::remove);
        after.putAll(puts);
        return Collections.unmodifiableMap(after);
    }
}
