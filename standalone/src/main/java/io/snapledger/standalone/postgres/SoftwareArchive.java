package io.snapledger.standalone.postgres;

import io.snapledger.standalone.failure.CannotStart;
import io.zonky.test.db.postgres.embedded.DefaultPostgresBinaryResolver;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
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
        try {
            Process tar =
                    new ProcessBuilder(
                                    "tar",
                                    "-xJf",
                                    "-",
                                    "-C",
                                    to.toString(),
                                    "--no-same-owner",
                                    "--exclude=./include",
                                    "--exclude=include",
                                    "--exclude=*.a")
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start();
            try (InputStream packed = archive();
                    OutputStream input = tar.getOutputStream()) {
                packed.transferTo(input);
            } catch (IOException e) {
                tar.destroyForcibly();
                throw e;
            }
            return tar.waitFor() == 0;
        } catch (IOException e) {
            log.debug("No tar that can unpack xz", e);
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("Interrupted while unpacking", e);
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
                if (isNeeded(file)) {
                    unpack(file, files, to);
                }
            }
        }
    }

    private static InputStream archive() throws IOException {
        String system = System.getProperty("os.name", "");
        String hardware = System.getProperty("os.arch", "");
        try {
            return DefaultPostgresBinaryResolver.INSTANCE.getPgBinary(system, hardware);
        } catch (IllegalStateException e) {
            throw new CannotStart(
                    "No PostgreSQL is packed for %s on %s".formatted(system, hardware), e);
        }
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
