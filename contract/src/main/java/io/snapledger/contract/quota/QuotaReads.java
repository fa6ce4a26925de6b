package io.snapledger.contract.quota;

import java.util.List;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.service.annotation.GetExchange;
import org.springframework.web.service.annotation.HttpExchange;

/**
 * Reads quotas, in upstream's order: those of all resources, then those of each type, the newest
 * type first; of block storage, last those of groups. Every project and every class has them.
 */
@HttpExchange("/internal/quotas")
public interface QuotaReads {

    /** What holds for a project, and what it uses. */
    @GetExchange("/of-project")
    List<QuotaView> ofProject(
            @RequestParam QuotaCatalogue catalogue, @RequestParam String projectId);

    /** What holds for a class; of the class {@code default}, what holds for most projects. */
    @GetExchange("/of-class")
    List<QuotaView> ofClass(@RequestParam QuotaCatalogue catalogue, @RequestParam String name);
}
