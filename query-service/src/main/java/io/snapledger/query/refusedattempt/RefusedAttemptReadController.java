package io.snapledger.query.refusedattempt;

import io.snapledger.contract.refusedattempt.RefusedAttemptQuery;
import io.snapledger.contract.refusedattempt.RefusedAttemptReads;
import io.snapledger.contract.refusedattempt.RefusedAttemptView;
import java.util.List;
import org.springframework.web.bind.annotation.RestController;

/** Answers who tried in vain to set a status by hand. */
@RestController
final class RefusedAttemptReadController implements RefusedAttemptReads {

    private final RefusedAttemptTable table;

    RefusedAttemptReadController(RefusedAttemptTable table) {
        this.table = table;
    }

    @Override
    public List<RefusedAttemptView> list(RefusedAttemptQuery query) {
        return table.list(query);
    }
}
