package io.snapledger.systemtests.replay;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A scenario that was played. */
public final class Replay {

    /**
     * One case and what came back.
     *
     * @param settled the last polled answer, null where nothing was polled for
     */
    record Played(Transcript.Case step, Answer response, @Nullable Answer settled) {}

    private final Map<String, Played> played;
    private final Normaliser normaliser;

    /** What was played, by the names of the cases. */
    Replay(Map<String, Played> played, Normaliser normaliser) {
        this.played = Map.copyOf(played);
        this.normaliser = normaliser;
    }

    /**
     * A line for each respect in which the answers of a case are not the recorded ones; none for a
     * case that is not played.
     */
    public List<String> differences(String caseName) {
        Played one = played.get(caseName);
        if (one == null) {
            return List.of();
        }
        Answer settled = one.settled();
        return Comparison.between(
                        one.step(),
                        normaliser.normalise(one.response()),
                        settled == null ? null : normaliser.normalise(settled))
                .stream()
                .map(Difference::toString)
                .toList();
    }
}
