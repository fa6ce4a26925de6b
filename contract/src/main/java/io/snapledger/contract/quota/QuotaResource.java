package io.snapledger.contract.quota;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What a quota counts, in upstream's words: cinder/quota.py, VolumeTypeQuotaEngine.resources. */
public enum QuotaResource {
    VOLUMES,
    /** The size of one volume; nothing is used up of it. */
    PER_VOLUME_GIGABYTES,
    SNAPSHOTS,
    /** Of volumes and, unless the settings say otherwise, of snapshots. */
    GIGABYTES,
    BACKUPS,
    BACKUP_GIGABYTES,
    GROUPS;

    /** A limit that is none. */
    public static final int UNLIMITED = -1;

    /** The word on the wire. */
    @JsonValue
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether each volume type has a quota of its own besides the project's. */
    public boolean isPerType() {
        return switch (this) {
            case VOLUMES, SNAPSHOTS, GIGABYTES -> true;
            case PER_VOLUME_GIGABYTES, BACKUPS, BACKUP_GIGABYTES, GROUPS -> false;
        };
    }

    /**
     * The quota's name on the wire, for example {@code volumes} or {@code volumes_fast}.
     *
     * @param volumeType the name of a volume type, null for the project's own quota
     */
    public String quota(@Nullable String volumeType) {
        return volumeType == null ? word() : word() + "_" + volumeType;
    }
}
