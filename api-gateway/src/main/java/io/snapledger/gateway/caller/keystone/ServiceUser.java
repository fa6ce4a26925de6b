package io.snapledger.gateway.caller.keystone;

import io.snapledger.gateway.caller.keystone.KeystoneConnection.Issued;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The user as whom Keystone is asked: always with a token that still counts. */
final class ServiceUser {

    private static final Logger log = LoggerFactory.getLogger(ServiceUser.class);

    /** So long before its end a token is replaced, or a quarter of its life if that is less. */
    private static final Duration AHEAD = Duration.ofMinutes(5);

    /** While the old one still counts, so long passes between attempts to replace it. */
    private static final Duration PAUSE = Duration.ofSeconds(30);

    private final KeystoneConnection keystone;
    private final Clock clock;
    private final ReentrantLock login = new ReentrantLock();
    private volatile @Nullable Held held;

    ServiceUser(KeystoneConnection keystone, Clock clock) {
        this.keystone = keystone;
        this.clock = clock;
    }

    private record Held(Issued token, Instant renewAt) {}

    /** A token to ask with. */
    Issued token(Deadline deadline) {
        Held now = held;
        if (now == null || !counts(now)) {
            return locked(deadline, () -> usable() ? current() : login(deadline));
        }
        if (!clock.instant().isBefore(now.renewAt()) && login.tryLock()) {
            try {
                renewAhead(now, deadline);
            } finally {
                login.unlock();
            }
        }
        return current();
    }

    /** Another token than this one, which Keystone no longer takes. */
    Issued instead(Issued refused, Deadline deadline) {
        return locked(
                deadline, () -> current().equals(refused) ? login(deadline) : token(deadline));
    }

    private void renewAhead(Held old, Deadline deadline) {
        if (!old.equals(held)) {
            return;
        }
        try {
            login(deadline);
        } catch (KeystoneUnavailable away) {
            log.warn("The service user's token could not be renewed yet: {}", away.reason());
            held = new Held(old.token(), clock.instant().plus(PAUSE));
        }
    }

    private Issued login(Deadline deadline) {
        Issued issued = keystone.login(deadline);
        Duration life = Duration.between(clock.instant(), issued.expiresAt());
        Duration quarter = life.dividedBy(4);
        held =
                new Held(
                        issued,
                        issued.expiresAt().minus(quarter.compareTo(AHEAD) < 0 ? quarter : AHEAD));
        return issued;
    }

    private Issued current() {
        Held now = held;
        if (now == null) {
            throw new IllegalStateException("nobody has logged in");
        }
        return now.token();
    }

    private boolean usable() {
        Held now = held;
        return now != null && counts(now);
    }

    private boolean counts(Held token) {
        return clock.instant().isBefore(token.token().expiresAt());
    }

    private <T> T locked(Deadline deadline, Supplier<T> work) {
        try {
            if (!login.tryLock(deadline.left().toNanos(), TimeUnit.NANOSECONDS)) {
                throw KeystoneUnavailable.because("the service user's login takes too long");
            }
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw KeystoneUnavailable.because("this service is stopping", stopping);
        }
        try {
            return work.get();
        } finally {
            login.unlock();
        }
    }
}
