package io.snapledger.link.client;

import io.snapledger.link.instance.ServiceClient;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/** Says which instances of the other services seem to be away; down is where all of one are. */
final class LinkHealthIndicator implements HealthIndicator {

    private static final String DEGRADED = "DEGRADED";

    private final List<ServiceClient> services;

    LinkHealthIndicator(List<ServiceClient> services) {
        this.services = services;
    }

    @Override
    public Health health() {
        Health.Builder health = Health.up();
        boolean degraded = false;
        boolean down = false;
        for (ServiceClient service : services) {
            List<String> away = service.away().stream().map(Object::toString).toList();
            degraded |= !away.isEmpty();
            down |= away.size() == service.size();
            Map<String, Object> details = new LinkedHashMap<>();
            details.put("instances", service.size());
            details.put("away", away);
            health.withDetail(service.service(), details);
        }
        if (down) {
            health.down();
        } else if (degraded) {
            health.status(DEGRADED);
        }
        return health.build();
    }
}
