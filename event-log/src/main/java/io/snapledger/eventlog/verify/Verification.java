package io.snapledger.eventlog.verify;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionService;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** All that is checked of a log, by several threads. */
final class Verification {

    // So that no thread is long alone with the last part.
    private static final int PARTS_PER_THREAD = 4;

    private final Findings findings = new Findings();
    private final AtomicLong events = new AtomicLong();
    private final AtomicLong resources = new AtomicLong();
    private final AtomicLong afterTheLast = new AtomicLong();
    private final RootCheck rootCheck;
    private final Trust trust;

    private Verification(Trust trust) {
        this.trust = trust;
        this.rootCheck = new RootCheck(findings, trust);
    }

    /**
     * Reads all of it.
     *
     * @throws CannotVerify if it cannot be read
     */
    static Result of(StoredLog log, Trust trust, int threads) {
        Verification verification = new Verification(trust);
        verification.run(log, threads);
        return verification.result();
    }

    private void run(StoredLog log, int threads) {
        List<Runnable> tasks = new ArrayList<>();
        tasks.add(() -> {
            try (Cursor<StoredRoot> roots = log.roots()) {
                rootCheck.run(roots);
            }
        });
        log.spans(threads * PARTS_PER_THREAD).forEach(span -> tasks.add(() -> check(span)));
        log.chains(threads * PARTS_PER_THREAD).forEach(part -> tasks.add(() -> check(part)));
        runAll(tasks, threads);
    }

    private void check(StoredLog.Span span) {
        try (Cursor<StoredRoot> roots = span.roots();
                Cursor<Link> links = span.events()) {
            LeafCheck check = new LeafCheck(findings, trust, links);
            check.run(roots);
            afterTheLast.addAndGet(check.afterTheLast());
        }
    }

    private void check(StoredLog.Part part) {
        try (Cursor<Link> links = part.open()) {
            ChainCheck check = new ChainCheck(findings);
            check.run(links);
            events.addAndGet(check.events());
            resources.addAndGet(check.resources());
        }
    }

    private static void runAll(List<Runnable> tasks, int threads) {
        ExecutorService workers =
                Executors.newFixedThreadPool(
                        threads, Thread.ofPlatform().daemon().name("verify-", 1).factory());
        try {
            CompletionService<@Nullable Void> running = new ExecutorCompletionService<>(workers);
            tasks.forEach(task -> running.submit(task, null));
            for (int i = 0; i < tasks.size(); i++) {
                running.take().get();
            }
        } catch (ExecutionException e) {
            throw e.getCause() instanceof CannotVerify reason
                    ? reason
                    : new CannotVerify("The verification failed: " + e.getCause(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CannotVerify("The verification was interrupted", e);
        } finally {
            workers.shutdownNow();
        }
    }

    private Result result() {
        if (trust.looksAtSignatures() && rootCheck.roots() == 0 && events.get() > 0) {
            findings.add(
                    Finding.ofRoot(
                            Finding.Kind.MISSING,
                            1,
                            1,
                            "there is none, though there is a key to check them with"));
        }
        return new Result(
                findings.isEmpty(),
                events.get(),
                resources.get(),
                rootCheck.roots(),
                rootCheck.through(),
                afterTheLast.get(),
                findings.told(),
                findings.dropped());
    }

    /**
     * What came of it.
     *
     * @param isSound whether nothing was found
     * @param through the last position that a sound root is about
     * @param afterTheLast events after it
     * @param findings the lowest position first
     * @param more findings that are not listed
     */
    record Result(
            boolean isSound,
            long events,
            long resources,
            long roots,
            long through,
            long afterTheLast,
            List<Finding> findings,
            long more) {}
}
