package io.snapledger.agent.driver;

import io.snapledger.contract.outcome.WorkResult;
import io.snapledger.contract.resource.ResourceId;
import io.snapledger.contract.snapshot.SnapshotId;
import io.snapledger.contract.volume.VolumeId;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A volume is a sparse file of its size, a snapshot a file beside it: {@code volumes/<id>.raw},
 * {@code snapshots/<id>.raw}.
 *
 * <p>Files are made under {@code partial/<agent id>/} and renamed when they are whole and on disk,
 * so one that has its final name is never half made, whenever the agent is killed. A reflinked
 * snapshot is of one moment; a copied one is that of a volume nobody writes to meanwhile. A volume
 * made from a snapshot or from another volume is a file of its own in the same way.
 */
public final class FilesystemVolumeDriver implements VolumeDriver {

    public static final String NAME = "filesystem";

    private static final Logger log = LoggerFactory.getLogger(FilesystemVolumeDriver.class);
    private static final long GIB = 1L << 30;

    private final Path root;
    private final Path partials;
    private final Optional<LinuxFiles> linux;
    private final AtomicLong attempts = new AtomicLong();

    private FilesystemVolumeDriver(Path root, Path partials, Optional<LinuxFiles> linux) {
        this.root = root;
        this.partials = partials;
        this.linux = linux;
    }

    /**
     * Makes the directories and removes what this agent's last run left half made; other agents on
     * the same root are not disturbed.
     */
    public static FilesystemVolumeDriver open(Path root, UUID agentId) throws IOException {
        return open(root, agentId, LinuxFiles.find());
    }

    static FilesystemVolumeDriver open(Path root, UUID agentId, Optional<LinuxFiles> linux)
            throws IOException {
        Path home = root.toAbsolutePath().normalize();
        Path partials = home.resolve("partial").resolve(agentId.toString());
        Files.createDirectories(home.resolve("volumes"));
        Files.createDirectories(home.resolve("snapshots"));
        Files.createDirectories(partials);
        try (DirectoryStream<Path> leftovers = Files.newDirectoryStream(partials)) {
            for (Path leftover : leftovers) {
                Files.delete(leftover);
                log.info("Removed {}, left by an earlier run", home.relativize(leftover));
            }
        }
        return new FilesystemVolumeDriver(home, partials, linux);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public WorkResult createVolume(VolumeId id, int sizeGib) {
        Path volume = volume(id);
        try {
            if (isThere(volume)) {
                syncDirectoryOf(volume); // The run that made it may have been killed before this.
            } else {
                Path partial = newPartial(volume);
                try {
                    SparseFiles.extend(partial, sizeGib * GIB);
                    finish(partial, volume);
                } finally {
                    Files.deleteIfExists(partial);
                }
            }
            return WorkResult.done(shown(volume));
        } catch (IOException e) {
            return failed("write", volume, e, 0);
        }
    }

    @Override
    public WorkResult extendVolume(VolumeId id, int sizeGib) {
        Path volume = volume(id);
        try {
            if (!isThere(volume)) {
                return absent(id);
            }
            if (Files.size(volume) < sizeGib * GIB) {
                SparseFiles.extend(volume, sizeGib * GIB);
            }
            SparseFiles.sync(volume); // The run that made it larger may have been killed before.
            return WorkResult.done(shown(volume));
        } catch (IOException e) {
            return failed("extend", volume, e, 0);
        }
    }

    @Override
    public WorkResult deleteVolume(VolumeId id) {
        return remove(volume(id));
    }

    @Override
    public WorkResult createVolumeFromSnapshot(VolumeId id, SnapshotId source, int sizeGib) {
        return copy(snapshot(source), "snapshot " + source, volume(id), sizeGib * GIB);
    }

    @Override
    public WorkResult createVolumeFromVolume(VolumeId id, VolumeId source, int sizeGib) {
        return copy(volume(source), "volume " + source, volume(id), sizeGib * GIB);
    }

    @Override
    public WorkResult takeSnapshot(SnapshotId id, VolumeId volumeId, int sizeGib) {
        return copy(volume(volumeId), "volume " + volumeId, snapshot(id), 0);
    }

    private WorkResult copy(Path from, String name, Path to, long atLeast) {
        int percent = 0;
        try {
            if (isThere(to)) {
                syncDirectoryOf(to); // The run that made it may have been killed before this.
            } else {
                if (!isThere(from)) {
                    return WorkResult.failed(
                            "%s is not here: no file %s".formatted(name, shown(from)), 0);
                }
                Path partial = newPartial(to);
                try (Held source = Held.of(linux, from);
                        Held target = Held.of(linux, partial)) {
                    FileCopy copy = new FileCopy(linux, source, target);
                    try {
                        copy.run();
                    } finally {
                        percent = Math.min(copy.percent(), 99);
                    }
                    if (Files.size(partial) < atLeast) {
                        SparseFiles.extend(partial, atLeast);
                    }
                    finish(partial, to);
                } finally {
                    Files.deleteIfExists(partial);
                }
            }
            return WorkResult.done(shown(to));
        } catch (IOException e) {
            return failed("write", to, e, percent);
        }
    }

    @Override
    public WorkResult dropSnapshot(SnapshotId id) {
        return remove(snapshot(id));
    }

    private Path volume(VolumeId id) {
        return file("volumes", id);
    }

    private Path snapshot(SnapshotId id) {
        return file("snapshots", id);
    }

    private Path file(String directory, ResourceId id) {
        return root.resolve(directory).resolve(id.value() + ".raw");
    }

    /** Throws rather than guesses: a file taken for absent would be written over. */
    private static boolean isThere(Path file) throws IOException {
        try {
            var attributes =
                    Files.readAttributes(
                            file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
            if (!attributes.isRegularFile()) {
                throw new IOException("it is not a regular file");
            }
            return true;
        } catch (NoSuchFileException _) {
            return false;
        }
    }

    private Path newPartial(Path target) throws IOException {
        // Numbered, so that a call given up for lost cannot meddle with its repetition.
        String name = "%s.%d.partial".formatted(target.getFileName(), attempts.incrementAndGet());
        return Files.createFile(partials.resolve(name));
    }

    private static void finish(Path partial, Path target) throws IOException {
        SparseFiles.sync(partial);
        if (Thread.currentThread().isInterrupted()) {
            throw new InterruptedIOException();
        }
        Files.move(partial, target, StandardCopyOption.ATOMIC_MOVE);
        try {
            syncDirectoryOf(target);
        } catch (IOException e) {
            Files.deleteIfExists(target);
            throw e;
        }
    }

    private static void syncDirectoryOf(Path file) throws IOException {
        SparseFiles.sync(file.resolveSibling("."));
    }

    private WorkResult remove(Path file) {
        try {
            Files.deleteIfExists(file);
            syncDirectoryOf(file);
            return WorkResult.done(null);
        } catch (IOException e) {
            return failed("remove", file, e, 0);
        }
    }

    private WorkResult absent(VolumeId id) {
        return WorkResult.failed(
                "volume %s is not here: no file %s".formatted(id, shown(volume(id))), 0);
    }

    private WorkResult failed(String verb, Path file, IOException e, int percent) {
        return WorkResult.failed(
                "cannot %s %s: %s".formatted(verb, shown(file), IoWords.of(e)), percent);
    }

    private String shown(Path file) {
        return root.relativize(file).toString();
    }
}
