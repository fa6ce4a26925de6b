package io.snapledger.query.refusedattempt;

import io.snapledger.contract.refusedattempt.RefusedAttemptQuery;
import io.snapledger.contract.refusedattempt.RefusedAttemptReads;
import io.snapledger.contract.refusedattempt.RefusedAttemptView;
import io.snapledger.query.projection.TrailProgress;
import java.util.List;
import org.springframework.web.bind.annotation.RestController;

/** Answers who tried in vain to set a status by hand. */
@RestController
final class RefusedAttemptReadController implements RefusedAttemptReads {

    private final RefusedAttemptTable table;
    private final TrailProgress trail;

    RefusedAttemptReadController(RefusedAttemptTable table, TrailProgress trail) {
        this.table = table;
        this.trail = trail;
    }

    @Override
    public List<RefusedAttemptView> list(RefusedAttemptQuery query) {
        trail.await();
        return table.list(query);
    }
}
