package io.snapledger.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import io.snapledger.systemtests.client.BlockStorage;
import io.snapledger.systemtests.client.BlockStorage.Kind;
import io.snapledger.systemtests.sut.Eventually;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * A share with files in it, and what must be true of a snapshot of it.
 *
 * @param folder its files, the only ones of any share here
 * @param home what its backend keeps
 */
record ShareWithFiles(String id, Path folder, Path home) {

    private static final int FOLDERS = 20;
    private static final int FILES_OF_EACH = 50;

    /** Makes it. Only administrators make types. */
    static ShareWithFiles make(BlockStorage administrator, BlockStorage storage, Path dataDir) {
        String share = storage.createShare("source", administrator.createShareType("copied"));
        storage.awaitStatus(Kind.SHARE, share, "available");
        List<Path> made =
                Stream.of("alpha", "beta")
                        .flatMap(backend ->
                                children(dataDir.resolve("storage").resolve(backend + "/shares")))
                        .toList();
        assertThat(made).hasSize(1);
        Path folder = made.getFirst();
        try {
            for (int i = 0; i < FOLDERS; i++) {
                Path below = Files.createDirectory(folder.resolve("folder " + i));
                for (int j = 0; j < FILES_OF_EACH; j++) {
                    Files.writeString(
                            below.resolve("file " + j),
                            "line %d of %d\n".formatted(j, i).repeat(99));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new ShareWithFiles(share, folder, folder.resolve("../..").normalize());
    }

    private static Stream<Path> children(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.toList().stream();
        } catch (NoSuchFileException _) {
            return Stream.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What is not whole yet, or not gone yet. */
    private List<Path> partials() {
        return children(home.resolve("partial")).flatMap(ShareWithFiles::children).toList();
    }

    /** Waits until files are copied, or have been. */
    void awaitCopying() {
        Path snapshots = home.resolve("snapshots").resolve(folder.getFileName());
        assertThat(
                        Eventually.holds(
                                BlockStorage.WORK_LIMIT,
                                () ->
                                        !partials().isEmpty()
                                                || children(snapshots).findAny().isPresent()))
                .as("something is copied")
                .isTrue();
    }

    /** The snapshot has every file as the share has it, and nothing is left when it goes. */
    void isWholeInAndCanGo(BlockStorage administrator, BlockStorage storage, String snapshot) {
        storage.awaitStatus(Kind.SHARE_SNAPSHOT, snapshot, "available");
        String instance = administrator.instancesOf(snapshot).getFirst().path("id").asString();
        Path taken = home.resolve("snapshots").resolve(folder.getFileName()).resolve(instance);
        assertThat(filesBelow(taken.resolve("files")))
                .hasSize(FOLDERS * FILES_OF_EACH)
                .isEqualTo(filesBelow(folder));
        assertThat(partials()).as("what is left half made").isEmpty();
        assertThat(storage.delete(Kind.SHARE_SNAPSHOT.path(snapshot)).status()).isEqualTo(202);
        storage.awaitGone(Kind.SHARE_SNAPSHOT, snapshot);
        assertThat(taken).doesNotExist();
        assertThat(partials()).as("what is left of it").isEmpty();
    }

    private static Map<String, String> filesBelow(Path root) {
        Map<String, String> files = new TreeMap<>();
        try {
            Files.walkFileTree(
                    root,
                    new SimpleFileVisitor<>() {
                        @Override
                        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
                                throws IOException {
                            files.put(root.relativize(file).toString(), Files.readString(file));
                            return FileVisitResult.CONTINUE;
                        }
                    });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return files;
    }
}
