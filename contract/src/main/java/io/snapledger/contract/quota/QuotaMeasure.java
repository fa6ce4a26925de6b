package io.snapledger.contract.quota;

import java.util.Locale;

/**
 * What is counted of a resource, in either catalogue. Quotas limit one of these, or several
 * together.
 */
public enum QuotaMeasure {
    VOLUMES,
    VOLUME_GIB,
    SNAPSHOTS,
    SNAPSHOT_GIB,
    VOLUME_GROUPS,
    SHARES,
    SHARE_GIB,
    REPLICAS,
    REPLICA_GIB;

    /** The word stored, and the name of its columns: lower case. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
