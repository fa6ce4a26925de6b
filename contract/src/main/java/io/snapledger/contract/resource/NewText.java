package io.snapledger.contract.resource;

import org.jspecify.annotations.Nullable;

/**
 * A text to be put in the place of another. Where a command holds none of these, the text stays as
 * it is.
 *
 * @param text null to have none at all
 */
public record NewText(@Nullable String text) {

    /** What becomes of a text: the new one, or the old one where there is no new one. */
    public static @Nullable String over(@Nullable String before, @Nullable NewText replacement) {
        return replacement == null ? before : replacement.text();
    }
}
