package io.snapledger.command.deadline;

import io.snapledger.command.axon.LedgerCommandBus;
import io.snapledger.command.axon.Now;
import io.snapledger.command.deadline.Deadlines.Overdue;
import io.snapledger.contract.origin.Actor;
import io.snapledger.contract.origin.Cause;
import io.snapledger.contract.origin.Origin;
import io.snapledger.eventlog.background.BackgroundWork;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.axonframework.commandhandling.GenericCommandMessage;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;

/**
 * Ends waits that have lasted too long. Any number of instances may watch: the command names the
 * wait it ends, so only the first does anything.
 */
@Component
class OverdueWatch extends BackgroundWork implements HealthIndicator {

    private static final Logger log = LoggerFactory.getLogger(OverdueWatch.class);

    private static final int BATCH = 100;
    private static final Duration AGAIN = Duration.ofMinutes(1);

    private final Deadlines deadlines;
    private final DeadlineProperties properties;
    private final LedgerCommandBus commands;
    private final Map<String, WhenOverdue> reactions;
    private volatile @Nullable Instant lastLook;
    private volatile @Nullable String failure;

    OverdueWatch(
            Deadlines deadlines,
            DeadlineProperties properties,
            LedgerCommandBus commands,
            List<WhenOverdue> reactions) {
        super("overdue-watch");
        this.deadlines = deadlines;
        this.properties = properties;
        this.commands = commands;
        this.reactions =
                reactions.stream()
                        .collect(Collectors.toMap(WhenOverdue::resourceType, Function.identity()));
    }

    @Override
    protected void work() throws InterruptedException {
        while (isStillTheOne()) {
            look();
            Thread.sleep(properties.poll());
        }
    }

    private void look() {
        try {
            for (Overdue overdue : deadlines.overdue(Now.instant(), BATCH)) {
                end(overdue);
            }
            lastLook = Now.instant();
            if (failure != null) {
                log.info("Overdue work is being looked for again");
                failure = null;
            }
        } catch (RuntimeException e) {
            // Whatever it is, looking must go on, or nothing would ever be overdue again.
            if (failure == null) {
                log.warn("Overdue work was not looked for, trying again: {}", e.toString());
            }
            failure = e.toString();
        }
    }

    /** Down while overdue work is not ended. */
    @Override
    public Health health() {
        String reason = failure;
        Health.Builder health = reason == null && isAlive() ? Health.up() : Health.down();
        health.withDetail("last_look", String.valueOf(lastLook));
        if (reason != null) {
            health.withDetail("reason", reason);
        }
        return health.build();
    }

    private void end(Overdue overdue) {
        WhenOverdue reaction = reactions.get(overdue.resourceType());
        if (reaction == null) {
            log.error("Nobody ends the wait of a {}", overdue.resourceType());
            deadlines.postpone(overdue, Now.instant().plus(AGAIN));
            return;
        }
        Instant now = Now.instant();
        Object command =
                reaction.command(overdue.resourceId(), overdue.status(), overdue.since(), now);
        Origin origin = new Origin(Cause.DEADLINE, Actor.SERVICE, "req-" + UUID.randomUUID(), null);
        commands.dispatch(
                new GenericCommandMessage<>(command, origin.toMetaData()),
                (_, result) -> {
                    boolean ended = result.getMetaData().containsKey(LedgerCommandBus.POSITION);
                    if (result.isExceptional() || !ended) {
                        log.warn(
                                "The wait of {} {} was not ended, trying again in {}: {}",
                                overdue.resourceType(),
                                overdue.resourceId(),
                                AGAIN,
                                result.isExceptional()
                                        ? result.exceptionResult().getMessage()
                                        : "it had already ended");
                        deadlines.postpone(overdue, now.plus(AGAIN));
                    }
                });
    }
}
