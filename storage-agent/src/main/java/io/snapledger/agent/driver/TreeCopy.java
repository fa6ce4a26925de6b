package io.snapledger.agent.driver;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotLinkException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One copy of one directory tree: directories, files (reflinked where possible, without their
 * holes), hard and symbolic links, named pipes, with their owners, permissions, extended attributes
 * and times. Sockets and devices are left out: they are a machine's, not the share's. What vanishes
 * while it is copied was not there.
 */
final class TreeCopy {

    private static final Logger log = LoggerFactory.getLogger(TreeCopy.class);

    private static final int KIND = 0170000;
    private static final int PIPE = 0010000;
    private static final int PERMISSIONS = 07777;
    private static final List<String> OWNERS = List.of("uid", "gid");

    private final Optional<LinuxFiles> linux;
    private final Path from;
    private final Path to;
    private long total = 1;
    private long done;
    private long leftOut;

    TreeCopy(Optional<LinuxFiles> linux, Path from, Path to) {
        this.linux = linux;
        this.from = from;
        this.to = to;
    }

    /** How far it came. */
    int percent() {
        return (int) Math.min(99, done * 100.0 / total);
    }

    /**
     * Fills the target, an empty directory; returns once all of it would survive a power cut.
     *
     * @return whether the source was there all the time; if not, the copy may lack anything
     */
    boolean run() throws IOException {
        try (Held source = Held.of(linux, from)) {
            TreeWalk.through(linux, from, new Counting());
            Path links = Files.createDirectory(to.resolveSibling(to.getFileName() + ".links"));
            try (Descent copies = new Descent(linux, Held.of(linux, to))) {
                TreeWalk.through(linux, from, new Copying(copies, links));
            } finally {
                DirectoryTrees.remove(linux, links);
            }
            if (leftOut > 0) {
                log.warn("{} sockets and devices of {} are not in its copy", leftOut, from);
            }
            return source.isUnder(from);
        } catch (NoSuchFileException vanished) {
            if (Files.notExists(from, LinkOption.NOFOLLOW_LINKS)) {
                return false;
            }
            throw vanished;
        }
    }

    private static void goOn() throws InterruptedIOException {
        if (Thread.currentThread().isInterrupted()) {
            throw new InterruptedIOException();
        }
    }

    private final class Counting implements TreeWalk.Visitor {
        private long found;

        @Override
        public void enter(Held directory, Path name) throws IOException {
            goOn();
            total = Math.max(1, ++found);
        }

        @Override
        public void visit(Held file, Path path) throws IOException {
            goOn();
            total = Math.max(1, ++found);
        }

        @Override
        public void leave(Held directory, Path path) {}
    }

    private final class Copying implements TreeWalk.Visitor {
        private final Descent copies;
        private final Path links;
        private boolean begun;

        Copying(Descent copies, Path links) {
            this.copies = copies;
            this.links = links;
        }

        @Override
        public void enter(Held directory, Path name) throws IOException {
            step();
            if (begun) {
                Files.createDirectory(copies.here().child(name));
                copies.down(name);
            }
            begun = true;
        }

        @Override
        public void leave(Held directory, Path path) throws IOException {
            if (copies.isAtTheTop()) {
                finish(directory, copies.here());
            } else {
                try (Held copy = copies.up()) {
                    finish(directory, copy);
                }
            }
        }

        private void finish(Held directory, Held copy) throws IOException {
            SparseFiles.sync(copy.path());
            describe(directory, copy);
        }

        @Override
        public void visit(Held file, Path path) throws IOException {
            step();
            Path copy = copies.here().child(nameOf(path));
            BasicFileAttributes attributes = file.attributes();
            if (attributes.isSymbolicLink()) {
                copyLink(file, path, copy);
            } else if (attributes.isRegularFile()) {
                copyFile(file, attributes, copy);
            } else if (isPipe(file) && linux.isPresent()) {
                linux.get().makePipe(copy);
                try (Held made = Held.of(linux, copy)) {
                    own(file, made);
                    permit(file, made);
                }
            } else {
                leftOut++;
            }
        }

        private void copyLink(Held link, Path path, Path copy) throws IOException {
            Path target;
            try {
                target = Files.readSymbolicLink(path);
            } catch (NoSuchFileException vanished) {
                return;
            } catch (NotLinkException e) {
                throw new IOException("a link became something else while it was copied", e);
            }
            Files.createSymbolicLink(copy, target);
            try (Held made = Held.of(linux, copy)) {
                own(link, made);
            }
            Files.getFileAttributeView(
                            copy, BasicFileAttributeView.class, LinkOption.NOFOLLOW_LINKS)
                    .setTimes(link.attributes().lastModifiedTime(), null, null);
        }

        private void copyFile(Held file, BasicFileAttributes attributes, Path copy)
                throws IOException {
            Optional<Path> first = firstOfItsNames(file, attributes);
            if (first.isPresent() && Files.exists(first.get(), LinkOption.NOFOLLOW_LINKS)) {
                Files.createLink(copy, first.get());
                return;
            }
            Files.createFile(copy);
            try (Held made = Held.of(linux, copy)) {
                new FileCopy(linux, file, made).run();
                SparseFiles.sync(made.path());
                describe(file, made);
            }
            if (first.isPresent()) {
                Files.createLink(first.get(), copy);
            }
        }

        /** Where a file's copy is found again under its other names, if it has any. */
        private Optional<Path> firstOfItsNames(Held file, BasicFileAttributes attributes)
                throws IOException {
            if (!isUnix(file.path()) || file.unix("nlink") == 1) {
                return Optional.empty();
            }
            // A number is given to another file when its own is gone, but not at the same time.
            String key =
                    "%d-%d-%d"
                            .formatted(
                                    file.unix("dev"),
                                    file.unix("ino"),
                                    attributes.creationTime().toMillis());
            return Optional.of(links.resolve(key));
        }

        private void step() throws InterruptedIOException {
            done++;
            goOn();
        }
    }

    private static Path nameOf(Path path) {
        return Objects.requireNonNull(path.getFileName(), "found in a directory");
    }

    private static boolean isUnix(Path path) {
        return path.getFileSystem().supportedFileAttributeViews().contains("unix");
    }

    private static boolean isPipe(Held file) throws IOException {
        return isUnix(file.path()) && (file.unix("mode") & KIND) == PIPE;
    }

    /** In an order in which none undoes the one before, and the last may forbid all others. */
    private void describe(Held original, Held copy) throws IOException {
        own(original, copy);
        if (linux.isPresent()) {
            linux.get().copyExtendedAttributes(original.path(), copy.path());
        }
        Files.getFileAttributeView(copy.path(), BasicFileAttributeView.class, copy.links())
                .setTimes(original.attributes().lastModifiedTime(), null, null);
        permit(original, copy);
    }

    private static void own(Held original, Held copy) throws IOException {
        if (isUnix(copy.path())) {
            for (String owner : OWNERS) {
                long its = original.unix(owner);
                if (its != copy.unix(owner)) {
                    Files.setAttribute(copy.path(), "unix:" + owner, (int) its, copy.links());
                }
            }
        }
    }

    private static void permit(Held original, Held copy) throws IOException {
        if (isUnix(copy.path())) {
            int mode = (int) original.unix("mode") & PERMISSIONS;
            Files.setAttribute(copy.path(), "unix:mode", mode, copy.links());
        }
    }
}
