package io.snapledger.command.quota;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.snapledger.contract.quota.QuotaCheck;
import io.snapledger.contract.quota.QuotaCheck.Difference;
import io.snapledger.eventlog.background.BackgroundWork;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;

/**
 * Compares usage with the events now and then, and says what differs. It corrects nothing: a
 * difference is a mistake of ours, and whoever looks for it needs to find it.
 */
@Component
class QuotaWatch extends BackgroundWork implements HealthIndicator {

    private static final Logger log = LoggerFactory.getLogger(QuotaWatch.class);

    private final QuotaRecount recount;
    private final QuotaProperties properties;
    private volatile @Nullable QuotaCheck last;
    private volatile @Nullable String failure;

    QuotaWatch(QuotaRecount recount, QuotaProperties properties, MeterRegistry meters) {
        super("quota-watch");
        this.recount = recount;
        this.properties = properties;
        Gauge.builder("snapledger.quota.differences", this, QuotaWatch::differences)
                .description("Figures of quota usage that are not what the events say")
                .register(meters);
        Gauge.builder("snapledger.quota.check.failed", this, it -> it.failure == null ? 0 : 1)
                .description("1 while quota usage cannot be compared with the events")
                .register(meters);
    }

    /** What the last comparison found; null while the first one is under way. */
    @Nullable QuotaCheck last() {
        return last;
    }

    private double differences() {
        QuotaCheck check = last;
        return check == null ? Double.NaN : check.differences().size();
    }

    @Override
    protected void work() throws InterruptedException {
        while (isStillTheOne()) {
            check();
            Thread.sleep(properties.check().interval());
        }
    }

    private void check() {
        try {
            QuotaCheck check = recount.compare();
            tell(check);
            last = check;
            failure = null;
        } catch (RuntimeException e) {
            if (isStillTheOne()) {
                log.warn("Quota usage was not compared with the events: {}", e.toString());
                failure = e.toString();
            }
        }
    }

    private static void tell(QuotaCheck check) {
        for (Difference difference : check.differences()) {
            log.error(
                    "Quota usage of project {}{} in {} is {}, but the events say {}",
                    difference.projectId(),
                    difference.typeId() == null ? "" : " of type " + difference.typeId(),
                    difference.catalogue().word(),
                    difference.kept(),
                    difference.recounted());
        }
        log.debug("Quota usage of {} resources compared with the events", check.resources());
    }

    /**
     * Down only while nothing can be compared: a difference is told, and a matter for a person, but
     * the service serves as well with it as without.
     */
    @Override
    public Health health() {
        String reason = failure;
        QuotaCheck check = last;
        Health.Builder health = reason == null ? Health.up() : Health.down();
        if (check != null) {
            health.withDetail("last_check", check.at().toString())
                    .withDetail("resources", check.resources())
                    .withDetail("differences", check.differences().size());
        }
        if (reason != null) {
            health.withDetail("reason", reason);
        }
        return health.build();
    }
}
