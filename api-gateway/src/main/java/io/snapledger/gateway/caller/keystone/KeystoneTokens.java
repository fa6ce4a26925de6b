package io.snapledger.gateway.caller.keystone;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import com.github.benmanes.caffeine.cache.Ticker;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.cache.CaffeineCacheMetrics;
import io.snapledger.contract.digest.Sha256;
import io.snapledger.gateway.caller.Unauthorized;
import io.snapledger.gateway.caller.keystone.KeystoneConnection.Answer;
import io.snapledger.gateway.caller.keystone.KeystoneConnection.Issued;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * What is known of tokens: asked of Keystone once, and believed for a while. However many requests
 * bring the same token at once, they share one question.
 */
final class KeystoneTokens {

    private static final String METRIC = "snapledger.keystone.validations";

    private final KeystoneProperties properties;
    private final KeystoneConnection keystone;
    private final ServiceUser serviceUser;
    private final KeystoneCalls calls;
    private final Clock clock;
    private final MeterRegistry meters;
    private final AsyncCache<Key, Verdict> valid;
    private final Cache<Key, Instant> invalid;

    KeystoneTokens(
            KeystoneProperties properties,
            KeystoneConnection keystone,
            ServiceUser serviceUser,
            KeystoneCalls calls,
            Clock clock,
            Ticker ticker,
            MeterRegistry meters) {
        this.properties = properties;
        this.keystone = keystone;
        this.serviceUser = serviceUser;
        this.calls = calls;
        this.clock = clock;
        this.meters = meters;
        KeystoneProperties.Cache cache = properties.cache();
        this.valid =
                Caffeine.newBuilder()
                        .maximumSize(cache.validTokens())
                        .expireAfter(Expiry.<Key, Verdict>creating((_, verdict) -> life(verdict)))
                        .ticker(ticker)
                        .executor(keystone.threads())
                        .recordStats()
                        .buildAsync();
        this.invalid =
                Caffeine.newBuilder()
                        .maximumSize(cache.invalidTokens())
                        .expireAfterWrite(cache.invalidFor())
                        .ticker(ticker)
                        .executor(keystone.threads())
                        .build();
        CaffeineCacheMetrics.monitor(meters, valid, "keystone.tokens");
        Gauge.builder("snapledger.keystone.suspended", calls, now -> now.areSuspended() ? 1 : 0)
                .description("1 while Keystone is left alone after its failures")
                .register(meters);
        Gauge.builder("snapledger.keystone.remembered", this, KeystoneTokens::remembered)
                .description("tokens whose validity is remembered")
                .register(meters);
        Gauge.builder("snapledger.keystone.in.flight", calls, KeystoneCalls::underWay)
                .description("tokens that Keystone is being asked about")
                .register(meters);
    }

    /** A token without the token: caches end up in heap dumps. */
    private record Key(String digest, boolean evenExpired) {

        static Key of(String token, boolean evenExpired) {
            return new Key(Sha256.hex(token), evenExpired);
        }
    }

    /** How a question ended: for all who wait for it, and for whoever comes before it is stale. */
    private sealed interface Verdict {

        /** From then on it says nothing; in the past for what only those are told who wait. */
        Instant until();

        record Valid(KeystoneToken token, Instant until) implements Verdict {}

        record Invalid() implements Verdict {
            @Override
            public Instant until() {
                return Instant.MIN;
            }
        }

        record Unanswered(RuntimeException reason) implements Verdict {
            @Override
            public Instant until() {
                return Instant.MIN;
            }
        }
    }

    private Verdict.Valid valid(KeystoneToken token) {
        Instant atMost = clock.instant().plus(properties.cache().validFor());
        return new Verdict.Valid(
                token, token.expiresAt().isBefore(atMost) ? token.expiresAt() : atMost);
    }

    private Duration life(Verdict verdict) {
        return isStale(verdict)
                ? Duration.ZERO
                : Duration.between(clock.instant(), verdict.until());
    }

    private boolean isStale(Verdict verdict) {
        return !clock.instant().isBefore(verdict.until());
    }

    /**
     * What a token is.
     *
     * @param evenExpired also if it has expired, within the window that Keystone allows
     * @param requestId for Keystone's log
     * @throws Unauthorized if Keystone does not know it, or it has expired
     * @throws KeystoneUnavailable if Keystone cannot be asked
     */
    KeystoneToken find(String token, boolean evenExpired, String requestId) {
        if (!TokenForm.holds(token)) {
            throw new Unauthorized("that cannot be a token");
        }
        Key key = Key.of(token, evenExpired);
        if (invalid.getIfPresent(key) != null) {
            throw new Unauthorized("Keystone did not know the token a moment ago");
        }
        // The cache goes by the time since the start, which stands still while a machine sleeps,
        // and learns of an answer a moment after those who wait for it.
        CompletableFuture<Verdict> known = valid.getIfPresent(key);
        if (known != null && known.isDone() && isStale(verdictOf(known))) {
            valid.asMap().remove(key, known);
        }
        KeystoneToken found =
                switch (verdictOf(
                        valid.get(
                                key,
                                (_, executor) ->
                                        CompletableFuture.supplyAsync(
                                                () -> verdict(key, token, requestId), executor)))) {
                    case Verdict.Valid(KeystoneToken described, _) -> described;
                    case Verdict.Invalid _ ->
                            throw new Unauthorized("Keystone does not know the token");
                    case Verdict.Unanswered(RuntimeException reason) -> throw reason;
                };
        if (!evenExpired && !clock.instant().isBefore(found.expiresAt())) {
            throw new Unauthorized("the token has expired");
        }
        return found;
    }

    /** Asks Keystone something whose answer is known, to see whether it answers. */
    void probe(Duration atMost) {
        Deadline deadline = Deadline.in(atMost);
        calls.make(
                () -> {
                    Issued own = serviceUser.token(deadline);
                    return validated(own.token(), false, null, deadline);
                },
                deadline);
    }

    /** How many tokens something is known of now. */
    long remembered() {
        // What is one too many goes with the next use, which there may not be for long.
        valid.synchronous().cleanUp();
        invalid.cleanUp();
        return valid.synchronous().estimatedSize() + invalid.estimatedSize();
    }

    // Each question ends by its deadline, so this wait ends as well.
    private static Verdict verdictOf(CompletableFuture<Verdict> question) {
        try {
            return question.get();
        } catch (ExecutionException impossible) {
            throw new IllegalStateException(impossible.getCause());
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw KeystoneUnavailable.because("this service is stopping", stopping);
        }
    }

    private Verdict verdict(Key key, String token, String requestId) {
        Deadline deadline = Deadline.in(properties.timeout());
        Timer.Sample time = Timer.start(meters);
        String outcome = "unavailable";
        try {
            Answer answer =
                    calls.make(
                            () -> validated(token, key.evenExpired(), requestId, deadline),
                            deadline);
            if (answer instanceof Answer.Known(KeystoneToken known)) {
                outcome = "valid";
                return valid(known);
            }
            outcome = "invalid";
            invalid.put(key, clock.instant());
            return new Verdict.Invalid();
        } catch (RuntimeException reason) {
            // A future that fails would be logged by the cache, with its stack trace.
            return new Verdict.Unanswered(reason);
        } finally {
            time.stop(meters.timer(METRIC, "outcome", outcome));
        }
    }

    private Answer validated(
            String token, boolean evenExpired, @Nullable String requestId, Deadline deadline) {
        Issued own = serviceUser.token(deadline);
        Answer answer = keystone.validate(token, own, evenExpired, requestId, deadline);
        if (answer instanceof Answer.AskerRefused) {
            // It was revoked, or Keystone's keys were changed.
            Issued fresh = serviceUser.instead(own, deadline);
            answer = keystone.validate(token, fresh, evenExpired, requestId, deadline);
        }
        if (answer instanceof Answer.AskerRefused) {
            throw KeystoneUnavailable.forAPersonToMend(
                    "it refuses the token that it has just given to the service user", null);
        }
        return answer;
    }
}
