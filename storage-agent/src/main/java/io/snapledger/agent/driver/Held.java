package io.snapledger.agent.driver;

import io.snapledger.agent.driver.LinuxFiles.Descriptor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A file, directory or symbolic link that was found under a path and stays the same one, whatever
 * its users put under that path afterwards. What is done with it is done through {@link #path()}.
 *
 * <p>Only Linux can do that. Elsewhere it is the path it was found under, without the symbolic link
 * that may lie there in the end: a directory above that becomes one is followed.
 */
final class Held implements AutoCloseable {

    private final Optional<LinuxFiles> linux;
    private final Object identity;
    private @Nullable Descriptor descriptor;
    private Path path;

    private Held(Optional<LinuxFiles> linux, Path found) throws IOException {
        this.linux = linux;
        this.path = found;
        if (linux.isPresent()) {
            hold(linux.get(), found);
        }
        try {
            identity = Objects.requireNonNullElse(attributes().fileKey(), found);
        } catch (IOException | RuntimeException e) {
            close();
            throw e;
        }
    }

    static Held of(Optional<LinuxFiles> linux, Path path) throws IOException {
        return new Held(linux, path);
    }

    private void hold(LinuxFiles files, Path found) throws IOException {
        Descriptor now = files.hold(found);
        descriptor = now;
        path = now.path();
    }

    Path path() {
        return path;
    }

    /** What lies under a name in this directory now. */
    Path child(Path name) {
        return path.resolve(name);
    }

    BasicFileAttributes attributes() throws IOException {
        return Files.readAttributes(path, BasicFileAttributes.class, links());
    }

    /** A number that the JDK's portable views do not have. */
    long unix(String attribute) throws IOException {
        return ((Number) Files.getAttribute(path, "unix:" + attribute, links())).longValue();
    }

    boolean isDirectory() throws IOException {
        return attributes().isDirectory();
    }

    /** Whether the same one lies under that path, too. */
    boolean isUnder(Path other) throws IOException {
        try (Held there = of(linux, other)) {
            return there.identity.equals(identity);
        }
    }

    /** How it is looked at: the way through a descriptor looks like a link, and has to be gone. */
    LinkOption[] links() {
        return descriptor == null
                ? new LinkOption[] {LinkOption.NOFOLLOW_LINKS}
                : new LinkOption[0];
    }

    /** How it is opened. */
    OpenOption[] opening(StandardOpenOption how) {
        return descriptor == null
                ? new OpenOption[] {how, LinkOption.NOFOLLOW_LINKS}
                : new OpenOption[] {how};
    }

    /**
     * Lets go of a directory until something below it calls it back: not all can be held at once.
     */
    void release() {
        Descriptor before = descriptor;
        if (before != null) {
            descriptor = null;
            before.close();
        }
    }

    /** Holds this directory again, which is the one above that. */
    void regain(Held below) throws IOException {
        if (descriptor != null || linux.isEmpty()) {
            return;
        }
        hold(linux.get(), below.child(Path.of("..")));
        if (!identity.equals(attributes().fileKey())) {
            throw new IOException("a directory was moved while it was read");
        }
    }

    @Override
    public void close() {
        release();
    }
}
