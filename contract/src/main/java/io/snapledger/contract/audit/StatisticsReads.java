package io.snapledger.contract.audit;

import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.service.annotation.HttpExchange;
import org.springframework.web.service.annotation.PostExchange;

/** Reads how many resources are in which status, and for how long they were. */
@HttpExchange("/internal/statistics")
public interface StatisticsReads {

    /** The figures of some resource types, projects and days. */
    @PostExchange
    StatisticsView of(@RequestBody StatisticsQuery query);
}
