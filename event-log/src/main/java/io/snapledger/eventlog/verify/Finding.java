package io.snapledger.eventlog.verify;

import io.snapledger.eventlog.proof.Hash;
import java.util.Comparator;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Something that is not as it was written.
 *
 * @param position where: of the event, or the first one that a root is about
 * @param from where that began to be possible: for an event that is not there the position of the
 *     one before it, else the position
 * @param subject what it is about, for a person
 * @param promised the hash that a root promises for the position; null if none does
 * @param link the event, if there is one
 * @param previous the hash it was checked against, if it was
 * @param source who found it
 */
record Finding(
        Kind kind,
        long position,
        long from,
        @Nullable UUID resourceId,
        String subject,
        String reason,
        @Nullable Hash promised,
        @Nullable Link link,
        @Nullable Hash previous,
        Source source) {

    static final Comparator<Finding> BY_POSITION =
            Comparator.comparingLong(Finding::position)
                    .thenComparing(Finding::source)
                    .thenComparing(Finding::reason)
                    .thenComparing(Finding::subject)
                    .thenComparing(Finding::kind);

    private static final Pattern UNPRINTABLE = Pattern.compile("\\p{C}|\\p{Zl}|\\p{Zp}");
    private static final int MOST_OF_A_NAME = 100;

    /** What happened. */
    enum Kind {
        ALTERED,
        MISSING,
        INSERTED,
        REORDERED
    }

    /** What it was found by; the sooner one is, the more it knows. */
    enum Source {
        ROOTS,
        LEAVES,
        CHAIN
    }

    static Finding ofRoot(Kind kind, long number, long position, String reason) {
        return ofRoots(kind, number, number, position, reason);
    }

    static Finding ofRoots(Kind kind, long first, long last, long position, String reason) {
        return new Finding(
                kind,
                position,
                position,
                null,
                first == last ? "root " + first : "roots " + first + " to " + last,
                reason,
                null,
                null,
                null,
                Source.ROOTS);
    }

    static Finding ofEvent(
            Kind kind,
            Link link,
            long from,
            String reason,
            @Nullable Hash promised,
            Source source) {
        return new Finding(
                kind,
                link.position(),
                from,
                link.resourceId(),
                subject(link),
                reason,
                promised,
                link,
                null,
                source);
    }

    static Finding notThere(
            long position,
            long from,
            UUID resourceId,
            String subject,
            String reason,
            @Nullable Hash promised,
            Source source) {
        return new Finding(
                Kind.MISSING,
                position,
                from,
                resourceId,
                subject,
                reason,
                promised,
                null,
                null,
                source);
    }

    Finding checkedAgainst(Hash hash) {
        return new Finding(
                kind, position, from, resourceId, subject, reason, promised, link, hash, source);
    }

    Finding as(Kind other, String otherReason) {
        return new Finding(
                other,
                position,
                from,
                resourceId,
                subject,
                otherReason,
                promised,
                link,
                previous,
                source);
    }

    static String resourceType(String name) {
        int end = name.lastIndexOf('.');
        return end > 0 ? shown(name.substring(0, end)) : "resource";
    }

    private static String subject(Link link) {
        return "%s %s, event %s (%s, %s)"
                .formatted(
                        resourceType(link.name()),
                        link.resourceId(),
                        link.sequenceNumber() == Link.NO_NUMBER ? "?" : link.sequenceNumber(),
                        shown(link.name()),
                        link.eventId());
    }

    // One line stays one line, whatever was written there.
    private static String shown(String name) {
        String line = UNPRINTABLE.matcher(name).replaceAll("?");
        return line.length() <= MOST_OF_A_NAME ? line : line.substring(0, MOST_OF_A_NAME) + "…";
    }

    /** One line. */
    String text() {
        return "%-9s position %d: %s: %s".formatted(kind, position, subject, reason);
    }
}
