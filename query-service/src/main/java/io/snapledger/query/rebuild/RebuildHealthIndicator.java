package io.snapledger.query.rebuild;

import io.snapledger.contract.rebuild.RebuildState;
import io.snapledger.contract.rebuild.RebuildView;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;

/**
 * Says of each view's last rebuild how far it is or why it failed. Whatever becomes of one, the
 * live view goes on: so none makes the service ill.
 */
@Component
final class RebuildHealthIndicator implements HealthIndicator {

    private final RebuildTable table;

    RebuildHealthIndicator(RebuildTable table) {
        this.table = table;
    }

    @Override
    public Health health() {
        Health.Builder health = Health.up();
        try {
            for (RebuildView rebuild : table.last()) {
                health.withDetail(rebuild.view(), details(rebuild));
            }
        } catch (DataAccessException e) {
            // The database has a health of its own.
            return Health.unknown().build();
        }
        return health.build();
    }

    private static Map<String, Object> details(RebuildView rebuild) {
        Map<String, Object> details = new LinkedHashMap<>();
        details.put("state", rebuild.state().word());
        if (rebuild.phase() != null) {
            details.put("phase", rebuild.phase().word());
        }
        details.put("eventsDone", rebuild.eventsDone());
        if (rebuild.eventsTotal() != null) {
            details.put("eventsTotal", rebuild.eventsTotal());
        }
        if (rebuild.state() == RebuildState.FAILED && rebuild.failure() != null) {
            details.put("error", rebuild.failure());
        }
        return details;
    }
}
