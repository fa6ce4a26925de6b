package io.snapledger.agent.driver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
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
        DirectoryTrees.remove(root.resolve("storage"));
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
    void aLinkThatTookAFilesPlaceIsNotFollowed() throws IOException {
        Path secret = Files.writeString(root.resolve("secret"), "not on the share");
        Path link = Files.createSymbolicLink(root.resolve("link"), secret);
        Path copy = Files.createFile(root.resolve("copy"));

        // What TreeCopy does with a file that it took for a regular one.
        assertThatThrownBy(() -> new FileCopy(LinuxFiles.find(), link, copy).run())
                .isInstanceOf(IOException.class);
        assertThat(copy).isEmptyFile();
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

    private Path partials() {
        return root.resolve("storage/alpha/partial").resolve(AGENT.toString());
    }
}
