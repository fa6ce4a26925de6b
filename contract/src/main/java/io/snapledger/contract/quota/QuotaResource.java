package io.snapledger.contract.quota;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a quota counts, in upstream's words: cinder/quota.py, VolumeTypeQuotaEngine.resources, and
 * the resources of manila/quota.py, each in its order.
 */
public enum QuotaResource {
    VOLUMES,
    /** The size of one volume; nothing is used up of it. */
    PER_VOLUME_GIGABYTES,
    SNAPSHOTS,
    /** Of volumes and, unless the settings say otherwise, of snapshots. */
    GIGABYTES,
    BACKUPS,
    BACKUP_GIGABYTES,
    GROUPS,
    SHARES,
    /** Snapshots of shares. */
    SHARE_SNAPSHOTS,
    /** Of shares only. */
    SHARE_GIGABYTES,
    /** The size of one share; nothing is used up of it. */
    PER_SHARE_GIGABYTES,
    /** Of snapshots of shares. */
    SNAPSHOT_GIGABYTES,
    SHARE_NETWORKS,
    SHARE_GROUPS,
    SHARE_GROUP_SNAPSHOTS,
    /** The instances of replicated shares. */
    SHARE_REPLICAS,
    REPLICA_GIGABYTES;

    /** A limit that is none. */
    public static final int UNLIMITED = -1;

    /** The word stored, which no other has, whatever the catalogue. */
    @JsonValue
    public String storedWord() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The word on the wire, which both catalogues may have. */
    public String word() {
        return switch (this) {
            case SHARE_SNAPSHOTS -> SNAPSHOTS.word();
            case SHARE_GIGABYTES -> GIGABYTES.word();
            case VOLUMES,
                    PER_VOLUME_GIGABYTES,
                    SNAPSHOTS,
                    GIGABYTES,
                    BACKUPS,
                    BACKUP_GIGABYTES,
                    GROUPS,
                    SHARES,
                    PER_SHARE_GIGABYTES,
                    SNAPSHOT_GIGABYTES,
                    SHARE_NETWORKS,
                    SHARE_GROUPS,
                    SHARE_GROUP_SNAPSHOTS,
                    SHARE_REPLICAS,
                    REPLICA_GIGABYTES ->
                    storedWord();
        };
    }

    /** Whose it is. */
    public QuotaCatalogue catalogue() {
        return compareTo(GROUPS) <= 0
                ? QuotaCatalogue.BLOCK_STORAGE
                : QuotaCatalogue.SHARED_FILE_SYSTEM;
    }

    /** Those of a catalogue, in upstream's order. */
    public static List<QuotaResource> of(QuotaCatalogue catalogue) {
        return Stream.of(values()).filter(each -> each.catalogue() == catalogue).toList();
    }

    /** Whether each type has a quota of its own besides the project's. */
    public boolean isPerType() {
        return switch (this) {
            case VOLUMES,
                    SNAPSHOTS,
                    GIGABYTES,
                    SHARES,
                    SHARE_SNAPSHOTS,
                    SHARE_GIGABYTES,
                    SNAPSHOT_GIGABYTES,
                    SHARE_REPLICAS,
                    REPLICA_GIGABYTES ->
                    true;
            case PER_VOLUME_GIGABYTES,
                    BACKUPS,
                    BACKUP_GIGABYTES,
                    GROUPS,
                    PER_SHARE_GIGABYTES,
                    SHARE_NETWORKS,
                    SHARE_GROUPS,
                    SHARE_GROUP_SNAPSHOTS ->
                    false;
        };
    }

    /**
     * The quota's name on the wire, for example {@code volumes} or {@code volumes_fast}. Those of
     * share types are asked for by type, and named as the project's.
     *
     * @param type the name of a type, null for the project's own quota
     */
    public String quota(@Nullable String type) {
        return type == null || catalogue() == QuotaCatalogue.SHARED_FILE_SYSTEM
                ? word()
                : word() + "_" + type;
    }
}
