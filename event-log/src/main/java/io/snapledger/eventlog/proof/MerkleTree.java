package io.snapledger.eventlog.proof;

import java.util.ArrayList;
import java.util.List;

/** A tree over leaves, as RFC 9162, 2.1 has it. */
public final class MerkleTree {

    // RFC 9162, 2.1.1: so that no leaf can pass for a node.
    private static final byte[] LEAF = {0};
    private static final byte[] NODE = {1};

    private final List<Hash> leaves;

    private MerkleTree(List<Hash> leaves) {
        this.leaves = leaves;
    }

    /** The tree over these, in this order; there has to be one at least. */
    public static MerkleTree over(List<Leaf> leaves) {
        if (leaves.isEmpty()) {
            throw new IllegalArgumentException("A tree has leaves");
        }
        return new MerkleTree(
                leaves.stream().map(leaf -> Hash.sha256(LEAF, leaf.bytes())).toList());
    }

    public Hash root() {
        return root(leaves);
    }

    /** What leads from a leaf to the root: the node beside it, and so on upwards. */
    public List<Hash> path(int leaf) {
        List<Hash> path = new ArrayList<>();
        path(leaves, leaf, path);
        return path;
    }

    private static void path(List<Hash> leaves, int leaf, List<Hash> path) {
        if (leaves.size() == 1) {
            return;
        }
        int left = leftOf(leaves.size());
        if (leaf < left) {
            path(leaves.subList(0, left), leaf, path);
            path.add(root(leaves.subList(left, leaves.size())));
        } else {
            path(leaves.subList(left, leaves.size()), leaf - left, path);
            path.add(root(leaves.subList(0, left)));
        }
    }

    private static Hash root(List<Hash> leaves) {
        if (leaves.size() == 1) {
            return leaves.getFirst();
        }
        int left = leftOf(leaves.size());
        return Hash.sha256(
                NODE,
                root(leaves.subList(0, left)).bytes(),
                root(leaves.subList(left, leaves.size())).bytes());
    }

    // The largest power of two that is smaller.
    private static int leftOf(int size) {
        return Integer.highestOneBit(size - 1);
    }
}
