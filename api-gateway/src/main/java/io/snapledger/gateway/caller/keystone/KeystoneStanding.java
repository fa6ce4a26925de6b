package io.snapledger.gateway.caller.keystone;

import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How Keystone did when it was last asked; a change is logged once. */
final class KeystoneStanding {

    private static final Logger log = LoggerFactory.getLogger(KeystoneStanding.class);

    private final KeystoneProperties properties;
    private final Clock clock;
    private final AtomicReference<@Nullable Observation> last = new AtomicReference<>();

    KeystoneStanding(KeystoneProperties properties, Clock clock) {
        this.properties = properties;
        this.clock = clock;
    }

    /**
     * What was seen.
     *
     * @param trouble null if there was none
     * @param since when it began to be like that
     * @param seen when it was last seen to be
     */
    record Observation(@Nullable String trouble, Instant since, Instant seen) {}

    Optional<Observation> last() {
        return Optional.ofNullable(last.get());
    }

    void answered() {
        Observation before = see(null);
        if (before == null || before.trouble() != null) {
            log.info("Keystone at {} answers", properties.authUrl());
        }
    }

    void failed(KeystoneUnavailable failure) {
        Observation before = see(failure.reason());
        if (before != null && before.trouble() != null) {
            log.debug("Keystone at {}: {}", properties.authUrl(), failure.reason());
        } else if (failure.isForAPerson()) {
            log.error(
                    "Tokens cannot be validated. Keystone at {}: {}",
                    properties.authUrl(),
                    failure.reason());
        } else {
            log.warn(
                    "Tokens cannot be validated for now. Keystone at {}: {}",
                    properties.authUrl(),
                    failure.reason());
        }
    }

    private @Nullable Observation see(@Nullable String trouble) {
        Instant now = clock.instant();
        return last.getAndUpdate(before ->
                new Observation(
                        trouble,
                        before != null && (before.trouble() == null) == (trouble == null)
                                ? before.since()
                                : now,
                        now));
    }
}
