package io.snapledger.contract.quota;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/**
 * Whose quotas they are. The two services count in the same words, {@code snapshots} and {@code
 * gigabytes}, but each counts its own.
 */
public enum QuotaCatalogue {
    BLOCK_STORAGE,
    SHARED_FILE_SYSTEM;

    /** The word stored: {@code block-storage} or {@code shared-file-system}. */
    @JsonValue
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The one of that word. */
    public static QuotaCatalogue of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT).replace('-', '_'));
    }
}
