package io.snapledger.contract.refusedattempt;

import java.util.List;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.service.annotation.HttpExchange;
import org.springframework.web.service.annotation.PostExchange;

/** Reads refused attempts. */
@HttpExchange("/internal/refused-attempts")
public interface RefusedAttemptReads {

    /** Page by page. */
    @PostExchange("/list")
    List<RefusedAttemptView> list(@RequestBody RefusedAttemptQuery query);
}
