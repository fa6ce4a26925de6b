package io.snapledger.benchmarks;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Transactions as PostgreSQL logged them, to be carried out again for other resources.
 *
 * @param fresh ids that are others each time
 * @param positions numbers that are others each time
 */
record Replay(
        String url,
        String user,
        String password,
        int connections,
        double warmUpSeconds,
        double seconds,
        List<String> fresh,
        List<String> positions,
        List<List<Step>> transactions) {

    /** One statement with its parameters, as text. */
    record Step(String sql, List<@Nullable String> parameters) {}
}
