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
        publishedTwice();
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
            // Beyond the highest number there is none; nobody ever signed that one.
            next = root.number() == Long.MAX_VALUE ? root.number() : root.number() + 1;
        }
        if (trust.lastPublished() >= next) {
            missing(trust.lastPublished());
        }
    }

    private void missing(long last) {
        int published = trust.published().subMap(next, true, last, true).size();
        String reason = "not there";
        if (next == last && published == 1) {
            reason += ", though it was published";
        } else if (published > 0) {
            reason += ", though %d of them were published".formatted(published);
        }
        findings.add(Finding.ofRoots(Kind.MISSING, next, last, through + 1, reason));
    }

    // Who takes the last events and roots away and lets others be signed in their place makes two.
    private void publishedTwice() {
        trust.published()
                .forEach((number, statements) -> {
                    if (statements.size() > 1) {
                        long first =
                                statements.stream()
                                        .mapToLong(RootStatement::after)
                                        .min()
                                        .orElseThrow();
                        findings.add(
                                Finding.ofRoot(
                                        Kind.ALTERED,
                                        number,
                                        first + 1,
                                        "%d different ones were published with this number"
                                                .formatted(statements.size())));
                    }
                });
    }

    long roots() {
        return roots;
    }

    /** The last position that a sound root is about. */
    long through() {
        return through;
    }
}
