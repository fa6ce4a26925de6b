package io.snapledger.command.axon;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.snapledger.contract.refusal.Refused;
import io.snapledger.contract.refusal.RefusedException;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.commandhandling.CommandResultMessage;

/**
 * What becomes of commands, by their names. Names are those of our own classes, so there are only
 * so many.
 */
final class CommandMeters {

    private static final Duration[] TIMES = {
        Duration.ofMillis(2),
        Duration.ofMillis(5),
        Duration.ofMillis(10),
        Duration.ofMillis(25),
        Duration.ofMillis(50),
        Duration.ofMillis(100),
        Duration.ofMillis(250),
        Duration.ofMillis(500),
        Duration.ofSeconds(1),
        Duration.ofSeconds(5)
    };

    private enum Outcome {
        STORED,
        NOTHING,
        REFUSED,
        FAILED
    }

    private record Kind(Class<?> command, Outcome outcome) {}

    private record Refusal(Class<?> command, Class<? extends Refused> refused) {}

    private final MeterRegistry meters;
    private final Counter repetitions;
    private final Map<Kind, Timer> timers = new ConcurrentHashMap<>();
    private final Map<Refusal, Counter> refusals = new ConcurrentHashMap<>();

    CommandMeters(MeterRegistry meters) {
        this.meters = meters;
        repetitions =
                Counter.builder("snapledger.commands.repeated")
                        .description("Attempts that lost a race and were followed by another one")
                        .register(meters);
    }

    void repeated() {
        repetitions.increment();
    }

    void handled(CommandMessage<?> command, CommandResultMessage<?> result, long nanos) {
        Class<?> type = command.getPayloadType();
        timers.computeIfAbsent(new Kind(type, outcome(result)), this::timer)
                .record(nanos, TimeUnit.NANOSECONDS);
        if (result.isExceptional()
                && result.exceptionResult() instanceof RefusedException refused) {
            refusals.computeIfAbsent(new Refusal(type, refused.refused().getClass()), this::counter)
                    .increment();
        }
    }

    private static Outcome outcome(CommandResultMessage<?> result) {
        if (result.isExceptional()) {
            return result.exceptionResult() instanceof RefusedException
                    ? Outcome.REFUSED
                    : Outcome.FAILED;
        }
        return result.getMetaData().containsKey(LedgerCommandBus.POSITION)
                ? Outcome.STORED
                : Outcome.NOTHING;
    }

    private Timer timer(Kind kind) {
        return Timer.builder("snapledger.commands")
                .description("Commands, by what became of them, and how long that took")
                .tag("command", kind.command().getSimpleName())
                .tag("outcome", kind.outcome().name().toLowerCase(Locale.ROOT))
                .serviceLevelObjectives(TIMES)
                .register(meters);
    }

    private Counter counter(Refusal refusal) {
        return Counter.builder("snapledger.refusals")
                .description("Commands that were turned down, by the reason")
                .tag("command", refusal.command().getSimpleName())
                .tag("refusal", refusal.refused().getSimpleName())
                .register(meters);
    }
}
