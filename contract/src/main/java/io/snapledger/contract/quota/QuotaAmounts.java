package io.snapledger.contract.quota;

/** How much of everything that quotas limit. */
public record QuotaAmounts(
        long volumes, long volumeGib, long snapshots, long snapshotGib, long groups) {

    public static final QuotaAmounts NOTHING = new QuotaAmounts(0, 0, 0, 0, 0);

    public static QuotaAmounts volume(int gib) {
        return new QuotaAmounts(1, gib, 0, 0, 0);
    }

    public static QuotaAmounts snapshot(int gib) {
        return new QuotaAmounts(0, 0, 1, gib, 0);
    }

    public static QuotaAmounts group() {
        return new QuotaAmounts(0, 0, 0, 0, 1);
    }

    /** Both together. */
    public QuotaAmounts plus(QuotaAmounts other) {
        return new QuotaAmounts(
                volumes + other.volumes,
                volumeGib + other.volumeGib,
                snapshots + other.snapshots,
                snapshotGib + other.snapshotGib,
                groups + other.groups);
    }

    /**
     * How much of it one quota counts.
     *
     * @param snapshotsTakeGigabytes whether snapshots count for the gigabytes
     */
    public long of(QuotaResource resource, boolean snapshotsTakeGigabytes) {
        return switch (resource) {
            case VOLUMES -> volumes;
            case SNAPSHOTS -> snapshots;
            case GIGABYTES -> snapshotsTakeGigabytes ? volumeGib + snapshotGib : volumeGib;
            case GROUPS -> groups;
            case PER_VOLUME_GIGABYTES, BACKUPS, BACKUP_GIGABYTES -> 0;
        };
    }
}
