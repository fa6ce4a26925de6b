package io.snapledger.standalone.postgres;

import io.snapledger.standalone.failure.CannotStart;
import io.snapledger.standalone.folder.Folders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * PostgreSQL's programs, unpacked from the class path, and how to call them.
 *
 * <p>The programs come from zonky's jars, but zonky's own launcher is made for tests: it turns
 * fsync off, trusts every local connection, and notices a server that will not start only by its
 * time running out.
 */
final class PostgresSoftware {

    /** Goes into the name of the folder, so that another version is unpacked beside it. */
    static final String VERSION = "18.6";

    private static final String UNFINISHED = ".new-";

    private static final Path UNSHARE = Path.of("/usr/bin/unshare");

    private static final Logger log = LoggerFactory.getLogger(PostgresSoftware.class);

    private final Path folder;

    private PostgresSoftware(Path folder) {
        this.folder = folder;
    }

    /** Unpacks the programs below a folder, once. */
    static PostgresSoftware in(Path parent) {
        Path folder = parent.resolve("postgresql-" + VERSION);
        if (!Files.isDirectory(folder)) {
            Folders.make("The folder of PostgreSQL's programs", parent);
            try {
                deleteLeftOvers(parent, folder.getFileName().toString());
                Path unfinished = unfinished(folder);
                SoftwareArchive.unpack(unfinished);
                finish(unfinished, folder);
            } catch (IOException e) {
                throw new CannotStart("PostgreSQL cannot be unpacked to " + folder + ": " + e, e);
            }
        }
        return new PostgresSoftware(folder);
    }

    /**
     * The name under which a folder is made before it is renamed in one step, so that a process
     * that dies half-way leaves nothing half-made under the final name.
     */
    static Path unfinished(Path folder) {
        return folder.resolveSibling(folder.getFileName() + UNFINISHED + UUID.randomUUID());
    }

    static void finish(Path unfinished, Path folder) throws IOException {
        Files.move(unfinished, folder, StandardCopyOption.ATOMIC_MOVE);
    }

    /** Removes what an interrupted earlier attempt left; what cannot be removed only costs room. */
    static void deleteLeftOvers(Path parent, String name) {
        try (Stream<Path> children = Files.list(parent)) {
            for (Path child : children.toList()) {
                if (child.getFileName().toString().startsWith(name + UNFINISHED)) {
                    SoftwareArchive.deleteTree(child);
                }
            }
        } catch (IOException e) {
            log.warn("Left-overs of an earlier attempt in {} stay: {}", parent, e.toString());
        }
    }

    /**
     * Runs one of the programs to its end.
     *
     * @param output takes what it prints
     * @return its exit code
     */
    int run(String program, List<String> arguments, Path output, long atMostSeconds)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(ProcessGroup.prefix());
        command.addAll(asOrdinaryUser());
        command.add(folder.resolve("bin").resolve(program).toString());
        command.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(command);
        // PostgreSQL's messages are looked at by programs and people who read English.
        builder.environment().put("LC_ALL", "C");
        builder.environment().keySet().removeIf(name -> name.startsWith("PG"));
        builder.redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()));
        builder.redirectErrorStream(true);
        builder.redirectOutput(ProcessBuilder.Redirect.appendTo(output.toFile()));
        Process process = builder.start();
        boolean ended = false;
        try {
            ended = process.waitFor(atMostSeconds, TimeUnit.SECONDS);
        } finally {
            if (!ended) {
                new ProcessGroup(process).end();
            }
        }
        if (!ended) {
            throw new IOException("%s did not end within %d s".formatted(program, atMostSeconds));
        }
        return process.exitValue();
    }

    /**
     * PostgreSQL refuses to run as root. In a user namespace of its own root is nobody, yet owns
     * its files.
     */
    private static List<String> asOrdinaryUser() {
        boolean root = "root".equals(System.getProperty("user.name"));
        return root && Files.isExecutable(UNSHARE) ? List.of(UNSHARE.toString(), "-U") : List.of();
    }
}
