package io.snapledger.standalone.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ServerKeeperTest {

    private final AtomicInteger starts = new AtomicInteger();
    private volatile Optional<Process> server = Optional.empty();

    @AfterEach
    void end() {
        server.ifPresent(Process::destroyForcibly);
    }

    @Test
    void triesUntilItStaysEvenIfItIsKilledAtOnce() throws IOException {
        server = Optional.of(sleeping());
        try (ServerKeeper keeper = new ServerKeeper(this::process, this::start)) {
            keeper.begin();
            server.orElseThrow().destroyForcibly();

            await().until(() -> starts.get() >= 4 && process().isPresent());
            assertThat(starts).hasValue(4);
        }
    }

    private Optional<ProcessHandle> process() {
        return server.filter(Process::isAlive).map(Process::toHandle);
    }

    private Optional<String> start() throws IOException {
        switch (starts.incrementAndGet()) {
            case 1 -> {
                return Optional.of("the port is in use");
            }
            case 2 -> throw new IOException("it took too long");
            case 3 -> server = Optional.empty(); // killed as soon as it served
            default -> server = Optional.of(sleeping());
        }
        return Optional.empty();
    }

    private static Process sleeping() throws IOException {
        return new ProcessBuilder("sleep", "600").start();
    }
}
