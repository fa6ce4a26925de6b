package io.snapledger.contract.quota;

import java.util.EnumMap;
import java.util.Map;

/**
 * How much of everything that quotas limit.
 *
 * @param amounts without those that are nothing
 */
public record QuotaAmounts(Map<QuotaMeasure, Long> amounts) {

    public static final QuotaAmounts NOTHING = new QuotaAmounts(Map.of());

    public QuotaAmounts {
        Map<QuotaMeasure, Long> some = new EnumMap<>(QuotaMeasure.class);
        amounts.forEach((measure, amount) -> {
            if (amount != 0) {
                some.put(measure, amount);
            }
        });
        amounts = Map.copyOf(some);
    }

    public static QuotaAmounts volume(int gib) {
        return sized(QuotaMeasure.VOLUMES, QuotaMeasure.VOLUME_GIB, gib);
    }

    /** A snapshot of a volume or of a share. */
    public static QuotaAmounts snapshot(int gib) {
        return sized(QuotaMeasure.SNAPSHOTS, QuotaMeasure.SNAPSHOT_GIB, gib);
    }

    public static QuotaAmounts group() {
        return new QuotaAmounts(Map.of(QuotaMeasure.VOLUME_GROUPS, 1L));
    }

    public static QuotaAmounts share(int gib) {
        return sized(QuotaMeasure.SHARES, QuotaMeasure.SHARE_GIB, gib);
    }

    /** An instance of a replicated share, the first one too. */
    public static QuotaAmounts replica(int gib) {
        return sized(QuotaMeasure.REPLICAS, QuotaMeasure.REPLICA_GIB, gib);
    }

    private static QuotaAmounts sized(QuotaMeasure one, QuotaMeasure size, int gib) {
        return new QuotaAmounts(Map.of(one, 1L, size, (long) gib));
    }

    public long of(QuotaMeasure measure) {
        return amounts.getOrDefault(measure, 0L);
    }

    /** Both together. */
    public QuotaAmounts plus(QuotaAmounts other) {
        Map<QuotaMeasure, Long> sums = new EnumMap<>(QuotaMeasure.class);
        for (QuotaMeasure measure : QuotaMeasure.values()) {
            sums.put(measure, of(measure) + other.of(measure));
        }
        return new QuotaAmounts(sums);
    }

    /**
     * How much of it one quota counts.
     *
     * @param snapshotsTakeGigabytes whether snapshots of volumes count for the gigabytes
     */
    public long of(QuotaResource resource, boolean snapshotsTakeGigabytes) {
        return switch (resource) {
            case VOLUMES -> of(QuotaMeasure.VOLUMES);
            case SNAPSHOTS, SHARE_SNAPSHOTS -> of(QuotaMeasure.SNAPSHOTS);
            case GIGABYTES ->
                    snapshotsTakeGigabytes
                            ? of(QuotaMeasure.VOLUME_GIB) + of(QuotaMeasure.SNAPSHOT_GIB)
                            : of(QuotaMeasure.VOLUME_GIB);
            case GROUPS -> of(QuotaMeasure.VOLUME_GROUPS);
            case SHARES -> of(QuotaMeasure.SHARES);
            case SHARE_GIGABYTES -> of(QuotaMeasure.SHARE_GIB);
            case SNAPSHOT_GIGABYTES -> of(QuotaMeasure.SNAPSHOT_GIB);
            case SHARE_REPLICAS -> of(QuotaMeasure.REPLICAS);
            case REPLICA_GIGABYTES -> of(QuotaMeasure.REPLICA_GIB);
            case PER_VOLUME_GIGABYTES,
                    PER_SHARE_GIGABYTES,
                    BACKUPS,
                    BACKUP_GIGABYTES,
                    SHARE_NETWORKS,
                    SHARE_GROUPS,
                    SHARE_GROUP_SNAPSHOTS ->
                    0;
        };
    }
}
