package io.snapledger.contract.quota;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/**
 * Whom limits are for.
 *
 * @param name the project's id or the class's name
 */
public record QuotaScope(Kind kind, String name) {

    /** The class whose limits every project has that has none of its own. */
    public static final QuotaScope DEFAULT_CLASS = ofClass("default");

    /** The limits that hold where nobody set any: the service's settings. */
    public static final QuotaScope SETTINGS = new QuotaScope(Kind.SETTINGS, "settings");

    public static QuotaScope ofProject(String projectId) {
        return new QuotaScope(Kind.PROJECT, projectId);
    }

    public static QuotaScope ofClass(String name) {
        return new QuotaScope(Kind.CLASS, name);
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
