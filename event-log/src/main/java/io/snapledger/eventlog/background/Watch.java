package io.snapledger.eventlog.background;

import java.time.Duration;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Figures that are looked up now and then, so that whoever asks for them never waits for a
 * database. What could not be looked up lately is not known, instead of what it was before.
 */
public abstract class Watch<F> extends BackgroundWork {

    private static final Logger log = LoggerFactory.getLogger(Watch.class);

    // A look that is late: the database is slow, and what was seen before it says little.
    private static final int STALE_AFTER_LOOKS = 3;

    private final String name;
    private final Duration every;
    private volatile @Nullable Seen<F> last;
    private volatile @Nullable String trouble;

    /**
     * A watch that has not begun.
     *
     * @param name the thread's
     * @param every how long after one look the next begins
     */
    protected Watch(String name, Duration every) {
        super(name);
        this.name = name;
        this.every = every;
    }

    /** What is to be seen now. */
    protected abstract F look();

    /** What was seen last; empty where that is too long ago, or the last look failed. */
    public final Optional<F> last() {
        Seen<F> seen = last;
        return seen == null || System.nanoTime() - seen.at() > STALE_AFTER_LOOKS * nanos()
                ? Optional.empty()
                : Optional.of(seen.figures());
    }

    /** One figure of it; not a number where it is not known. */
    public final double figure(ToDoubleFunction<F> which) {
        return last().map(which::applyAsDouble).orElse(Double.NaN);
    }

    /** Why the last look failed; empty if it did not. */
    public final Optional<String> trouble() {
        return Optional.ofNullable(trouble);
    }

    // Where one look follows the other at once, a second is soon enough.
    private long nanos() {
        return Math.max(every.toNanos(), Duration.ofSeconds(1).toNanos());
    }

    @Override
    protected final void work() throws InterruptedException {
        while (isStillTheOne()) {
            try {
                last = new Seen<>(look(), System.nanoTime());
                trouble = null;
            } catch (RuntimeException e) {
                last = null;
                if (isStillTheOne() && trouble == null) {
                    log.warn("The {} sees nothing, trying again: {}", name, e.getMessage());
                }
                trouble = String.valueOf(e.getMessage());
            }
            Thread.sleep(every);
        }
    }

    private record Seen<F>(F figures, long at) {}
}
