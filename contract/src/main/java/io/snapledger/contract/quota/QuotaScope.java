package io.snapledger.contract.quota;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Whom limits are for.
 *
 * @param name the project's id or the class's name
 * @param catalogue in events from before there were two: block storage
 */
public record QuotaScope(Kind kind, String name, QuotaCatalogue catalogue) {

    private static final String DEFAULT = "default";

    /** As it is read, whenever it was written. */
    @JsonCreator
    static QuotaScope of(
            @JsonProperty("kind") Kind kind,
            @JsonProperty("name") String name,
            @JsonProperty("catalogue") @Nullable QuotaCatalogue catalogue) {
        return new QuotaScope(
                kind, name, catalogue == null ? QuotaCatalogue.BLOCK_STORAGE : catalogue);
    }

    public static QuotaScope ofProject(QuotaCatalogue catalogue, String projectId) {
        return new QuotaScope(Kind.PROJECT, projectId, catalogue);
    }

    public static QuotaScope ofClass(QuotaCatalogue catalogue, String name) {
        return new QuotaScope(Kind.CLASS, name, catalogue);
    }

    /** The class whose limits every project has that has none of its own. */
    public static QuotaScope defaultClass(QuotaCatalogue catalogue) {
        return ofClass(catalogue, DEFAULT);
    }

    /** The limits that hold where nobody set any: the service's settings. */
    public static QuotaScope settings(QuotaCatalogue catalogue) {
        return new QuotaScope(Kind.SETTINGS, "settings", catalogue);
    }

    /** What a scope can be. */
    public enum Kind {
        PROJECT,
        CLASS,
        SETTINGS;

        /** The word stored: lower case. */
        @JsonValue
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
