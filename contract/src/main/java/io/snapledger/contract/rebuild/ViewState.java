package io.snapledger.contract.rebuild;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A view as those who run the service know it.
 *
 * @param processor what keeps it up to date
 * @param schema where its tables are
 * @param position how far in the event log it has come
 * @param rebuild its last rebuild, null if there was none
 */
public record ViewState(
        String name,
        String processor,
        String schema,
        List<String> tables,
        long position,
        @Nullable RebuildView rebuild) {}
