package io.snapledger.standalone.postgres;

import io.snapledger.standalone.failure.CannotStart;
import io.zonky.test.db.postgres.embedded.DefaultPostgresBinaryResolver;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** PostgreSQL's programs as zonky packs them: one archive, tar and xz, for each kind of machine. */
final class SoftwareArchive {

    private static final Logger log = LoggerFactory.getLogger(SoftwareArchive.class);

    private SoftwareArchive() {}

    /**
     * Unpacks what is needed to run a server. The system's own tar does it in a fourth of the time
     * that a cold JVM takes, and the first start is the one somebody waits for; but not every
     * system has it, or its xz.
     */
    static void unpack(Path to) throws IOException {
        if (!unpackByTar(to)) {
            deleteTree(to);
            unpackByJava(to);
        }
    }

    static boolean unpackByTar(Path to) throws IOException {
        Files.createDirectories(to);
        List<String> command = new ArrayList<>(ProcessGroup.prefix());
        command.addAll(
                List.of(
                        "tar",
                        "-xJf",
                        "-",
                        "-C",
                        to.toString(),
                        "--no-same-owner",
                        "--exclude=./include",
                        "--exclude=include",
                        "--exclude=*.a"));
        try (InputStream packed = archive()) {
            Process tar =
                    new ProcessBuilder(command)
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start();
            // Apart, since writing to a process cannot be interrupted.
            Thread.ofVirtual().start(() -> feed(packed, tar));
            return exitCode(tar) == 0;
        } catch (InterruptedIOException e) {
            throw e;
        } catch (IOException e) {
            log.debug("No tar that can unpack xz", e);
            return false;
        }
    }

    private static void feed(InputStream packed, Process tar) {
        try (OutputStream input = tar.getOutputStream()) {
            packed.transferTo(input);
        } catch (IOException e) {
            log.debug("tar did not take all of the archive", e);
        }
    }

    private static int exitCode(Process tar) throws InterruptedIOException {
        try {
            return tar.waitFor();
        } catch (InterruptedException e) {
            new ProcessGroup(tar).end();
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("Interrupted while unpacking");
        }
    }

    static void unpackByJava(Path to) throws IOException {
        try (InputStream packed = archive();
                TarArchiveInputStream files =
                        new TarArchiveInputStream(
                                new BufferedInputStream(
                                        new XZCompressorInputStream(packed), 1 << 16))) {
            for (TarArchiveEntry file = files.getNextEntry();
                    file != null;
                    file = files.getNextEntry()) {
                if (Thread.currentThread().isInterrupted()) {
                    throw new InterruptedIOException("Interrupted while unpacking");
                }
                if (isNeeded(file)) {
                    unpack(file, files, to);
                }
            }
        }
    }

    /** In a thread of its own: zonky asks programs for the system's name, and eats interrupts. */
    private static InputStream archive() throws IOException {
        FutureTask<InputStream> found = new FutureTask<>(SoftwareArchive::forThisMachine);
        Thread.ofVirtual().start(found);
        try {
            return found.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("Interrupted while unpacking");
        } catch (ExecutionException e) {
            if (e.getCause() instanceof IOException failed) {
                throw failed;
            }
            throw new CannotStart(
                    "No PostgreSQL is packed for %s on %s"
                            .formatted(
                                    System.getProperty("os.name"), System.getProperty("os.arch")),
                    e);
        }
    }

    private static InputStream forThisMachine() throws IOException {
        return DefaultPostgresBinaryResolver.INSTANCE.getPgBinary(
                System.getProperty("os.name", ""), System.getProperty("os.arch", ""));
    }

    /** Headers and static libraries are for programmers; they are a fifth of the files. */
    private static boolean isNeeded(TarArchiveEntry file) {
        String name = file.getName();
        return !name.startsWith("include/")
                && !name.startsWith("./include/")
                && !name.endsWith(".a");
    }

    private static void unpack(TarArchiveEntry file, InputStream content, Path to)
            throws IOException {
        Path target = to.resolve(file.getName()).normalize();
        if (!target.startsWith(to)) {
            throw new IOException("The archive reaches outside its folder: " + file.getName());
        }
        if (file.isDirectory()) {
            Files.createDirectories(target);
            return;
        }
        Path parent = target.getParent();
        if (parent != null) {
            Files.createDirectories(parent);
        }
        if (file.isSymbolicLink()) {
            Files.createSymbolicLink(target, Path.of(file.getLinkName()));
        } else {
            Files.copy(content, target);
            if ((file.getMode() & 0100) != 0) {
                Files.setPosixFilePermissions(target, PosixFilePermissions.fromString("rwxr-xr-x"));
            }
        }
    }

    static void deleteTree(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        Files.walkFileTree(
                folder,
                new SimpleFileVisitor<>() {
                    @Override
                    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
                            throws IOException {
                        Files.delete(file);
                        return FileVisitResult.CONTINUE;
                    }

                    @Override
                    public FileVisitResult postVisitDirectory(Path visited, @Nullable IOException e)
                            throws IOException {
                        if (e != null) {
                            throw e;
                        }
                        Files.delete(visited);
                        return FileVisitResult.CONTINUE;
                    }
                });
    }
}
