package io.snapledger.agent.driver;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.snapledger.contract.outcome.WorkResult;
import io.snapledger.contract.snapshot.SnapshotId;
import io.snapledger.contract.volume.VolumeId;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class FilesystemVolumeDriverTest extends VolumeDriverContract {

    private static final UUID AGENT = UUID.randomUUID();
    private static final long GIB = 1L << 30;
    private static final long MIB = 1L << 20;

    @TempDir Path root;
    private VolumeDriver driver;

    @BeforeEach
    void open() throws IOException {
        driver = FilesystemVolumeDriver.open(root, AGENT);
    }

    @Override
    VolumeDriver driver() {
        return driver;
    }

    @Test
    void aVolumeIsAFileOfItsSize() {
        WorkResult created = driver.createVolume(volume, 3);

        assertThat(created.providerLocation()).isEqualTo("volumes/%s.raw".formatted(volume));
        assertThat(volumeFile()).hasSize(3 * GIB);
    }

    @Test
    void aSnapshotHoldsWhatTheVolumeHeld() throws IOException {
        driver.createVolume(volume, 1);
        writeSomewhere();

        WorkResult taken = driver.takeSnapshot(snapshot, volume, 1);

        assertThat(taken.providerLocation()).isEqualTo("snapshots/%s.raw".formatted(snapshot));
        assertHoldsTheVolume(snapshotFile());
    }

    @Test
    void holesAreFoundByReadingWhereTheSystemCannotTell() throws Exception {
        VolumeDriver portable = FilesystemVolumeDriver.open(root, AGENT, Optional.empty());
        portable.createVolume(volume, 1);
        writeSomewhere();

        portable.takeSnapshot(snapshot, volume, 1);

        assertHoldsTheVolume(snapshotFile());
        assertThat(allocatedBytes(snapshotFile())).isLessThan(16 * MIB);
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void neitherVolumeNorSnapshotTakesMoreSpaceThanWhatWasWritten() throws Exception {
        driver.createVolume(volume, 1);
        assertThat(allocatedBytes(volumeFile())).isLessThan(MIB);
        writeSomewhere();

        driver.takeSnapshot(snapshot, volume, 1);

        assertThat(snapshotFile()).hasSize(GIB);
        assertThat(allocatedBytes(snapshotFile())).isBetween(3 * MIB, 16 * MIB);
    }

    @Test
    void laterWritesToTheVolumeDoNotReachTheSnapshot() throws IOException {
        driver.createVolume(volume, 1);
        write(volumeFile(), 4096, "before");
        driver.takeSnapshot(snapshot, volume, 1);

        write(volumeFile(), 4096, "after!");
        driver.takeSnapshot(snapshot, volume, 1);

        assertThat(read(snapshotFile(), 4096, 6)).isEqualTo("before");
    }

    @Test
    void aVolumeFromASnapshotHoldsWhatTheSnapshotHolds() throws IOException {
        driver.createVolume(volume, 1);
        write(volumeFile(), 4096, "before");
        driver.takeSnapshot(snapshot, volume, 1);
        write(volumeFile(), 4096, "after!");

        WorkResult made = driver.createVolumeFromSnapshot(copy, snapshot, 1);

        assertThat(made).isEqualTo(WorkResult.done("volumes/%s.raw".formatted(copy)));
        assertThat(read(file(copy), 4096, 6)).isEqualTo("before");
        assertThat(file(copy)).hasSize(GIB);
    }

    @Test
    void aVolumeFromAVolumeHoldsWhatThatHoldsNow() throws IOException {
        driver.createVolume(volume, 1);
        writeSomewhere();

        driver.createVolumeFromVolume(copy, volume, 1);

        assertHoldsTheVolume(file(copy));
    }

    @Test
    void aCopyAndItsSourceGoTheirOwnWays() throws IOException {
        driver.createVolume(volume, 1);
        driver.takeSnapshot(snapshot, volume, 1);
        driver.createVolumeFromSnapshot(copy, snapshot, 1);

        write(file(copy), 4096, "copied");
        driver.createVolumeFromSnapshot(copy, snapshot, 1);

        assertThat(read(file(copy), 4096, 6)).isEqualTo("copied");
        assertThat(read(snapshotFile(), 4096, 6)).isEqualTo("\0".repeat(6));
    }

    @Test
    void aLargerCopyEndsInZerosThatTakeNoSpace() throws Exception {
        driver.createVolume(volume, 1);
        writeSomewhere();

        driver.createVolumeFromVolume(copy, volume, 3);

        assertThat(file(copy)).hasSize(3 * GIB);
        assertThat(read(file(copy), 2 * GIB, 6)).isEqualTo("\0".repeat(6));
        assertThat(allocatedBytes(file(copy))).isLessThan(16 * MIB);
    }

    @Test
    void aSourceThatIsNotThereIsNamed() throws IOException {
        assertThat(driver.createVolumeFromSnapshot(copy, snapshot, 1))
                .isEqualTo(
                        WorkResult.failed(
                                "snapshot %s is not here: no file snapshots/%s.raw"
                                        .formatted(snapshot, snapshot),
                                0));
        assertThat(driver.createVolumeFromVolume(copy, volume, 1).reason())
                .startsWith("volume %s is not here".formatted(volume));
        assertThat(everyFile()).isEmpty();
    }

    @Test
    void growingKeepsWhatWasWrittenAndNeverShrinks() throws IOException {
        driver().createVolume(volume, 1);
        Path file = root.resolve("volumes/%s.raw".formatted(volume));
        write(file, 12_345, "written by its user");

        assertThat(driver().extendVolume(volume, 3))
                .isEqualTo(WorkResult.done("volumes/%s.raw".formatted(volume)));
        assertThat(driver().extendVolume(volume, 2).succeeded()).isTrue();

        assertThat(file).hasSize(3L << 30);
        try (var bytes = Files.newByteChannel(file)) {
            ByteBuffer read = ByteBuffer.allocate("written by its user".length());
            bytes.position(12_345).read(read);
            assertThat(new String(read.array(), StandardCharsets.UTF_8))
                    .isEqualTo("written by its user");
        }
    }

    @Test
    void whatIsNotThereDoesNotGrow() {
        assertThat(driver().extendVolume(volume, 3).reason())
                .contains("volume %s is not here".formatted(volume));
    }

    @Test
    void aVolumeThatIsNotThereIsNamed() {
        assertThat(driver.takeSnapshot(snapshot, volume, 1))
                .isEqualTo(
                        WorkResult.failed(
                                "volume %s is not here: no file volumes/%s.raw"
                                        .formatted(volume, volume),
                                0));
    }

    @Test
    void aFailureSaysWhatTheSystemSaid() throws IOException {
        Files.delete(root.resolve("volumes"));

        assertThat(driver.createVolume(volume, 1))
                .isEqualTo(
                        WorkResult.failed(
                                "cannot write volumes/%s.raw: No such file or directory"
                                        .formatted(volume),
                                0));
        assertThat(everyFile()).isEmpty();
    }

    @Test
    void aLinkOutOfTheRootIsNotFollowed(@TempDir Path elsewhere) throws IOException {
        Path secret = Files.writeString(elsewhere.resolve("secret"), "secret");
        Files.createSymbolicLink(volumeFile(), secret);

        WorkResult taken = driver.takeSnapshot(snapshot, volume, 1);
        driver.deleteVolume(volume);

        assertThat(taken.reason()).endsWith("it is not a regular file");
        assertThat(everyFile()).isEmpty();
        assertThat(secret).hasContent("secret");
    }

    @Test
    void leftoversOfThisAgentAreRemovedAtItsStart() throws IOException {
        UUID neighbour = UUID.randomUUID();
        FilesystemVolumeDriver.open(root, neighbour);
        Path ours = root.resolve("partial/%s/left.partial".formatted(AGENT));
        Path theirs = root.resolve("partial/%s/busy.partial".formatted(neighbour));
        Files.createFile(ours);
        Files.createFile(theirs);

        FilesystemVolumeDriver.open(root, AGENT);

        assertThat(ours).doesNotExist();
        assertThat(theirs).exists();
    }

    @Test
    void killedInTheMiddleItLeavesNoHalfMadeSnapshot() throws Exception {
        driver.createVolume(volume, 1);
        byte[] noise = new byte[(int) (64 * MIB)];
        new Random(7).nextBytes(noise);
        try (FileChannel channel = FileChannel.open(volumeFile(), StandardOpenOption.WRITE)) {
            channel.write(ByteBuffer.wrap(noise), 0);
        }
        Path partials = root.resolve("partial/" + AGENT);

        for (int kill = 0; kill < 3; kill++) {
            Process taker = SnapshotTaker.start(root, AGENT, volume);
            try {
                Awaitility.await().until(() -> isGrowing(partials));
            } finally {
                taker.destroyForcibly().waitFor();
            }

            for (Path finished : files(root.resolve("snapshots"))) {
                assertHoldsTheVolume(finished);
                Files.delete(finished);
            }
        }
        VolumeDriver restarted = FilesystemVolumeDriver.open(root, AGENT);
        assertThat(files(partials)).isEmpty();
        assertThat(restarted.takeSnapshot(snapshot, volume, 1).succeeded()).isTrue();
        assertHoldsTheVolume(snapshotFile());
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void aFullDiskFailsWithItsReasonAndProgressAndLeavesNoDebris(@TempDir Path mountPoint)
            throws Exception {
        assumeTrue(
                run("mount", "-t", "tmpfs", "-o", "size=24m", "tmpfs", mountPoint.toString()) == 0,
                "needs root, to mount a small disk that can be filled");
        try {
            root = mountPoint;
            open();
            driver.createVolume(volume, 1);
            byte[] noise = new byte[(int) (16 * MIB)];
            new Random(7).nextBytes(noise);
            Files.write(volumeFile(), noise, StandardOpenOption.WRITE);

            WorkResult full = driver.takeSnapshot(snapshot, volume, 1);

            assertThat(full.succeeded()).isFalse();
            assertThat(full.reason())
                    .isEqualTo(
                            "cannot write snapshots/%s.raw: No space left on device"
                                    .formatted(snapshot));
            // 24 MiB less the volume's 16 leave room for about half of it.
            assertThat(full.progress()).isBetween(25, 60);
            assertThat(everyFile()).containsExactly(volumeFile());
        } finally {
            run("umount", mountPoint.toString());
        }
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void aFileSystemWithReflinksSharesTheBytes(@TempDir Path disk) throws Exception {
        Path mountPoint = Files.createDirectory(disk.resolve("mounted"));
        Path image = disk.resolve("image");
        Files.createFile(image);
        SparseFiles.extend(image, GIB);
        assumeTrue(
                run("mkfs.xfs", "-q", image.toString()) == 0,
                "needs mkfs.xfs, to make a file system with reflinks");
        assumeTrue(
                run("mount", "-o", "loop", image.toString(), mountPoint.toString()) == 0,
                "needs root and XFS in the kernel, to mount it");
        try {
            root = mountPoint;
            open();
            driver.createVolume(volume, 1);
            byte[] noise = new byte[(int) (256 * MIB)];
            new Random(7).nextBytes(noise);
            Files.write(volumeFile(), noise, StandardOpenOption.WRITE);
            SparseFiles.sync(volumeFile());
            long free = Files.getFileStore(root).getUsableSpace();

            assertThat(driver.takeSnapshot(snapshot, volume, 1).succeeded()).isTrue();

            assertThat(Files.getFileStore(root).getUsableSpace()).isGreaterThan(free - 64 * MIB);
            assertHoldsTheVolume(snapshotFile());
            write(volumeFile(), 0, "after!");
            assertThat(read(snapshotFile(), 0, 6)).isNotEqualTo("after!");
        } finally {
            run("umount", mountPoint.toString());
        }
    }

    private Path file(VolumeId id) {
        return root.resolve("volumes/%s.raw".formatted(id));
    }

    private Path volumeFile() {
        return root.resolve("volumes/%s.raw".formatted(volume));
    }

    private Path snapshotFile() {
        return root.resolve("snapshots/%s.raw".formatted(snapshot));
    }

    private List<Path> everyFile() throws IOException {
        try (Stream<Path> paths = Files.walk(root)) {
            return paths.filter(path -> !Files.isDirectory(path)).toList();
        }
    }

    private static List<Path> files(Path directory) throws IOException {
        try (Stream<Path> paths = Files.list(directory)) {
            return paths.toList();
        }
    }

    private static boolean isGrowing(Path partials) throws IOException {
        for (Path partial : files(partials)) {
            try {
                if (Files.size(partial) > 0) {
                    return true;
                }
            } catch (IOException _) {
                // Finished meanwhile; the next one will do.
            }
        }
        return false;
    }

    private void assertHoldsTheVolume(Path file) throws IOException {
        assertThat(Files.mismatch(file, volumeFile()))
                .as("first other byte in %s", file)
                .isEqualTo(-1);
    }

    /** A little at the start, in the middle and at the very end. */
    private void writeSomewhere() throws IOException {
        byte[] noise = new byte[(int) MIB];
        new Random(7).nextBytes(noise);
        try (FileChannel channel = FileChannel.open(volumeFile(), StandardOpenOption.WRITE)) {
            channel.write(ByteBuffer.wrap(noise), 0);
            channel.write(ByteBuffer.wrap(noise), GIB / 2 + 12_345);
            channel.write(ByteBuffer.wrap(noise), GIB - MIB);
        }
    }

    private static void write(Path file, long position, String text) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.write(ByteBuffer.wrap(text.getBytes(US_ASCII)), position);
        }
    }

    private static String read(Path file, long position, int length) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(length);
        try (FileChannel channel = FileChannel.open(file)) {
            channel.read(bytes, position);
        }
        return new String(bytes.array(), US_ASCII);
    }

    private static long allocatedBytes(Path file) throws Exception {
        Process du =
                new ProcessBuilder("du", "-k", file.toString())
                        .redirectError(ProcessBuilder.Redirect.INHERIT)
                        .start();
        String answer = new String(du.getInputStream().readAllBytes(), US_ASCII);
        return Long.parseLong(answer.split("\\s", 2)[0]) * 1024;
    }

    /** The exit code, -1 where there is no such program. */
    private static int run(String... command) throws InterruptedException {
        try {
            return new ProcessBuilder(command).redirectErrorStream(true).start().waitFor();
        } catch (IOException _) {
            return -1;
        }
    }

    /** Takes snapshots of one volume, one after the other, until it is killed. */
    static final class SnapshotTaker {

        private SnapshotTaker() {}

        static Process start(Path root, UUID agent, VolumeId volume) throws IOException {
            return new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                            "--enable-native-access=ALL-UNNAMED",
                            "-cp",
                            System.getProperty("java.class.path"),
                            SnapshotTaker.class.getName(),
                            root.toString(),
                            agent.toString(),
                            volume.toString())
                    .inheritIO()
                    .start();
        }

        public static void main(String[] args) throws IOException {
            VolumeDriver driver =
                    FilesystemVolumeDriver.open(Path.of(args[0]), UUID.fromString(args[1]));
            while (driver.takeSnapshot(new SnapshotId(UUID.randomUUID()), VolumeId.of(args[2]), 1)
                    .succeeded()) {
                // Until killed, or the disk is full.
            }
        }
    }
}
