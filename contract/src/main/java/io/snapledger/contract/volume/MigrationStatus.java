package io.snapledger.contract.volume;

import com.fasterxml.jackson.annotation.JsonValue;
import io.snapledger.contract.resource.ByWord;
import java.util.Map;
import java.util.Optional;

/**
 * What an administrator has said about the migration of a volume: cinder/objects/fields.py,
 * VolumeMigrationStatus. A volume that was never migrated has none.
 */
public enum MigrationStatus {
    MIGRATING("migrating", true),
    ERROR("error", false),
    SUCCESS("success", false),
    COMPLETING("completing", true),
    STARTING("starting", true);

    private static final Map<String, MigrationStatus> BY_WORD =
            ByWord.of(values(), MigrationStatus::word);

    private final String word;
    private final boolean underWay;

    MigrationStatus(String word, boolean underWay) {
        this.word = word;
        this.underWay = underWay;
    }

    /** The word on the wire and in the store. */
    @JsonValue
    public String word() {
        return word;
    }

    /** Whether the volume is being migrated: cinder/volume/api.py, AVAILABLE_MIGRATION_STATUS. */
    public boolean isUnderWay() {
        return underWay;
    }

    /** The status of that word; empty if there is none. */
    public static Optional<MigrationStatus> of(String word) {
        return Optional.ofNullable(BY_WORD.get(word));
    }
}
