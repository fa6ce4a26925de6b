package io.snapledger.contract.share;

import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What may be done with a share, as its type said when it was made.
 *
 * @param replicationType null if it can have no replicas
 */
public record ShareCapabilities(
        boolean snapshots,
        boolean sharesFromSnapshots,
        boolean revertsToSnapshots,
        boolean mountableSnapshots,
        @Nullable String replicationType) {

    /** What a share can do that has no type. */
    public static final ShareCapabilities NONE =
            new ShareCapabilities(false, false, false, false, null);

    // oslo.utils strutils.py, TRUE_STRINGS
    private static final Set<String> TRUE = Set.of("1", "t", "true", "on", "y", "yes");

    /** What a type's extra specs say. */
    public static ShareCapabilities of(Map<String, String> extraSpecs) {
        return new ShareCapabilities(
                says(extraSpecs, "snapshot_support"),
                says(extraSpecs, "create_share_from_snapshot_support"),
                says(extraSpecs, "revert_to_snapshot_support"),
                says(extraSpecs, "mount_snapshot_support"),
                extraSpecs.get("replication_type"));
    }

    private static boolean says(Map<String, String> extraSpecs, String key) {
        String value = extraSpecs.getOrDefault(key, "").replaceFirst("^<is>", "");
        return TRUE.contains(value.strip().toLowerCase(Locale.ROOT));
    }
}
