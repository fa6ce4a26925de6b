package io.snapledger.standalone.service;

import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.springframework.boot.health.contributor.CompositeHealthContributor;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthContributor;
import org.springframework.boot.health.contributor.HealthIndicator;

/**
 * Parts that tell how they are within a time. One that waits for a database that does not answer is
 * down, and those after it do not wait their turn: the first that is asked has all the others asked
 * too. None is asked anew while it still owes an answer.
 */
final class PromptHealth {

    private static final Duration ENOUGH = Duration.ofSeconds(2);
    private static final Duration FRESH = Duration.ofSeconds(3);

    private final Map<String, HealthIndicator> parts = new LinkedHashMap<>();
    private final Map<String, Asked> asked = new HashMap<>();
    private final Duration enough;

    private PromptHealth(Duration enough) {
        this.enough = enough;
    }

    /** An answer that was asked for at that time. */
    private record Asked(long at, CompletableFuture<Health> answer) {

        boolean isStale() {
            return answer.isDone() && System.nanoTime() - at > FRESH.toNanos();
        }
    }

    /** The same contributors, each of which answers in time. */
    static Map<String, HealthContributor> of(Map<String, HealthContributor> contributors) {
        return of(contributors, ENOUGH);
    }

    static Map<String, HealthContributor> of(
            Map<String, HealthContributor> contributors, Duration enough) {
        PromptHealth health = new PromptHealth(enough);
        Map<String, HealthContributor> prompt = new LinkedHashMap<>();
        contributors.forEach((name, one) -> prompt.put(name, health.prompt(name, one)));
        return prompt;
    }

    private HealthContributor prompt(String name, HealthContributor contributor) {
        return switch (contributor) {
            case HealthIndicator indicator -> {
                parts.put(name, indicator);
                yield (HealthIndicator) () -> health(name);
            }
            case CompositeHealthContributor composite -> {
                Map<String, HealthContributor> inner = new LinkedHashMap<>();
                composite.stream()
                        .forEach(entry ->
                                inner.put(
                                        entry.name(),
                                        prompt(name + "/" + entry.name(), entry.contributor())));
                yield CompositeHealthContributor.fromMap(inner);
            }
        };
    }

    private Health health(String name) {
        Asked part = asked(name);
        long left = part.at() + enough.toNanos() - System.nanoTime();
        try {
            Health health = part.answer().get(Math.max(0, left), TimeUnit.NANOSECONDS);
            forget(name, part);
            return health;
        } catch (TimeoutException silent) {
            return Health.down()
                    .withDetail("reason", "no answer within " + enough.toMillis() + " ms")
                    .build();
        } catch (ExecutionException failed) {
            forget(name, part);
            return Health.down(Objects.requireNonNullElse(failed.getCause(), failed)).build();
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            return Health.unknown().build();
        }
    }

    private synchronized Asked asked(String name) {
        asked.values().removeIf(Asked::isStale);
        if (!asked.containsKey(name)) {
            parts.forEach(
                    (part, indicator) -> asked.computeIfAbsent(part, _ -> ask(part, indicator)));
        }
        return asked.getOrDefault(name, new Asked(System.nanoTime(), new CompletableFuture<>()));
    }

    private synchronized void forget(String name, Asked part) {
        asked.remove(name, part);
    }

    private static Asked ask(String name, HealthIndicator part) {
        CompletableFuture<Health> answer = new CompletableFuture<>();
        Thread.ofVirtual()
                .name("health-" + name)
                .start(() -> {
                    try {
                        answer.complete(Objects.requireNonNull(part.health()));
                    } catch (RuntimeException | Error failed) {
                        answer.completeExceptionally(failed);
                    }
                });
        return new Asked(System.nanoTime(), answer);
    }
}
