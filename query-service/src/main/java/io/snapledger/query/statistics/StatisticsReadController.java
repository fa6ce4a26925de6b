package io.snapledger.query.statistics;

import io.snapledger.contract.audit.StatisticsQuery;
import io.snapledger.contract.audit.StatisticsReads;
import io.snapledger.contract.audit.StatisticsView;
import io.snapledger.query.projection.TrailProgress;
import org.springframework.web.bind.annotation.RestController;

/** Answers how many are in which status, and for how long they were. */
@RestController
final class StatisticsReadController implements StatisticsReads {

    private final StatisticsTable table;
    private final TrailProgress trail;

    StatisticsReadController(StatisticsTable table, TrailProgress trail) {
        this.table = table;
        this.trail = trail;
    }

    @Override
    public StatisticsView of(StatisticsQuery query) {
        trail.await();
        return new StatisticsView(table.now(query), table.stays(query));
    }
}
