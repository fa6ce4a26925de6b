package io.snapledger.eventlog.verify;

import io.snapledger.eventlog.proof.Hash;
import io.snapledger.eventlog.proof.RootStatement;
import io.snapledger.eventlog.verify.Finding.Kind;
import java.util.Optional;

/** Goes through the roots: each must be signed, and follow the one before it. */
final class RootCheck {

    private final Findings findings;
    private final Trust trust;
    private long roots;
    private long through;
    private long next = 1;

    RootCheck(Findings findings, Trust trust) {
        this.findings = findings;
        this.trust = trust;
    }

    void run(Cursor<StoredRoot> cursor) {
        Hash previous = Hash.NONE;
        boolean followable = true;
        for (StoredRoot root = cursor.next(); root != null; root = cursor.next()) {
            roots++;
            if (root.number() < next) {
                findings.add(
                        Finding.ofRoot(
                                Kind.INSERTED,
                                root.number(),
                                root.after() + 1,
                                "there is no such number, or there are two of it"));
                continue;
            }
            if (root.number() > next) {
                missing(root.number() - 1);
                followable = false;
            }
            Optional<String> objection = trust.objection(root);
            if (objection.isPresent()) {
                findings.add(
                        Finding.ofRoot(Kind.ALTERED, root.number(), through + 1, objection.get()));
                followable = false;
            } else {
                RootStatement statement = RootStatement.of(root.signed().statement());
                if (followable
                        && !(statement.previous().equals(previous)
                                && statement.after() == through)) {
                    findings.add(
                            Finding.ofRoot(
                                    Kind.ALTERED,
                                    root.number(),
                                    through + 1,
                                    "it does not follow root " + (root.number() - 1)));
                }
                previous = statement.hash();
                through = statement.through();
                followable = true;
            }
            next = root.number() + 1;
        }
        if (trust.lastPublished() >= next) {
            missing(trust.lastPublished());
        }
    }

    private void missing(long last) {
        for (long number = next; number <= last; number++) {
            findings.add(
                    Finding.ofRoot(
                            Kind.MISSING,
                            number,
                            through + 1,
                            trust.published().containsKey(number)
                                    ? "not there, though it was published"
                                    : "not there"));
        }
    }

    long roots() {
        return roots;
    }

    /** The last position that a sound root is about. */
    long through() {
        return through;
    }
}
