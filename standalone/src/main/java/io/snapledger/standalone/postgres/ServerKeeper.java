package io.snapledger.standalone.postgres;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Starts a server again that has ended without having been told to: killed, or broken off. What was
 * committed is there again, and who uses it connects anew.
 */
final class ServerKeeper implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(ServerKeeper.class);

    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(250);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(500);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);
    private static final Duration END_AT_MOST = Duration.ofSeconds(1);

    private final Supplier<Optional<ProcessHandle>> server;
    private final Start start;
    private final Thread thread;

    /** Held while it is being started. */
    private final ReentrantLock starting = new ReentrantLock();

    /** How it is started on the port that it had. */
    @FunctionalInterface
    interface Start {

        /** What it said against that; empty once it serves. */
        Optional<String> complaint() throws IOException, InterruptedException;
    }

    ServerKeeper(Supplier<Optional<ProcessHandle>> server, Start start) {
        this.server = server;
        this.start = start;
        thread = Thread.ofPlatform().daemon().name("postgres-keeper").unstarted(this::keep);
    }

    /** From now on it is kept running. */
    void begin() {
        thread.start();
    }

    /**
     * From now on it may end. One that is being started is waited for, to be found by who ends it.
     */
    @Override
    public void close() {
        boolean idle = false;
        try {
            idle = starting.tryLock(END_AT_MOST.toMillis(), TimeUnit.MILLISECONDS);
            thread.interrupt();
            if (thread.isAlive()) {
                thread.join(END_AT_MOST);
            }
        } catch (InterruptedException _) {
            thread.interrupt();
            Thread.currentThread().interrupt();
        } finally {
            if (idle) {
                starting.unlock();
            }
        }
    }

    private void keep() {
        try {
            while (true) {
                awaitEnd();
                startAgain();
            }
        } catch (InterruptedException _) {
            // It is to end now.
        }
    }

    // One that is not there any more has ended as well.
    private void awaitEnd() throws InterruptedException {
        Optional<ProcessHandle> process = server.get();
        while (process.filter(ServerKeeper::runs).isPresent()) {
            Thread.sleep(BETWEEN_LOOKS);
        }
    }

    // As process 1 of a container we have ended servers as zombies: alive, but of no program.
    private static boolean runs(ProcessHandle process) {
        return process.isAlive() && process.info().command().isPresent();
    }

    private void startAgain() throws InterruptedException {
        log.warn("PostgreSQL has ended by itself and is started again");
        Duration pause = FIRST_PAUSE;
        while (true) {
            String complaint;
            starting.lockInterruptibly();
            try {
                Optional<String> said = start.complaint();
                if (said.isEmpty()) {
                    log.info("PostgreSQL serves again");
                    return;
                }
                complaint = said.get();
            } catch (IOException e) {
                complaint = e.toString();
            } finally {
                starting.unlock();
            }
            log.warn("PostgreSQL does not start, trying again: {}", complaint);
            Thread.sleep(pause);
            Duration doubled = pause.multipliedBy(2);
            pause = doubled.compareTo(LONGEST_PAUSE) < 0 ? doubled : LONGEST_PAUSE;
        }
    }
}
