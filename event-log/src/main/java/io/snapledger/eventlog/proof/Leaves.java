package io.snapledger.eventlog.proof;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** The leaves of a root in the form in which they are stored beside it: one after the other. */
public final class Leaves {

    private Leaves() {}

    public static byte[] bytes(List<Leaf> leaves) {
        ByteBuffer buffer = ByteBuffer.allocate(leaves.size() * Leaf.LENGTH);
        leaves.forEach(leaf -> leaf.to(buffer));
        return buffer.array();
    }

    /**
     * Reads them.
     *
     * @throws IllegalArgumentException if these bytes are no leaves
     */
    public static List<Leaf> of(byte[] stored) {
        if (stored.length % Leaf.LENGTH != 0) {
            throw new IllegalArgumentException(
                    "Leaves have "
                            + Leaf.LENGTH
                            + " bytes each, "
                            + stored.length
                            + " is no number of them");
        }
        ByteBuffer buffer = ByteBuffer.wrap(stored);
        List<Leaf> leaves = new ArrayList<>(stored.length / Leaf.LENGTH);
        while (buffer.hasRemaining()) {
            leaves.add(Leaf.from(buffer));
        }
        return leaves;
    }
}
