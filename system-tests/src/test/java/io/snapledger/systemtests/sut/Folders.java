package io.snapledger.systemtests.sut;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Folders of systems that have ended, or are just ending. */
final class Folders {

    private Folders() {}

    /**
     * Removes one with all that is in it; what a server removes by itself meanwhile is gone too.
     */
    static void delete(Path folder) {
        if (!Files.exists(folder)) {
            return;
        }
        try {
            Files.walkFileTree(
                    folder,
                    new PassingOverWhatIsGone() {
                        @Override
                        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
                                throws IOException {
                            Files.deleteIfExists(file);
                            return FileVisitResult.CONTINUE;
                        }

                        @Override
                        public FileVisitResult postVisitDirectory(
                                Path left, @Nullable IOException failure) throws IOException {
                            Files.deleteIfExists(left);
                            return FileVisitResult.CONTINUE;
                        }
                    });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Copies one while somebody may write and remove files in it.
     *
     * @param leftOut of paths in it, which are left out; folders are not
     */
    static void copy(Path folder, Path into, Predicate<Path> leftOut) {
        try {
            Files.walkFileTree(
                    folder,
                    new PassingOverWhatIsGone() {
                        @Override
                        public FileVisitResult preVisitDirectory(
                                Path directory, BasicFileAttributes attributes) throws IOException {
                            Files.createDirectory(
                                    into.resolve(folder.relativize(directory)),
                                    PosixFilePermissions.asFileAttribute(
                                            Files.getPosixFilePermissions(directory)));
                            return FileVisitResult.CONTINUE;
                        }

                        @Override
                        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
                                throws IOException {
                            Path relative = folder.relativize(file);
                            if (!leftOut.test(relative)) {
                                try {
                                    Files.copy(
                                            file,
                                            into.resolve(relative),
                                            StandardCopyOption.COPY_ATTRIBUTES);
                                } catch (NoSuchFileException _) {
                                    // Removed since it was seen, as temporary files are.
                                }
                            }
                            return FileVisitResult.CONTINUE;
                        }
                    });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private abstract static class PassingOverWhatIsGone extends SimpleFileVisitor<Path> {

        @Override
        public FileVisitResult visitFileFailed(Path file, IOException failure) throws IOException {
            if (failure instanceof NoSuchFileException) {
                return FileVisitResult.CONTINUE;
            }
            throw failure;
        }
    }
}
