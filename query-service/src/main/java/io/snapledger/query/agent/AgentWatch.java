package io.snapledger.query.agent;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.snapledger.eventlog.background.Watch;
import java.time.Duration;
import org.springframework.stereotype.Component;

/** How many storage agents there are, and how many of them are silent. */
@Component
final class AgentWatch extends Watch<AgentWatch.Agents> implements MeterBinder {

    private static final Duration EVERY = Duration.ofSeconds(5);

    private final AgentTable table;
    private final Duration downAfter;

    AgentWatch(AgentTable table, SilenceProperties properties) {
        super("agent-watch", EVERY);
        this.table = table;
        downAfter = properties.downAfter();
    }

    @Override
    protected Agents look() {
        return table.count(downAfter);
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        Gauge.builder("snapledger.agents", this, it -> it.figure(Agents::up))
                .description("Storage agents, by whether they have been heard of lately")
                .tag("state", "up")
                .register(registry);
        Gauge.builder("snapledger.agents", this, it -> it.figure(Agents::down))
                .description("Storage agents, by whether they have been heard of lately")
                .tag("state", "down")
                .register(registry);
    }

    /** Those that have been heard of lately, and those that have not. */
    record Agents(long up, long down) {}
}
