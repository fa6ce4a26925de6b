package io.snapledger.systemtests.fuzz;

import java.util.List;
import org.quicktheories.core.RandomnessSource;
import org.quicktheories.impl.Constraint;

/** Decisions drawn from a source of randomness; zero is always the plainest, to shrink to. */
final class Draws {

    private final RandomnessSource source;

    Draws(RandomnessSource source) {
        this.source = source;
    }

    /** A number from zero on, below the bound. */
    int below(int bound) {
        return Math.toIntExact(source.next(Constraint.between(0, bound - 1L).withShrinkPoint(0)));
    }

    /** True once in so many times. */
    boolean oneIn(int times) {
        // Not the first and not the last: the source likes the ends of a range more than its
        // middle.
        return below(times + 1) == times / 2 + 1;
    }

    <T> T of(List<T> choices) {
        return choices.get(below(choices.size()));
    }
}
