package io.snapledger.agent.driver;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One copy of one directory tree: directories, files (reflinked where possible), symbolic links,
 * with their permissions and times. What clients cannot store on a share, sockets and devices, is
 * left out; what vanishes while it is copied was not there.
 */
final class TreeCopy {

    private final Optional<LinuxFiles> linux;
    private final Path from;
    private final Path to;
    private long total = 1;
    private long done;

    TreeCopy(Optional<LinuxFiles> linux, Path from, Path to) {
        this.linux = linux;
        this.from = from;
        this.to = to;
    }

    /** How far it came. */
    int percent() {
        return (int) Math.min(99, done * 100.0 / total);
    }

    /** Fills the target, an empty directory; returns once all of it would survive a power cut. */
    void run() throws IOException {
        try (var entries = Files.walk(from)) {
            total = Math.max(1, entries.count());
        }
        Files.walkFileTree(from, new Copying());
    }

    private final class Copying extends SimpleFileVisitor<Path> {

        @Override
        public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes)
                throws IOException {
            goOn();
            Path copy = counterpart(directory);
            if (!copy.equals(to)) {
                Files.createDirectory(copy);
            }
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
                throws IOException {
            goOn();
            Path copy = counterpart(file);
            try {
                if (attributes.isSymbolicLink()) {
                    Files.copy(
                            file,
                            copy,
                            LinkOption.NOFOLLOW_LINKS,
                            StandardCopyOption.COPY_ATTRIBUTES);
                } else if (attributes.isRegularFile()) {
                    Files.createFile(copy);
                    new FileCopy(linux, file, copy).run();
                    SparseFiles.sync(copy);
                    describe(file, copy);
                }
            } catch (NoSuchFileException vanished) {
                Files.deleteIfExists(copy);
            }
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFileFailed(Path file, IOException e) throws IOException {
            if (e instanceof NoSuchFileException && !file.equals(from)) {
                return FileVisitResult.CONTINUE;
            }
            throw e;
        }

        @Override
        public FileVisitResult postVisitDirectory(Path directory, @Nullable IOException e)
                throws IOException {
            if (e != null) {
                throw e;
            }
            Path copy = counterpart(directory);
            SparseFiles.sync(copy);
            try {
                describe(directory, copy);
            } catch (NoSuchFileException vanished) {
                // Its files are kept all the same.
            }
            return FileVisitResult.CONTINUE;
        }

        private void goOn() throws InterruptedIOException {
            done++;
            if (Thread.currentThread().isInterrupted()) {
                throw new InterruptedIOException();
            }
        }

        private Path counterpart(Path path) {
            return to.resolve(from.relativize(path));
        }
    }

    private static void describe(Path original, Path copy) throws IOException {
        PosixFileAttributeView view =
                Files.getFileAttributeView(
                        copy, PosixFileAttributeView.class, LinkOption.NOFOLLOW_LINKS);
        if (view != null) {
            PosixFileAttributes attributes =
                    Files.readAttributes(
                            original, PosixFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
            PosixFileAttributes mine = view.readAttributes();
            if (!mine.owner().equals(attributes.owner())) {
                view.setOwner(attributes.owner());
            }
            if (!mine.group().equals(attributes.group())) {
                view.setGroup(attributes.group());
            }
            view.setPermissions(attributes.permissions());
        }
        BasicFileAttributes times =
                Files.readAttributes(
                        original, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        Files.getFileAttributeView(copy, BasicFileAttributeView.class, LinkOption.NOFOLLOW_LINKS)
                .setTimes(times.lastModifiedTime(), null, null);
    }
}
