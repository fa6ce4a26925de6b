package io.snapledger.query.statistics;

import io.snapledger.contract.audit.StatisticsQuery;
import io.snapledger.contract.audit.StatisticsReads;
import io.snapledger.contract.audit.StatisticsView;
import org.springframework.web.bind.annotation.RestController;

/** Answers how many are in which status, and for how long they were. */
@RestController
final class StatisticsReadController implements StatisticsReads {

    private final StatisticsTable table;

    StatisticsReadController(StatisticsTable table) {
        this.table = table;
    }

    @Override
    public StatisticsView of(StatisticsQuery query) {
        return new StatisticsView(table.now(query), table.stays(query));
    }
}
