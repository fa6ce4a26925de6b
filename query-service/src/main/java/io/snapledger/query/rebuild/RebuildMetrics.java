package io.snapledger.query.rebuild;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.snapledger.contract.rebuild.RebuildState;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.springframework.stereotype.Component;

/** What this process does of rebuilds, as figures. */
@Component
final class RebuildMetrics implements MeterBinder {

    private final AtomicInteger running = new AtomicInteger();
    private final AtomicLong events = new AtomicLong();
    private final Map<RebuildState, AtomicLong> ended = new EnumMap<>(RebuildState.class);

    RebuildMetrics() {
        for (RebuildState state : RebuildState.values()) {
            ended.put(state, new AtomicLong());
        }
    }

    void begins() {
        running.incrementAndGet();
    }

    void leaves() {
        running.decrementAndGet();
    }

    void handled(int number) {
        events.addAndGet(number);
    }

    void ended(RebuildState state) {
        count(state).incrementAndGet();
    }

    private AtomicLong count(RebuildState state) {
        AtomicLong count = ended.get(state);
        if (count == null) {
            throw new IllegalArgumentException("no count of " + state);
        }
        return count;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        Gauge.builder("snapledger.rebuild.running", running, AtomicInteger::get)
                .description("Views that this process is making again")
                .register(registry);
        FunctionCounter.builder("snapledger.rebuild.events", events, AtomicLong::get)
                .description("Events that have become rows of views made again")
                .register(registry);
        for (RebuildState state : RebuildState.values()) {
            if (state != RebuildState.RUNNING) {
                FunctionCounter.builder("snapledger.rebuilds", count(state), AtomicLong::get)
                        .description("Rebuilds of views that have ended here")
                        .tag("state", state.word())
                        .register(registry);
            }
        }
    }
}
