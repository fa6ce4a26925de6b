package io.snapledger.gateway.caller.keystone;

import io.snapledger.gateway.caller.keystone.KeystoneStanding.Observation;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.locks.ReentrantLock;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/**
 * Whether Keystone answers. Where nobody has asked it for a while it is asked here, though never
 * more often than that: health needs no token, and must not be a way to load Keystone.
 */
final class KeystoneHealthIndicator implements HealthIndicator {

    private static final Duration FRESH = Duration.ofSeconds(15);
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final KeystoneTokens tokens;
    private final KeystoneStanding standing;
    private final KeystoneCalls calls;
    private final Clock clock;
    private final ReentrantLock probing = new ReentrantLock();

    KeystoneHealthIndicator(
            KeystoneTokens tokens, KeystoneStanding standing, KeystoneCalls calls, Clock clock) {
        this.tokens = tokens;
        this.standing = standing;
        this.calls = calls;
        this.clock = clock;
    }

    @Override
    public Health health() {
        probeIfStale();
        Observation seen = standing.last().orElse(null);
        if (seen == null) {
            return Health.unknown().withDetail("reason", "it has not been asked yet").build();
        }
        Health.Builder health = seen.trouble() == null ? Health.up() : Health.down();
        if (seen.trouble() != null) {
            health.withDetail("reason", seen.trouble());
        }
        return health.withDetail("since", seen.since().toString())
                .withDetail("suspended", calls.areSuspended())
                .build();
    }

    private void probeIfStale() {
        if (isStale() && probing.tryLock()) {
            try {
                if (isStale()) {
                    tokens.probe(PATIENCE);
                }
            } catch (KeystoneUnavailable seen) {
                // The standing has it.
            } finally {
                probing.unlock();
            }
        }
    }

    private boolean isStale() {
        return standing.last()
                .map(Observation::seen)
                .filter(seen -> seen.plus(FRESH).isAfter(clock.instant()))
                .isEmpty();
    }
}
