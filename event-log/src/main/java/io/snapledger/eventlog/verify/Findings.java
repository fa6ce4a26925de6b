package io.snapledger.eventlog.verify;

import io.snapledger.eventlog.proof.EventHash;
import io.snapledger.eventlog.proof.Hash;
import io.snapledger.eventlog.verify.Finding.Kind;
import io.snapledger.eventlog.verify.Finding.Source;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

/**
 * What was found, by any number of threads. Of very many only those with the lowest positions are
 * kept: the others are counted.
 */
final class Findings {

    private static final int KEPT = 1_000;

    private final TreeSet<Finding> found = new TreeSet<>(Finding.BY_POSITION);
    private long dropped;

    synchronized void add(Finding finding) {
        found.add(finding);
        if (found.size() > KEPT) {
            found.removeLast();
            dropped++;
        }
    }

    /** How many there are beyond those that are kept. */
    synchronized long dropped() {
        return dropped;
    }

    /**
     * All that are kept, the one with the lowest position first: each event once, and none of which
     * another one is the cause.
     */
    synchronized List<Finding> told() {
        List<Finding> moved = found.stream().map(this::withPlace).toList();
        Map<Long, Finding> byLeaf = new HashMap<>();
        moved.stream()
                .filter(finding -> finding.source() == Source.LEAVES)
                .forEach(finding -> byLeaf.putIfAbsent(finding.position(), finding));
        List<Finding> told = new ArrayList<>();
        Set<Hash> elsewhere = new HashSet<>();
        for (Finding finding : moved) {
            if (finding.kind() == Kind.REORDERED && finding.link() != null) {
                elsewhere.add(finding.link().hash());
            }
        }
        for (Finding finding : moved) {
            boolean consequence =
                    switch (finding.source()) {
                        case ROOTS -> false;
                        // It is not gone, it is elsewhere, and named there.
                        case LEAVES ->
                                finding.kind() == Kind.MISSING
                                        && finding.promised() != null
                                        && elsewhere.contains(finding.promised());
                        case CHAIN -> isConsequence(finding, byLeaf);
                    };
            if (!consequence) {
                told.add(finding);
            }
        }
        return told;
    }

    // The leaves know more of the same event, or of the one before it.
    private static boolean isConsequence(Finding chain, Map<Long, Finding> byLeaf) {
        if (byLeaf.containsKey(chain.position()) || byLeaf.containsKey(chain.from())) {
            return true;
        }
        return byLeaf.values().stream()
                .anyMatch(leaf ->
                        Objects.equals(leaf.resourceId(), chain.resourceId())
                                && leaf.position() > chain.from()
                                && leaf.position() < chain.position());
    }

    /** An event that is promised for another place, or fits into one, was moved. */
    private Finding withPlace(Finding finding) {
        Link link = finding.link();
        if (link == null || finding.kind() == Kind.REORDERED) {
            return finding;
        }
        for (Finding other : found) {
            Hash promised = other.promised();
            if (promised != null
                    && promised.equals(link.hash())
                    && other.position() != finding.position()) {
                return finding.as(Kind.REORDERED, "it was written at position " + other.position());
            }
            Link there = other.link();
            Hash before = other.previous();
            if (finding.source() == Source.CHAIN
                    && finding.previous() != null
                    && there != null
                    && before != null
                    && other.position() != finding.position()
                    && there.resourceId().equals(link.resourceId())
                    && EventHash.of(before, there.sequenceNumber(), link.content())
                            .equals(there.hash())) {
                return finding.as(
                        Kind.REORDERED,
                        "what it says was written as event " + there.sequenceNumber());
            }
        }
        return finding;
    }
}
