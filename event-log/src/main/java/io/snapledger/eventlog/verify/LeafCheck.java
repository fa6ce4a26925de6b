package io.snapledger.eventlog.verify;

import io.snapledger.eventlog.proof.Leaf;
import io.snapledger.eventlog.proof.Leaves;
import io.snapledger.eventlog.proof.MerkleTree;
import io.snapledger.eventlog.proof.RootStatement;
import io.snapledger.eventlog.verify.Finding.Kind;
import io.snapledger.eventlog.verify.Finding.Source;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Goes through roots and events side by side: at the positions that a root is about there must be
 * the events it was made of, and nothing else.
 */
final class LeafCheck {

    // No root is made of more.
    private static final int MOST_LEAVES = 1 << 16;

    private final Findings findings;
    private final Trust trust;
    private final Cursor<Link> events;
    private @Nullable Link ahead;
    private long afterTheLast;

    LeafCheck(Findings findings, Trust trust, Cursor<Link> events) {
        this.findings = findings;
        this.trust = trust;
        this.events = events;
        this.ahead = events.next();
    }

    void run(Cursor<StoredRoot> roots) {
        for (StoredRoot root = roots.next(); root != null; root = roots.next()) {
            check(root);
        }
        while (ahead != null) {
            afterTheLast++;
            takeAhead();
        }
    }

    private void check(StoredRoot root) {
        if (trust.objection(root).isPresent()) {
            // It vouches for nothing; RootCheck says so.
            skipThrough(root.through());
            return;
        }
        RootStatement statement = RootStatement.of(root.signed().statement());
        if (statement.number() == 1) {
            for (Link link = upTo(0); link != null; link = upTo(0)) {
                findings.add(at(Kind.INSERTED, link, "positions begin with 1", null));
            }
        } else {
            // Those of a root that is not there.
            skipThrough(statement.after());
        }
        List<Leaf> leaves = leaves(root, statement);
        if (leaves == null) {
            checkWithoutLeaves(statement);
        } else {
            leaves.forEach(this::check);
            rest(statement.through());
        }
    }

    /** Null if they are not those of the statement. */
    private static @Nullable List<Leaf> leaves(StoredRoot root, RootStatement statement) {
        try {
            List<Leaf> leaves = Leaves.of(root.signed().leaves());
            return leaves.size() == statement.events()
                            && MerkleTree.over(leaves).root().equals(statement.root())
                    ? leaves
                    : null;
        } catch (IllegalArgumentException _) {
            return null;
        }
    }

    private void check(Leaf leaf) {
        rest(leaf.position() - 1);
        Link link = upTo(leaf.position());
        if (link == null) {
            findings.add(
                    Finding.notThere(
                            leaf.position(),
                            leaf.position(),
                            leaf.resourceId(),
                            "resource " + leaf.resourceId(),
                            "the event that was written here is not there",
                            leaf.event(),
                            Source.LEAVES));
        } else if (!link.hash().equals(leaf.event())) {
            findings.add(
                    at(
                            Kind.ALTERED,
                            link,
                            link.resourceId().equals(leaf.resourceId())
                                    ? "it has another hash than when the root was signed"
                                    : "there was an event of resource "
                                            + leaf.resourceId()
                                            + " here when the root was signed",
                            leaf));
        } else if (!link.resourceId().equals(leaf.resourceId())) {
            findings.add(at(Kind.ALTERED, link, "it was of resource " + leaf.resourceId(), leaf));
        }
    }

    // What is left up to there, no leaf knows.
    private void rest(long position) {
        for (Link link = upTo(position); link != null; link = upTo(position)) {
            findings.add(
                    at(Kind.INSERTED, link, "it was not there when the root was signed", null));
        }
    }

    private void checkWithoutLeaves(RootStatement statement) {
        List<Leaf> present = new ArrayList<>();
        for (Link link = upTo(statement.through());
                link != null;
                link = upTo(statement.through())) {
            if (present.size() < MOST_LEAVES) {
                present.add(new Leaf(link.position(), link.resourceId(), link.hash()));
            }
        }
        boolean sound =
                !present.isEmpty()
                        && present.size() == statement.events()
                        && MerkleTree.over(present).root().equals(statement.root());
        findings.add(
                Finding.ofRoot(
                        Kind.ALTERED,
                        statement.number(),
                        statement.after() + 1,
                        sound
                                ? "its list of leaves was changed; the events are those that were"
                                        + " signed"
                                : "neither its list of leaves nor the events at positions %d to %d give what was signed"
                                        .formatted(statement.after() + 1, statement.through())));
    }

    private static Finding at(Kind kind, Link link, String reason, @Nullable Leaf leaf) {
        return Finding.ofEvent(
                kind,
                link,
                link.position(),
                reason,
                leaf == null ? null : leaf.event(),
                Source.LEAVES);
    }

    private void skipThrough(long position) {
        Link skipped;
        do {
            skipped = upTo(position);
        } while (skipped != null);
    }

    /** The next event, if its position is not beyond that one. */
    private @Nullable Link upTo(long position) {
        Link link = ahead;
        if (link == null || link.position() > position) {
            return null;
        }
        takeAhead();
        return link;
    }

    private void takeAhead() {
        ahead = events.next();
    }

    /** How many events came after the last root. */
    long afterTheLast() {
        return afterTheLast;
    }
}
