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

    /** Whether nothing was found at all, told or not. */
    synchronized boolean isEmpty() {
        return found.isEmpty();
    }

    /**
     * All that are kept, the one with the lowest position first: each event once, and none of which
     * another one is the cause. Nothing is left out but because of one that is told: what could
     * explain each other would else both be gone. So where something was found something is told.
     */
    synchronized List<Finding> told() {
        Set<Hash> promised = new HashSet<>();
        for (Finding finding : found) {
            if (isLost(finding)) {
                promised.add(promise(finding));
            }
        }
        List<Finding> lost = new ArrayList<>();
        List<Finding> moved = new ArrayList<>();
        List<Finding> others = new ArrayList<>();
        TreeSet<Finding> told = new TreeSet<>(Finding.BY_POSITION);
        for (Finding each : found) {
            Finding finding = withPlace(each);
            if (finding.source() == Source.CHAIN) {
                boolean isElsewhere =
                        finding.link() != null && promised.contains(finding.link().hash());
                (isElsewhere ? moved : others).add(finding);
            } else if (isLost(finding)) {
                lost.add(finding);
            } else {
                told.add(finding);
            }
        }
        tell(moved, told);
        Set<Hash> elsewhere = new HashSet<>();
        for (Finding finding : told) {
            if (finding.link() != null) {
                elsewhere.add(finding.link().hash());
            }
        }
        // Those are not gone, they are elsewhere, and named there.
        lost.removeIf(finding -> elsewhere.contains(promise(finding)));
        told.addAll(lost);
        tell(others, told);
        return List.copyOf(told);
    }

    private static boolean isLost(Finding finding) {
        return finding.source() == Source.LEAVES
                && finding.kind() == Kind.MISSING
                && finding.promised() != null;
    }

    private static Hash promise(Finding lost) {
        return Objects.requireNonNull(lost.promised());
    }

    private static void tell(List<Finding> ofChain, Set<Finding> told) {
        Map<Long, Finding> byLeaf = new HashMap<>();
        for (Finding finding : told) {
            if (finding.source() == Source.LEAVES) {
                byLeaf.putIfAbsent(finding.position(), finding);
            }
        }
        ofChain.stream().filter(finding -> !isConsequence(finding, byLeaf)).forEach(told::add);
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
                String place = "it was written at position " + other.position();
                // Its hash is the one that was signed, and is not that of what it says.
                return finding.source() == Source.CHAIN && finding.kind() == Kind.ALTERED
                        ? finding.as(Kind.ALTERED, finding.reason() + "; " + place)
                        : finding.as(Kind.REORDERED, place);
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
