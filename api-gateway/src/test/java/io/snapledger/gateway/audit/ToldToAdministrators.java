package io.snapledger.gateway.audit;

import io.snapledger.contract.audit.StatusChangeView;
import io.snapledger.gateway.audit.HistoryBody.Change;
import io.snapledger.gateway.caller.Caller;
import io.snapledger.gateway.fake.RunningGateway;
import io.snapledger.gateway.trail.Discretion;
import java.util.List;

/** Changes as an administrator is told of them. */
final class ToldToAdministrators {

    private static final Caller ADMINISTRATOR =
            new Caller("root", "a0", List.of("admin"), true, null, "req-1", null);

    private ToldToAdministrators() {}

    static Change told(StatusChangeView change) {
        Discretion discretion = RunningGateway.shared().beans(Discretion.class).getFirst();
        return Change.told(discretion, ADMINISTRATOR).apply(change);
    }
}
