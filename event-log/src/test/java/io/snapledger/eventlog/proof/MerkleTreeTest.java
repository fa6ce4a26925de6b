package io.snapledger.eventlog.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class MerkleTreeTest {

    private static List<Leaf> leaves(int count) {
        return IntStream.range(0, count)
                .mapToObj(n ->
                        new Leaf(
                                n + 1,
                                new UUID(n, 7),
                                Hash.sha256(
                                        Integer.toString(n).getBytes(StandardCharsets.US_ASCII))))
                .toList();
    }

    // RFC 9162, 2.1.3.2, step by step.
    private static boolean leadsToRoot(MerkleTree tree, Leaf leaf, int index, int size) {
        Hash node = Hash.sha256(new byte[] {0}, leaf.bytes());
        int fn = index;
        int sn = size - 1;
        for (Hash beside : tree.path(index)) {
            if (sn == 0) {
                return false;
            }
            if (fn % 2 == 1 || fn == sn) {
                node = Hash.sha256(new byte[] {1}, beside.bytes(), node.bytes());
                while (fn % 2 == 0 && fn != 0) {
                    fn >>= 1;
                    sn >>= 1;
                }
            } else {
                node = Hash.sha256(new byte[] {1}, node.bytes(), beside.bytes());
            }
            fn >>= 1;
            sn >>= 1;
        }
        return sn == 0 && node.equals(tree.root());
    }

    @Test
    void everyPathOfEverySizeLeadsToTheRootAndNoOtherLeafDoes() {
        for (int size = 1; size <= 40; size++) {
            List<Leaf> leaves = leaves(size);
            MerkleTree tree = MerkleTree.over(leaves);
            for (int index = 0; index < size; index++) {
                assertThat(leadsToRoot(tree, leaves.get(index), index, size)).isTrue();
                assertThat(leadsToRoot(tree, leaves(41).getLast(), index, size)).isFalse();
            }
        }
    }

    @Test
    void anotherOrderIsAnotherRoot() {
        List<Leaf> leaves = leaves(5);

        assertThat(MerkleTree.over(leaves.reversed()).root())
                .isNotEqualTo(MerkleTree.over(leaves).root());
        assertThat(MerkleTree.over(leaves.subList(0, 4)).root())
                .isNotEqualTo(MerkleTree.over(leaves).root());
    }

    @Test
    void leavesAreReadAsTheyWereWritten() {
        List<Leaf> leaves = leaves(17);

        assertThat(Leaves.of(Leaves.bytes(leaves))).isEqualTo(leaves);
        assertThatThrownBy(() -> Leaves.of(new byte[57]))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> MerkleTree.over(List.of()))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
