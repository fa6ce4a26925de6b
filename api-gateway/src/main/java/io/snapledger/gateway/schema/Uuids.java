package io.snapledger.gateway.schema;

import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/** The forms in which clients write ids. */
public final class Uuids {

    private static final int LENGTH = 36;
    private static final Pattern HEX_32 = Pattern.compile("[0-9a-f]{32}");

    private Uuids() {}

    /**
     * The id of that text; empty for a text under which nothing can be found. Upper case is found,
     * as on MySQL; without dashes nothing is, though {@link #isLike} lets it pass.
     */
    public static Optional<UUID> canonical(String text) {
        return isCanonical(text) ? Optional.of(UUID.fromString(text)) : Optional.empty();
    }

    // Character by character: every request has such an id.
    private static boolean isCanonical(String text) {
        if (text.length() != LENGTH) {
            return false;
        }
        for (int i = 0; i < LENGTH; i++) {
            char character = text.charAt(i);
            boolean dash = i == 8 || i == 13 || i == 18 || i == 23;
            if (dash ? character != '-' : !HexFormat.isHexDigit(character)) {
                return false;
            }
        }
        return true;
    }

    // oslo_utils/uuidutils.py, is_uuid_like.
    /** Whether it is a UUID in any of the forms that Python's {@code uuid.UUID} reads. */
    public static boolean isLike(String text) {
        String bare = text.replace("urn:", "").replace("uuid:", "");
        int from = 0;
        int to = bare.length();
        while (from < to && isBrace(bare.charAt(from))) {
            from++;
        }
        while (to > from && isBrace(bare.charAt(to - 1))) {
            to--;
        }
        String hex = bare.substring(from, to).replace("-", "").toLowerCase(Locale.ROOT);
        return HEX_32.matcher(hex).matches();
    }

    private static boolean isBrace(char character) {
        return character == '{' || character == '}';
    }
}
