package io.snapledger.standalone.postgres;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A running server on a data folder, found by the process id it writes there. */
record LeftBehindServer(Path data, ProcessHandle process) {

    private static final Logger log = LoggerFactory.getLogger(LeftBehindServer.class);

    /** Of {@code postmaster.pid}: process, folder, start, port. */
    private static final int PORT_LINE = 3;

    private static final Duration FAST_AT_MOST = Duration.ofSeconds(2);

    private static final Duration IMMEDIATE_AT_MOST = Duration.ofSeconds(1);

    /**
     * Finds the server of exactly this folder; another program that was given the old process id is
     * not it.
     */
    static Optional<LeftBehindServer> in(Path data) {
        try {
            return Files.readAllLines(data.resolve("postmaster.pid")).stream()
                    .findFirst()
                    .map(String::strip)
                    .filter(pid -> pid.matches("\\d{1,10}"))
                    .flatMap(pid -> ProcessHandle.of(Long.parseLong(pid)))
                    .filter(process -> serves(process, data))
                    .map(process -> new LeftBehindServer(data, process));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            log.warn("{} cannot be read, so no server is looked for: {}", data, e.toString());
            return Optional.empty();
        }
    }

    /** The port of the server of exactly this folder, from the file that says so. */
    static Optional<Integer> portOf(Path data) {
        return in(data).flatMap(
                        _ -> {
                            try {
                                return Files.readAllLines(data.resolve("postmaster.pid")).stream()
                                        .skip(PORT_LINE)
                                        .findFirst();
                            } catch (IOException e) {
                                log.warn("The port of {} cannot be read: {}", data, e.toString());
                                return Optional.empty();
                            }
                        })
                .map(String::strip)
                .filter(port -> port.matches("\\d{1,5}"))
                .map(Integer::valueOf);
    }

    private static boolean serves(ProcessHandle process, Path data) {
        return process.isAlive()
                && process.info().command().filter(name -> name.endsWith("/postgres")).isPresent()
                && process.info()
                        .arguments()
                        .filter(arguments -> List.of(arguments).contains(data.toString()))
                        .isPresent();
    }

    /**
     * Ends its sessions and stops it; then without writing what is unwritten, which the next start
     * makes up for.
     */
    void stop(PostgresSoftware software, Path logFile) {
        if (!stop(software, logFile, "fast", FAST_AT_MOST)
                && !stop(software, logFile, "immediate", IMMEDIATE_AT_MOST)) {
            log.warn("PostgreSQL, process {}, does not stop and is killed", process.pid());
            process.destroyForcibly();
        }
    }

    private boolean stop(PostgresSoftware software, Path logFile, String mode, Duration atMost) {
        try {
            // pg_ctl waits for the server's own word, its process id file: in a container our JVM
            // may be process 1,
            // and then the ended server stays as a zombie that looks alive.
            return software.run(
                            "pg_ctl",
                            List.of(
                                    "stop",
                                    "--pgdata=" + data,
                                    "--mode=" + mode,
                                    "--wait",
                                    "--timeout=" + atMost.toSeconds(),
                                    "--silent"),
                            logFile,
                            atMost.toSeconds() + 1)
                    == 0;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } catch (IOException e) {
            log.info("PostgreSQL did not stop in mode {}: {}", mode, e.toString());
            return false;
        }
    }
}
