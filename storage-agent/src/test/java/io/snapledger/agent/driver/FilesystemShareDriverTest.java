package io.snapledger.agent.driver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.snapledger.agent.driver.ShareDriver.Share;
import io.snapledger.agent.driver.ShareDriver.Snapshot;
import io.snapledger.contract.outcome.WorkResult;
import io.snapledger.contract.shareinstance.ShareInstanceId;
import io.snapledger.contract.sharesnapshotinstance.ShareSnapshotInstanceId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FilesystemShareDriverTest extends ShareDriverContract {

    private static final UUID AGENT = UUID.randomUUID();

    @TempDir Path root;

    private FilesystemShareDriver driver;

    @BeforeEach
    void open() throws IOException {
        driver = FilesystemShareDriver.open(roots(), AGENT, "127.0.0.1");
    }

    // What is closed could not be removed by the folder's owner, who need not be root.
    @AfterEach
    void removeAll() throws IOException {
        DirectoryTrees.remove(LinuxFiles.find(), root.resolve("storage"));
    }

    private Map<String, Path> roots() {
        Path storage = root.resolve("storage");
        return Map.of(ALPHA, storage.resolve(ALPHA), BETA, storage.resolve(BETA));
    }

    @Override
    ShareDriver driver() {
        return driver;
    }

    @Test
    void aSnapshotHoldsWhatTheShareHeldThen() throws IOException {
        driver.createShare(ALPHA, share, 1);
        Path files = share(ALPHA, share);
        Files.createDirectories(files.resolve("deep/er"));
        Files.writeString(files.resolve("deep/er/file"), "before");
        Files.setPosixFilePermissions(
                files.resolve("deep/er/file"), PosixFilePermissions.fromString("rw-rw-r--"));
        Files.setLastModifiedTime(files.resolve("deep/er/file"), FileTime.fromMillis(1_000_000));
        Files.createSymbolicLink(files.resolve("link"), Path.of("/etc/passwd"));

        WorkResult taken = driver.takeSnapshot(snapshot, 1);
        Files.writeString(files.resolve("deep/er/file"), "after");
        Files.writeString(files.resolve("more"), "after");

        assertThat(taken.providerLocation())
                .isEqualTo("alpha/snapshots/%s/%s".formatted(share, snapshot.id()));
        Path kept = snapshotFiles(snapshot);
        assertThat(kept.resolve("deep/er/file")).hasContent("before");
        assertThat(Files.getPosixFilePermissions(kept.resolve("deep/er/file")))
                .isEqualTo(PosixFilePermissions.fromString("rw-rw-r--"));
        assertThat(Files.getLastModifiedTime(kept.resolve("deep/er/file")))
                .isEqualTo(FileTime.fromMillis(1_000_000));
        assertThat(Files.readSymbolicLink(kept.resolve("link"))).isEqualTo(Path.of("/etc/passwd"));
        assertThat(kept.resolve("more")).doesNotExist();
        assertThat(Files.getPosixFilePermissions(kept.getParent()))
                .isEqualTo(PosixFilePermissions.fromString("r-x------"));
    }

    @Test
    void aShareFromASnapshotHoldsItsFilesAndCanBeWrittenTo() throws IOException {
        driver.createShare(ALPHA, share, 1);
        Files.writeString(share(ALPHA, share).resolve("file"), "kept");
        driver.takeSnapshot(snapshot, 1);

        driver.createShareFromSnapshot(BETA, replica, snapshot, 1);

        Path restored = share(BETA, replica);
        assertThat(restored.resolve("file")).hasContent("kept");
        assertThat(Files.getPosixFilePermissions(restored))
                .isEqualTo(Files.getPosixFilePermissions(share(ALPHA, share)));
        Files.writeString(restored.resolve("another"), "written");
    }

    @Test
    void aReplicaAndItsSnapshotsAreCopies() throws IOException {
        driver.createShare(ALPHA, share, 1);
        Files.writeString(share(ALPHA, share).resolve("file"), "old");
        driver.takeSnapshot(snapshot, 1);
        Files.writeString(share(ALPHA, share).resolve("file"), "new");

        driver.createShareFromShare(BETA, replica, new Share(ALPHA, share), 1);
        driver.copySnapshot(copy, snapshot);

        assertThat(share(BETA, replica).resolve("file")).hasContent("new");
        assertThat(snapshotFiles(copy).resolve("file")).hasContent("old");
    }

    @Test
    void aShareTakesItsSnapshotsWithIt() {
        driver.createShare(ALPHA, share, 1);
        driver.takeSnapshot(snapshot, 1);

        driver.deleteShare(ALPHA, share);

        assertThat(share(ALPHA, share)).doesNotExist();
        assertThat(root.resolve("storage/alpha/snapshots/" + share)).doesNotExist();
        assertThat(partials()).isEmptyDirectory();
    }

    @Test
    void withoutReflinksTheBytesAreCopied() throws IOException {
        ShareDriver portable =
                FilesystemShareDriver.open(roots(), AGENT, "127.0.0.1", Optional.empty());
        portable.createShare(ALPHA, share, 1);
        Files.writeString(share(ALPHA, share).resolve("file"), "bytes");

        isDone(portable.takeSnapshot(snapshot, 1));

        assertThat(snapshotFiles(snapshot).resolve("file")).hasContent("bytes");
    }

    @Test
    void whatIsNotThereCannotBeCopied() {
        WorkResult taken = driver.takeSnapshot(snapshot, 1);

        assertThat(taken.reason())
                .isEqualTo(
                        "share instance %s is not here: no directory alpha/shares/%s"
                                .formatted(share, share));
        assertThat(driver.extendShare(ALPHA, share, 2).succeeded()).isFalse();
    }

    @Test
    void anotherAgentsBackendCannotBeReached() {
        Snapshot elsewhere =
                new Snapshot("gamma", share, new ShareSnapshotInstanceId(UUID.randomUUID()));

        assertThat(driver.copySnapshot(copy, elsewhere).reason())
                .isEqualTo("this agent does not reach backend gamma");
        assertThat(driver.createShare("gamma", share, 1).succeeded()).isFalse();
    }

    @Test
    void aFileInTheWayIsAFailureAndStays() throws IOException {
        ShareInstanceId id = new ShareInstanceId(UUID.randomUUID());
        Files.writeString(share(ALPHA, id), "not ours");

        assertThat(driver.createShare(ALPHA, id, 1).reason())
                .isEqualTo("cannot write alpha/shares/%s: it is not a directory".formatted(id));
        assertThat(share(ALPHA, id)).hasContent("not ours");
    }

    @Test
    void whatAKilledRunLeftHalfMadeIsRemovedAtTheNextStart() throws IOException {
        Path half = partials().resolve("x.1.partial");
        Files.createDirectories(half.resolve("files"));
        DirectoryTrees.close(half);

        open();

        assertThat(partials()).isEmptyDirectory();
    }

    @Test
    void whatAKilledRunDidNotEndIsEndedByTheRepetition() throws IOException {
        driver.createShare(ALPHA, share, 1);
        driver.takeSnapshot(snapshot, 1);
        Path taken = snapshotsOf(ALPHA, share).resolve(snapshot.id().toString());

        // Renamed, but not closed yet.
        DirectoryTrees.open(taken);
        isDone(driver.takeSnapshot(snapshot, 1));
        assertThat(Files.getPosixFilePermissions(taken))
                .isEqualTo(PosixFilePermissions.fromString("r-x------"));

        // The share is gone, its snapshots are not yet.
        Files.delete(share(ALPHA, share));
        assertThat(driver.deleteShare(ALPHA, share)).isEqualTo(WorkResult.done(null));
        assertThat(snapshotsOf(ALPHA, share)).doesNotExist();

        // What goes was moved away, but not removed yet.
        driver.createShare(ALPHA, share, 1);
        Files.writeString(share(ALPHA, share).resolve("file"), "bytes");
        Files.move(share(ALPHA, share), partials().resolve(share + ".1.partial"));
        open();
        assertThat(driver.deleteShare(ALPHA, share)).isEqualTo(WorkResult.done(null));
        assertThat(partials()).isEmptyDirectory();
    }

    @Test
    void noSnapshotIsTakenOfAShareThatIsGone() {
        driver.createShare(ALPHA, share, 1);
        driver.takeSnapshot(snapshot, 1);

        WorkResult copied = driver.copySnapshot(copy, snapshot);

        assertThat(copied.reason())
                .isEqualTo(
                        "share instance %s is not here: no directory beta/shares/%s"
                                .formatted(replica, replica));
        assertThat(snapshotsOf(BETA, replica)).doesNotExist();
    }

    @RepeatedTest(50)
    void aReplicaThatIsDeletedWhileItsSnapshotIsCopiedLeavesNothing() throws Exception {
        driver.createShare(ALPHA, share, 1);
        Files.writeString(share(ALPHA, share).resolve("file"), "bytes");
        driver.takeSnapshot(snapshot, 1);
        driver.createShare(BETA, replica, 1);

        try (ExecutorService threads = Executors.newFixedThreadPool(2)) {
            CyclicBarrier start = new CyclicBarrier(2);
            var copying =
                    threads.submit(() -> {
                        start.await();
                        return driver.copySnapshot(copy, snapshot);
                    });
            var deleting =
                    threads.submit(() -> {
                        start.await();
                        return driver.deleteShare(BETA, replica);
                    });
            copying.get();
            assertThat(deleting.get()).isEqualTo(WorkResult.done(null));
        }

        assertThat(share(BETA, replica)).doesNotExist();
        assertThat(snapshotsOf(BETA, replica)).doesNotExist();
        assertThat(root.resolve("storage/beta/partial/" + AGENT)).isEmptyDirectory();
    }

    @RepeatedTest(20)
    void aCopyOfASnapshotThatGoesMeanwhileIsWholeOrNotThere() throws Exception {
        driver.createShare(ALPHA, share, 1);
        for (int i = 0; i < 20; i++) {
            Path directory = Files.createDirectory(share(ALPHA, share).resolve("directory" + i));
            Files.writeString(directory.resolve("file"), "bytes");
        }
        driver.takeSnapshot(snapshot, 1);
        driver.createShare(BETA, replica, 1);

        try (ExecutorService threads = Executors.newFixedThreadPool(2)) {
            CyclicBarrier start = new CyclicBarrier(2);
            var copying =
                    threads.submit(() -> {
                        start.await();
                        return driver.copySnapshot(copy, snapshot);
                    });
            threads.submit(
                            () -> {
                                start.await();
                                return driver.dropSnapshot(snapshot);
                            })
                    .get();

            if (copying.get().succeeded()) {
                for (int i = 0; i < 20; i++) {
                    assertThat(snapshotFiles(copy).resolve("directory" + i + "/file")).exists();
                }
            } else {
                assertThat(copying.get().reason())
                        .startsWith("share snapshot instance " + snapshot.id());
                assertThat(snapshotFiles(copy)).doesNotExist();
            }
        }
        assertThat(root.resolve("storage/beta/partial/" + AGENT)).isEmptyDirectory();
    }

    @Test
    void aFullDiskIsAFailureThatLeavesNothing() throws Exception {
        Path small = Files.createDirectory(root.resolve("small"));
        // Only root may do that, and not everywhere.
        assumeTrue(exitOf("mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", small.toString()) == 0);
        try {
            ShareDriver onSmall =
                    FilesystemShareDriver.open(Map.of(ALPHA, small), AGENT, "127.0.0.1");
            isDone(onSmall.createShare(ALPHA, share, 1));
            Path files = small.resolve("shares/" + share);
            Files.writeString(files.resolve("first"), "bytes");
            Files.write(files.resolve("large"), new byte[600_000]);

            WorkResult taken = onSmall.takeSnapshot(snapshot, 1);

            assertThat(taken.reason())
                    .isEqualTo(
                            "cannot write alpha/snapshots/%s/%s: No space left on device"
                                    .formatted(share, snapshot.id()));
            assertThat(taken.progress()).isBetween(1, 99);
            assertThat(small.resolve("snapshots/%s/%s".formatted(share, snapshot.id())))
                    .doesNotExist();
            assertThat(small.resolve("partial/" + AGENT)).isEmptyDirectory();
            Files.delete(files.resolve("large"));
            isDone(onSmall.takeSnapshot(snapshot, 1));
        } finally {
            assertThat(exitOf("umount", small.toString())).isZero();
        }
    }

    private static int exitOf(String... command) throws Exception {
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
    }

    @Test
    void anInterruptedCopyLeavesNothing() throws IOException {
        driver.createShare(ALPHA, share, 1);
        Files.writeString(share(ALPHA, share).resolve("file"), "bytes");

        Thread.currentThread().interrupt();
        WorkResult taken = driver.takeSnapshot(snapshot, 1);
        boolean interrupted = Thread.interrupted();

        assertThat(taken.reason()).endsWith("interrupted");
        assertThat(interrupted).isTrue();
        assertThat(snapshotFiles(snapshot)).doesNotExist();
        assertThat(partials()).isEmptyDirectory();
    }

    private Path share(String backend, ShareInstanceId id) {
        return root.resolve("storage").resolve(backend).resolve("shares").resolve(id.toString());
    }

    private Path snapshotFiles(Snapshot of) {
        return root.resolve("storage")
                .resolve(of.backend())
                .resolve("snapshots")
                .resolve(of.share().toString())
                .resolve(of.id().toString())
                .resolve("files");
    }

    private Path snapshotsOf(String backend, ShareInstanceId id) {
        return root.resolve("storage").resolve(backend).resolve("snapshots").resolve(id.toString());
    }

    private Path partials() {
        return root.resolve("storage/alpha/partial").resolve(AGENT.toString());
    }
}
