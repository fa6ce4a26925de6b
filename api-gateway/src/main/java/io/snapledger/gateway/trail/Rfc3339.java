package io.snapledger.gateway.trail;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Times of the audit trail: with a zone, unlike those in OpenStack's own bodies. */
public final class Rfc3339 {

    /** What a time must be, for those who sent something else. */
    public static final String EXPECTED =
            "it must be a time as in RFC 3339, for example 2026-11-21T18:15:25Z";

    // Section 5.6. A "+" that was not escaped arrives as a blank.
    private static final Pattern TIME =
            Pattern.compile(
                    "(\\d{4}-\\d\\d-\\d\\d)[Tt ](\\d\\d:\\d\\d:\\d\\d(?:\\.\\d{1,9})?)"
                            + "(?:([Zz])|([+ -])(\\d\\d:\\d\\d))");

    private static final DateTimeFormatter MICROSECONDS =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'", Locale.ROOT)
                    .withZone(ZoneOffset.UTC);

    private Rfc3339() {}

    /** Reads a time; empty if the text is none, or of no day that there is. */
    public static Optional<Instant> parse(String text) {
        Matcher matcher = TIME.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        String offset =
                matcher.group(3) != null
                        ? "Z"
                        : matcher.group(4).replace(' ', '+') + matcher.group(5);
        try {
            return Optional.of(
                    OffsetDateTime.parse(matcher.group(1) + 'T' + matcher.group(2) + offset)
                            .toInstant());
        } catch (DateTimeException _) {
            // There is no such day, hour or offset.
            return Optional.empty();
        }
    }

    /** {@code 2026-11-21T18:15:25.000000Z}: six digits always, in UTC. */
    public static String text(Instant time) {
        return MICROSECONDS.format(time);
    }
}
