package io.snapledger.query.refusedattempt;

import io.snapledger.eventlog.background.Sweep;
import org.springframework.stereotype.Component;

/** Removes refused attempts that have been kept long enough. */
@Component
final class RefusedAttemptSweep extends Sweep {

    private static final int BATCH = 1000;

    private final RefusedAttemptTable table;
    private final RefusedAttemptProperties properties;

    RefusedAttemptSweep(RefusedAttemptTable table, RefusedAttemptProperties properties) {
        super("refused-attempt-sweep", properties.sweep(), BATCH);
        this.table = table;
        this.properties = properties;
    }

    @Override
    protected int removeBatch() {
        return table.removeBefore(properties.shownSince(), BATCH);
    }
}
