package io.snapledger.eventlog.verify;

import io.snapledger.eventlog.proof.Hash;
import io.snapledger.eventlog.verify.Finding.Kind;
import io.snapledger.eventlog.verify.Finding.Source;
import org.jspecify.annotations.Nullable;

/**
 * Goes through the events of one resource after the other: each must be the next one, stand after
 * the one before it, and have the hash that follows from both.
 */
final class ChainCheck {

    // How far away it is looked for the number that an event had.
    private static final int NEIGHBOURS = 8;

    private final Findings findings;
    private long events;
    private long resources;

    private @Nullable Link last;
    // The last one's, and the one's before it.
    private Hash lastHash = Hash.NONE;
    private Hash hashBefore = Hash.NONE;
    private long next;
    // By how much the numbers of this resource's events were raised.
    private long shift;
    // Of the last one: what comes next may tell more of it.
    private @Nullable Finding pending;

    ChainCheck(Findings findings) {
        this.findings = findings;
    }

    void run(Cursor<Link> links) {
        for (Link link = links.next(); link != null; link = links.next()) {
            if (last == null || !last.resourceId().equals(link.resourceId())) {
                begin();
            }
            check(link);
            events++;
        }
        settle();
    }

    private void begin() {
        settle();
        resources++;
        last = null;
        lastHash = Hash.NONE;
        hashBefore = Hash.NONE;
        next = 0;
        shift = 0;
    }

    private void check(Link link) {
        Link before = last;
        if (link.isOfNoChain()) {
            settle();
            findings.add(
                    Finding.ofEvent(
                            Kind.ALTERED,
                            link,
                            link.position(),
                            "it does not say which event of which resource it is",
                            null,
                            Source.CHAIN));
            return;
        }
        if (before != null && link.sequenceNumber() < next) {
            settle();
            pending = at(Kind.INSERTED, link, "there are two events with this number");
            return;
        }
        if (link.sequenceNumber() > next) {
            settle();
            findings.add(gap(link));
            go(link, link.hash());
            return;
        }
        if (follows(link)) {
            settle();
            if (before != null && link.position() < before.position()) {
                pending = at(Kind.REORDERED, link, outOfOrder(before));
            }
            go(link, link.hash());
            return;
        }
        if (before != null && wasSwappedWith(before, link)) {
            pending =
                    at(Kind.REORDERED, before, "it was written as event " + link.sequenceNumber());
            settle();
            pending =
                    at(Kind.REORDERED, link, "it was written as event " + before.sequenceNumber());
            go(link, before.hash());
            return;
        }
        if (before != null && link.wouldFollow(hashBefore, link.sequenceNumber() - shift - 1)) {
            shift++;
            pending =
                    at(
                            Kind.INSERTED,
                            before,
                            "it was put between two events, and those after it got higher numbers");
            go(link, link.hash());
            return;
        }
        Finding broken = broken(link, before);
        settle();
        pending = broken;
        go(link, link.hash());
    }

    private boolean follows(Link link) {
        return link.wouldFollow(lastHash, link.sequenceNumber() - shift);
    }

    private boolean wasSwappedWith(Link before, Link link) {
        return link.wouldFollow(hashBefore, before.sequenceNumber())
                && before.wouldFollow(link.hash(), link.sequenceNumber());
    }

    private Finding broken(Link link, @Nullable Link before) {
        for (long number = link.sequenceNumber() - NEIGHBOURS;
                number <= link.sequenceNumber() + NEIGHBOURS;
                number++) {
            if (link.wouldFollow(lastHash, number)) {
                shift = link.sequenceNumber() - number;
                return at(Kind.REORDERED, link, "it was written as event " + number);
            }
        }
        if (before != null
                && !link.content().equals(Hash.NONE)
                && link.position() < before.position()) {
            return at(Kind.REORDERED, link, outOfOrder(before));
        }
        return at(
                        Kind.ALTERED,
                        link,
                        before == null
                                ? "what it says does not give its hash"
                                : "what it says, and the hash of the event before it at position "
                                        + before.position()
                                        + ", do not give its hash")
                .checkedAgainst(lastHash);
    }

    private static String outOfOrder(Link before) {
        return "event %d stands before it in the resource and after it, at position %d, in the log"
                .formatted(before.sequenceNumber(), before.position());
    }

    private Finding gap(Link link) {
        long lastMissing = link.sequenceNumber() - 1;
        return Finding.notThere(
                link.position(),
                last == null ? 0 : last.position(),
                link.resourceId(),
                "%s %s, %s"
                        .formatted(
                                Finding.resourceType(link.name()),
                                link.resourceId(),
                                next == lastMissing
                                        ? "event " + next
                                        : "events " + next + " to " + lastMissing),
                last == null
                        ? "not there, before the event at this position"
                        : "not there, between positions "
                                + last.position()
                                + " and "
                                + link.position(),
                null,
                Source.CHAIN);
    }

    private Finding at(Kind kind, Link link, String reason) {
        return Finding.ofEvent(
                kind, link, last == null ? 0 : last.position(), reason, null, Source.CHAIN);
    }

    private void go(Link link, Hash hash) {
        hashBefore = lastHash;
        lastHash = hash;
        last = link;
        next = link.sequenceNumber() + 1;
    }

    private void settle() {
        if (pending != null) {
            findings.add(pending);
            pending = null;
        }
    }

    long events() {
        return events;
    }

    long resources() {
        return resources;
    }
}
