package io.snapledger.standalone.postgres;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A process and all that came of it, ended together.
 *
 * <p>initdb starts servers through a shell. They outlive both and go on writing, and one that is
 * started while the others are being ended is in no list of descendants that was made before. The
 * system's process group has them, whoever their parent is by now; only what has left the group, as
 * the server that pg_ctl starts, is found as a descendant. Where no program makes a group, the
 * descendants have to do.
 */
final class ProcessGroup {

    private static final Path SETSID = Path.of("/usr/bin/setsid");

    private static final Duration TO_END_BY_ITSELF = Duration.ofSeconds(1);

    private static final Duration TO_BE_KILLED = Duration.ofMillis(500);

    private static final Logger log = LoggerFactory.getLogger(ProcessGroup.class);

    private final Process leader;

    /**
     * @param leader was started with {@link #prefix()} in front of its command
     */
    ProcessGroup(Process leader) {
        this.leader = leader;
    }

    /** What makes the command after it the leader of a group of its own. */
    static List<String> prefix() {
        return Files.isExecutable(SETSID) ? List.of(SETSID.toString()) : List.of();
    }

    /** Asks all of them to end, which initdb does in order, and kills what is left. */
    void end() {
        List<ProcessHandle> family =
                Stream.concat(Stream.of(leader.toHandle()), leader.descendants()).toList();
        family.forEach(ProcessHandle::destroy);
        // Again and again, for initdb starts the next server before it looks whether it was asked.
        if (!awaited(() -> !signal("TERM") && ended(family), TO_END_BY_ITSELF)) {
            log.warn("Process {} does not end by itself and is killed", leader.pid());
            family.forEach(ProcessHandle::destroyForcibly);
            awaited(() -> !signal("KILL") && ended(family), TO_BE_KILLED);
        }
    }

    private static boolean ended(List<ProcessHandle> processes) {
        return processes.stream().noneMatch(ProcessHandle::isAlive);
    }

    /**
     * @param name of the signal as the shell's kill takes it
     * @return whether the group had a process to send it to
     */
    private boolean signal(String name) {
        if (prefix().isEmpty()) {
            return false;
        }
        try {
            Process kill =
                    new ProcessBuilder(
                                    "/bin/sh",
                                    "-c",
                                    "kill -s \"$0\" -- \"-$1\"",
                                    name,
                                    Long.toString(leader.pid()))
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start();
            return kill.onExit().join().exitValue() == 0;
        } catch (IOException e) {
            log.warn("Processes of group {} cannot be ended", leader.pid(), e);
            return false;
        }
    }

    /** Waits uninterruptibly: what is stopped in the middle still has to leave nothing behind. */
    private static boolean awaited(BooleanSupplier condition, Duration atMost) {
        long until = System.nanoTime() + atMost.toNanos();
        boolean interrupted = false;
        boolean met = condition.getAsBoolean();
        while (!met && System.nanoTime() < until) {
            try {
                TimeUnit.MILLISECONDS.sleep(20);
            } catch (InterruptedException e) {
                interrupted = true;
            }
            met = condition.getAsBoolean();
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        return met;
    }
}
