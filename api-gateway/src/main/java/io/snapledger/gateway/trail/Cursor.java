package io.snapledger.gateway.trail;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A place between two rows, and the direction to go from there. Clients see a text without a
 * meaning to them.
 *
 * @param backward against the order that was asked for
 */
record Cursor(boolean backward, long position) {

    private static final Pattern TEXT = Pattern.compile("1([np])(\\d{1,18})");

    String text() {
        String plain = "1" + (backward ? 'p' : 'n') + position;
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(plain.getBytes(StandardCharsets.US_ASCII));
    }

    /** Reads one back; empty if the text is none of ours. */
    static Optional<Cursor> parse(String text) {
        byte[] plain;
        try {
            plain = Base64.getUrlDecoder().decode(text);
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
        Matcher matcher = TEXT.matcher(new String(plain, StandardCharsets.US_ASCII));
        return matcher.matches()
                ? Optional.of(
                        new Cursor(matcher.group(1).equals("p"), Long.parseLong(matcher.group(2))))
                : Optional.empty();
    }
}
