package io.snapledger.eventlog.proof;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What is signed: that these events, and no others, stand at the positions after one and through
 * another.
 *
 * @param number 1, 2, 3 … without a gap
 * @param previous of the statement before it; {@link Hash#NONE} for the first
 * @param after the last position of the root before it; 0 for the first
 * @param through the position of its own last event
 * @param events how many there are
 * @param root of the tree over them
 * @param made when, to the microsecond
 * @param key {@link PublicKeys#id} of the key that it is signed with
 */
public record RootStatement(
        long number,
        Hash previous,
        long after,
        long through,
        long events,
        Hash root,
        Instant made,
        Hash key) {

    private static final DateTimeFormatter MADE =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'").withZone(ZoneOffset.UTC);

    private static final Pattern TEXT =
            Pattern.compile(
                    """
                    snapledger root 1
                    number: (\\d{1,18})
                    previous: ([0-9a-f]{64})
                    after: (\\d{1,18})
                    through: (\\d{1,18})
                    events: (\\d{1,18})
                    root: ([0-9a-f]{64})
                    made: (\\S{27})
                    key: ([0-9a-f]{64})
                    """);

    /**
     * Reads one.
     *
     * @throws IllegalArgumentException if it is not exactly what {@link #text} writes
     */
    public static RootStatement of(String text) {
        Matcher matcher = TEXT.matcher(text);
        if (matcher.matches()) {
            RootStatement read =
                    new RootStatement(
                            Long.parseLong(matcher.group(1)),
                            Hash.ofHex(matcher.group(2)),
                            Long.parseLong(matcher.group(3)),
                            Long.parseLong(matcher.group(4)),
                            Long.parseLong(matcher.group(5)),
                            Hash.ofHex(matcher.group(6)),
                            MADE.parse(matcher.group(7), Instant::from),
                            Hash.ofHex(matcher.group(8)));
            if (read.text().equals(text)) {
                return read;
            }
        }
        throw new IllegalArgumentException("That is no statement of a root");
    }

    /** The bytes that are signed are these, as UTF-8. */
    public String text() {
        return """
        snapledger root 1
        number: %d
        previous: %s
        after: %d
        through: %d
        events: %d
        root: %s
        made: %s
        key: %s
        """
                .formatted(number, previous, after, through, events, root, MADE.format(made), key);
    }

    /** What the next statement names as its {@code previous}. */
    public Hash hash() {
        return Hash.sha256(text().getBytes(StandardCharsets.UTF_8));
    }
}
