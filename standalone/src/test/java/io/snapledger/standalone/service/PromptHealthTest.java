package io.snapledger.standalone.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.boot.health.contributor.CompositeHealthContributor;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthContributor;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;

@Timeout(value = 60, unit = TimeUnit.SECONDS)
class PromptHealthTest {

    private final CountDownLatch never = new CountDownLatch(1);
    private final AtomicInteger stuckCalls = new AtomicInteger();
    private final AtomicInteger calls = new AtomicInteger();

    private final HealthIndicator stuck =
            () -> {
                stuckCalls.incrementAndGet();
                try {
                    never.await();
                } catch (InterruptedException stop) {
                    Thread.currentThread().interrupt();
                }
                return Health.up().build();
            };

    private final HealthIndicator well =
            () -> Health.up().withDetail("call", calls.incrementAndGet()).build();

    private static Health health(@Nullable HealthContributor contributor) {
        return Objects.requireNonNull(
                ((HealthIndicator) Objects.requireNonNull(contributor)).health());
    }

    private Map<String, HealthContributor> prompt(Duration enough) {
        Map<String, HealthContributor> parts = new LinkedHashMap<>();
        parts.put("stuck", stuck);
        parts.put("inner", CompositeHealthContributor.fromMap(Map.of("well", well)));
        return PromptHealth.of(parts, enough);
    }

    @Test
    void whoDoesNotAnswerIsDownAndIsNotAskedAgain() {
        Map<String, HealthContributor> parts = prompt(Duration.ofMillis(50));

        for (int i = 0; i < 3; i++) {
            Health health = health(parts.get("stuck"));
            assertThat(health.getStatus()).isEqualTo(Status.DOWN);
            assertThat(health.getDetails().get("reason")).isEqualTo("no answer within 50 ms");
        }
        assertThat(stuckCalls).hasValue(1);
        never.countDown();
    }

    @Test
    void anAnswerIsAskedForEachTimeAndPassedOn() {
        @Nullable HealthContributor inner = prompt(Duration.ofSeconds(30)).get("inner");
        @Nullable HealthContributor part =
                Objects.requireNonNull((CompositeHealthContributor) inner).getContributor("well");

        assertThat(health(part).getDetails().get("call")).isEqualTo(1);
        assertThat(health(part).getDetails().get("call")).isEqualTo(2);
        never.countDown();
    }

    @Test
    void whoFailsIsDown() {
        HealthIndicator broken =
                () -> {
                    throw new IllegalStateException("broken");
                };
        @Nullable HealthContributor part =
                PromptHealth.of(Map.of("broken", broken), Duration.ofSeconds(30)).get("broken");

        assertThat(health(part).getStatus()).isEqualTo(Status.DOWN);
        assertThat(health(part).getDetails().get("error")).asString().contains("broken");
    }
}
