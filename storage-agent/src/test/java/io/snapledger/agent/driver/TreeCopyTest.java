package io.snapledger.agent.driver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.net.StandardProtocolFamily;
import java.net.URI;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.UserDefinedFileAttributeView;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TreeCopyTest {

    private static final int ANOTHER_USER = 54_321;

    @TempDir Path folder;

    private final Optional<LinuxFiles> linux = LinuxFiles.find();
    private Path from;
    private Path to;

    @BeforeEach
    void makeDirectories() throws IOException {
        from = Files.createDirectory(folder.resolve("from"));
        to = Files.createDirectory(folder.resolve("to"));
    }

    // They are deeper and more closed than what removes the folder can deal with.
    @AfterEach
    void removeTrees() throws IOException {
        DirectoryTrees.remove(linux, from);
        DirectoryTrees.remove(linux, to);
    }

    private void copy() throws IOException {
        assertThat(new TreeCopy(linux, from, to).run()).isTrue();
    }

    @Test
    void twoNamesOfOneFileStayTwoNamesOfOneFile() throws IOException {
        Path file = Files.writeString(from.resolve("one"), "bytes");
        Files.createLink(Files.createDirectory(from.resolve("sub")).resolve("two"), file);
        Files.writeString(from.resolve("alone"), "bytes");

        copy();

        assertThat(Files.isSameFile(to.resolve("one"), to.resolve("sub/two"))).isTrue();
        assertThat(Files.isSameFile(to.resolve("one"), from.resolve("one"))).isFalse();
        assertThat(to.resolve("sub/two")).hasContent("bytes");
        assertThat(Files.getAttribute(to.resolve("one"), "unix:nlink")).isEqualTo(2);
        assertThat(Files.getAttribute(to.resolve("alone"), "unix:nlink")).isEqualTo(1);
        assertThat(folder.resolve("to.links")).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void holesStayHoles(boolean asked) throws IOException {
        Path file = from.resolve("sparse");
        try (RandomAccessFile sparse = new RandomAccessFile(file.toFile(), "rw")) {
            sparse.setLength(64 << 20);
            sparse.seek(32 << 20);
            sparse.writeBytes("data");
        }

        new TreeCopy(linux.filter(_ -> asked), from, to).run();

        Path copied = to.resolve("sparse");
        assertThat(Files.mismatch(file, copied)).isEqualTo(-1);
        if (linux.isPresent()) {
            assertThat(
                            linux.get().dataRanges(copied).stream()
                                    .mapToLong(LinuxFiles.ByteRange::length)
                                    .sum())
                    .isLessThan(1 << 20);
        }
    }

    @Test
    void permissionsAndTimesAreKept() throws IOException {
        FileTime then = FileTime.fromMillis(1_000_000_123);
        Path directory = Files.createDirectory(from.resolve("directory"));
        Path file = Files.writeString(directory.resolve("file"), "bytes");
        Path link = Files.createSymbolicLink(directory.resolve("link"), Path.of("nowhere"));
        Files.setAttribute(file, "unix:mode", 04_750);
        Files.setLastModifiedTime(file, then);
        Files.getFileAttributeView(link, BasicFileAttributeView.class, LinkOption.NOFOLLOW_LINKS)
                .setTimes(then, null, null);
        Files.setAttribute(directory, "unix:mode", 03_555);
        Files.setLastModifiedTime(directory, then);

        copy();

        Path copied = to.resolve("directory");
        assertThat(mode(copied)).isEqualTo(03_555);
        assertThat(mode(copied.resolve("file"))).isEqualTo(04_750);
        assertThat(Files.getLastModifiedTime(copied)).isEqualTo(then);
        assertThat(Files.getLastModifiedTime(copied.resolve("file"))).isEqualTo(then);
        assertThat(Files.getLastModifiedTime(copied.resolve("link"), LinkOption.NOFOLLOW_LINKS))
                .isEqualTo(then);
    }

    @Test
    void ownersAreKept() throws IOException {
        assumeTrue(Files.getAttribute(from, "unix:uid").equals(0), "only root may give files away");
        Path file = Files.writeString(from.resolve("file"), "bytes");
        Path link = Files.createSymbolicLink(from.resolve("link"), Path.of("/etc/passwd"));
        for (Path path : List.of(file, link, from)) {
            Files.setAttribute(path, "unix:uid", ANOTHER_USER, LinkOption.NOFOLLOW_LINKS);
            Files.setAttribute(path, "unix:gid", ANOTHER_USER, LinkOption.NOFOLLOW_LINKS);
        }
        Files.setAttribute(file, "unix:mode", 06_755);

        copy();

        for (Path path : List.of(to.resolve("file"), to.resolve("link"), to)) {
            assertThat(Files.readAttributes(path, "unix:uid,gid", LinkOption.NOFOLLOW_LINKS))
                    .allSatisfy((_, owner) -> assertThat(owner).isEqualTo(ANOTHER_USER));
        }
        assertThat(mode(to.resolve("file"))).isEqualTo(06_755);
        assertThat(Files.getAttribute(Path.of("/etc/passwd"), "unix:uid")).isEqualTo(0);
    }

    @Test
    void extendedAttributesAreKept() throws IOException {
        assumeTrue(linux.isPresent());
        Path file = Files.writeString(from.resolve("file"), "bytes");
        assumeTrue(
                Files.getFileStore(file)
                        .supportsFileAttributeView(UserDefinedFileAttributeView.class));
        attributesOf(file).write("colour", ByteBuffer.wrap(new byte[] {1, 0, 2}));
        attributesOf(file).write("shape", ByteBuffer.wrap(new byte[0]));
        attributesOf(from).write("colour", ByteBuffer.wrap(new byte[] {3}));

        copy();

        assertThat(attributesOf(to.resolve("file")).list())
                .containsExactlyInAnyOrder("colour", "shape");
        ByteBuffer colour = ByteBuffer.allocate(3);
        attributesOf(to.resolve("file")).read("colour", colour);
        assertThat(colour.array()).containsExactly(1, 0, 2);
        assertThat(attributesOf(to).list()).containsExactly("colour");
    }

    private static UserDefinedFileAttributeView attributesOf(Path path) {
        return Files.getFileAttributeView(path, UserDefinedFileAttributeView.class);
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void namesMayHaveAnyBytes() throws IOException {
        Path directory = Path.of(URI.create(from.toUri() + "%FF%FEdirectory"));
        Files.createDirectory(directory);
        Path file = Path.of(URI.create(from.toUri() + "%FF%FEdirectory/%C3%28%0A%25"));
        Files.writeString(file, "bytes");
        Path link = Path.of(URI.create(from.toUri() + "%80"));
        Files.createSymbolicLink(link, file.getFileName());

        copy();

        assertThat(Path.of(URI.create(to.toUri() + "%FF%FEdirectory/%C3%28%0A%25")))
                .hasContent("bytes");
        assertThat(Files.readSymbolicLink(Path.of(URI.create(to.toUri() + "%80"))))
                .isEqualTo(file.getFileName());
        DirectoryTrees.remove(linux, to);
        assertThat(to).doesNotExist();
    }

    @Test
    void pipesAreKeptUnreadAndSocketsLeftOut() throws IOException {
        assumeTrue(linux.isPresent());
        linux.get().makePipe(from.resolve("pipe"));
        Files.setAttribute(from.resolve("pipe"), "unix:mode", 0_640);
        try (ServerSocketChannel socket = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            socket.bind(UnixDomainSocketAddress.of(from.resolve("socket")));

            copy();
        }

        assertThat(Files.readAttributes(to.resolve("pipe"), "unix:mode"))
                .containsEntry("mode", 0_010_640);
        assertThat(to.resolve("socket")).doesNotExist();
    }

    @Test
    void aTreeMayBeDeeperThanAPathIsLong() throws IOException {
        assumeTrue(linux.isPresent());
        int depth = 400;
        Path name = Path.of("directory-with-a-long-name");
        try (Descent way = new Descent(linux, Held.of(linux, from))) {
            for (int i = 0; i < depth; i++) {
                Files.createDirectory(way.here().child(name));
                way.down(name);
            }
            Files.writeString(way.here().child(Path.of("bottom")), "deep");
        }

        copy();

        List<String> found = new ArrayList<>();
        AtomicInteger directories = new AtomicInteger();
        TreeWalk.through(
                linux,
                to,
                new TreeWalk.Visitor() {
                    @Override
                    public void enter(Held directory, Path path) {
                        directories.incrementAndGet();
                    }

                    @Override
                    public void visit(Held file, Path path) throws IOException {
                        found.add(path.getFileName() + ": " + Files.readString(file.path()));
                    }

                    @Override
                    public void leave(Held directory, Path path) {}
                });
        assertThat(directories).hasValue(depth + 1);
        assertThat(found).containsExactly("bottom: deep");
        DirectoryTrees.remove(linux, to);
        assertThat(to).doesNotExist();
    }

    @Test
    void whatIsForbiddenEvenToItsOwnerIsCopiedByRootAndRemovedByAll() throws IOException {
        Path directory = Files.createDirectories(to.resolve("closed/below"));
        Files.writeString(directory.resolve("file"), "bytes");
        Files.setAttribute(directory, "unix:mode", 0);
        Files.setAttribute(to.resolve("closed"), "unix:mode", 0_400);

        DirectoryTrees.remove(linux, to);

        assertThat(to).doesNotExist();
    }

    @Test
    void anotherPlaceOfTheSourceMakesTheCopyDoubtful() throws IOException {
        Files.writeString(from.resolve("file"), "bytes");
        TreeCopy copy = new TreeCopy(linux, from, to);
        Path moved = folder.resolve("moved");
        Files.move(from, moved);

        assertThat(copy.run()).isFalse();
        Files.move(moved, from);
    }

    @Test
    void aDirectoryThatBecomesALinkWhenItIsEnteredIsReadAllTheSame() throws IOException {
        assumeTrue(linux.isPresent(), "elsewhere nothing can be held on to");
        Path secret = Files.createDirectory(folder.resolve("secret"));
        Files.writeString(secret.resolve("file"), "secret");
        Path directory = Files.createDirectory(from.resolve("directory"));
        Files.writeString(directory.resolve("file"), "shared");
        List<String> found = new ArrayList<>();

        TreeWalk.through(
                linux,
                from,
                new TreeWalk.Visitor() {
                    @Override
                    public void enter(Held entered, Path name) throws IOException {
                        if (name.endsWith("directory")) {
                            Files.move(directory, folder.resolve("aside"));
                            Files.createSymbolicLink(directory, secret);
                        }
                    }

                    @Override
                    public void visit(Held file, Path path) throws IOException {
                        found.add(Files.readString(file.path()));
                        Files.delete(path);
                    }

                    @Override
                    public void leave(Held left, Path path) {}
                });

        assertThat(found).containsExactly("shared");
        assertThat(contents(secret)).containsExactly("secret");
        assertThat(folder.resolve("aside")).isEmptyDirectory();
    }

    /** Somebody who puts links to what is not on the share where its files were, all the time. */
    private final class Swapper implements AutoCloseable {
        private final AtomicBoolean goesOn = new AtomicBoolean(true);
        private final AtomicInteger swaps = new AtomicInteger();
        private final Thread thread;

        Swapper(Path at, Path secret) throws IOException {
            Path aside = folder.resolve("aside-" + at.getFileName());
            Path link =
                    Files.createSymbolicLink(folder.resolve("link-" + at.getFileName()), secret);
            thread =
                    Thread.ofPlatform()
                            .start(() -> {
                                while (goesOn.get()) {
                                    move(at, aside);
                                    move(link, at);
                                    move(at, link);
                                    move(aside, at);
                                    swaps.incrementAndGet();
                                }
                            });
        }

        // What is being removed may be gone for good.
        private static void move(Path one, Path other) {
            try {
                Files.move(one, other, StandardCopyOption.ATOMIC_MOVE);
            } catch (IOException e) {
                Thread.onSpinWait();
            }
        }

        @Override
        public void close() {
            goesOn.set(false);
            try {
                thread.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Test
    void whoeverSwapsFilesForLinksGetsNothingOfWhatIsOutside() throws Exception {
        assumeTrue(linux.isPresent(), "elsewhere nothing can be held on to");
        Path secret = Files.createDirectory(folder.resolve("secret"));
        for (int i = 0; i < 10; i++) {
            Files.writeString(secret.resolve("file" + i), "secret");
        }
        Path directory = Files.createDirectory(from.resolve("directory"));
        for (int i = 0; i < 10; i++) {
            Files.writeString(directory.resolve("file" + i), "shared");
        }
        Path file = Files.writeString(from.resolve("file"), "shared");

        try (Swapper directories = new Swapper(directory, secret);
                Swapper files = new Swapper(file, secret.resolve("file0"))) {
            for (int i = 0; i < 100 || fewest(directories, files) < 100; i++) {
                Path copy = Files.createDirectory(folder.resolve("copy"));
                try {
                    new TreeCopy(linux, from, copy).run();
                } catch (IOException mayBeRefused) {
                    assertThat(mayBeRefused).hasMessageContaining("while it was");
                }
                assertThat(contents(copy)).doesNotContain("secret");
                DirectoryTrees.remove(linux, copy);
            }
        }
    }

    @Test
    void whoeverSwapsFilesForLinksHasNothingRemovedThatIsOutside() throws Exception {
        assumeTrue(linux.isPresent(), "elsewhere nothing can be held on to");
        Path secret = Files.createDirectory(folder.resolve("secret"));
        Path victim = Files.createDirectory(secret.resolve("sub"));

        for (int i = 0; i < 40; i++) {
            Files.writeString(victim.resolve("file"), "secret");
            Path tree = Files.createDirectory(folder.resolve("tree"));
            Path directory = Files.createDirectory(tree.resolve("directory"));
            Path below = Files.createDirectory(directory.resolve("sub"));
            Files.writeString(below.resolve("file"), "shared");
            try (Swapper swapper = new Swapper(directory, secret)) {
                while (swapper.swaps.get() == 0) {
                    Thread.onSpinWait();
                }
                DirectoryTrees.remove(linux, tree);
            } catch (FileSystemException mayBeRefused) {
                assertThat(tree).exists();
            }
            assertThat(contents(secret)).containsExactly("secret");
            DirectoryTrees.remove(linux, tree);
            DirectoryTrees.remove(linux, folder.resolve("aside-directory"));
            Files.deleteIfExists(folder.resolve("link-directory"));
        }
    }

    private static int fewest(Swapper one, Swapper other) {
        return Math.min(one.swaps.get(), other.swaps.get());
    }

    private static List<String> contents(Path tree) throws IOException {
        List<String> contents = new ArrayList<>();
        try (var files = Files.walk(tree)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                if (!Files.isSymbolicLink(file)) {
                    contents.add(Files.readString(file));
                }
            }
        }
        return contents;
    }

    private static int mode(Path path) throws IOException {
        return (int) Files.getAttribute(path, "unix:mode") & 07_777;
    }
}
