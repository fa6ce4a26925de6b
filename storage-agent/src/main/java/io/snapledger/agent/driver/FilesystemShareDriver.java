package io.snapledger.agent.driver;

import io.snapledger.contract.outcome.WorkResult;
import io.snapledger.contract.shareinstance.ShareInstanceId;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A share is a directory tree, a snapshot a copy of it: {@code shares/<id>/}, {@code
 * snapshots/<share's id>/<id>/files/}, in a directory of each backend. A snapshot keeps the
 * permissions of its files, and lies in a directory that only its owner may enter, and nobody may
 * write to. A directory knows no size, so none is enforced.
 *
 * <p>Trees are made under {@code partial/<agent id>/} and renamed when they are whole and on disk,
 * so one that has its final name is never half made, whenever the agent is killed; one that goes is
 * renamed back there first, and is gone at once. A snapshot is of one moment if nobody writes to
 * the share meanwhile.
 */
public final class FilesystemShareDriver implements ShareDriver {

    private static final Logger log = LoggerFactory.getLogger(FilesystemShareDriver.class);

    private static final String FILES = "files";

    private final Map<String, Home> homes;
    private final String exportAddress;
    private final Optional<LinuxFiles> linux;
    private final AtomicLong attempts = new AtomicLong();

    private record Home(String backend, Path root, Path partials) {

        Path share(ShareInstanceId id) {
            return root.resolve("shares").resolve(id.toString());
        }

        Path snapshotsOf(ShareInstanceId id) {
            return root.resolve("snapshots").resolve(id.toString());
        }

        Path snapshot(Snapshot snapshot) {
            return snapshotsOf(snapshot.share()).resolve(snapshot.id().toString());
        }

        Path filesOf(Snapshot snapshot) {
            return snapshot(snapshot).resolve(FILES);
        }

        String shown(Path path) {
            return backend + "/" + root.relativize(path);
        }
    }

    private FilesystemShareDriver(
            Map<String, Home> homes, String exportAddress, Optional<LinuxFiles> linux) {
        this.homes = homes;
        this.exportAddress = exportAddress;
        this.linux = linux;
    }

    /**
     * Makes the directories and removes what this agent's last run left half made; other agents on
     * the same roots are not disturbed.
     *
     * @param roots each backend's directory, by its name
     * @param exportAddress how clients reach this machine
     */
    public static FilesystemShareDriver open(
            Map<String, Path> roots, UUID agentId, String exportAddress) throws IOException {
        return open(roots, agentId, exportAddress, LinuxFiles.find());
    }

    static FilesystemShareDriver open(
            Map<String, Path> roots, UUID agentId, String exportAddress, Optional<LinuxFiles> linux)
            throws IOException {
        Map<String, Home> homes = new HashMap<>();
        for (Map.Entry<String, Path> backend : roots.entrySet()) {
            homes.put(backend.getKey(), home(linux, backend.getKey(), backend.getValue(), agentId));
        }
        return new FilesystemShareDriver(Map.copyOf(homes), exportAddress, linux);
    }

    private static Home home(Optional<LinuxFiles> linux, String backend, Path path, UUID agentId)
            throws IOException {
        Path root = path.toAbsolutePath().normalize();
        Path partials = root.resolve("partial").resolve(agentId.toString());
        Files.createDirectories(root.resolve("shares"));
        Files.createDirectories(root.resolve("snapshots"));
        Files.createDirectories(partials);
        // What is half made may not have its own permissions yet.
        DirectoryTrees.open(partials);
        try (DirectoryStream<Path> leftovers = Files.newDirectoryStream(partials)) {
            for (Path leftover : leftovers) {
                DirectoryTrees.remove(linux, leftover);
                log.info("Removed {}, left by an earlier run", root.relativize(leftover));
            }
        }
        return new Home(backend, root, partials);
    }

    @Override
    public String name() {
        return FilesystemVolumeDriver.NAME;
    }

    @Override
    public Optional<Capacity> capacity(String backend) throws IOException {
        Home home = homes.get(backend);
        if (home == null) {
            return Optional.empty();
        }
        FileStore store = Files.getFileStore(home.root());
        return Optional.of(new Capacity(store.getTotalSpace(), store.getUsableSpace()));
    }

    @Override
    public WorkResult createShare(String backend, ShareInstanceId id, int sizeGib) {
        return on(backend, home -> createShare(home, id));
    }

    private WorkResult createShare(Home home, ShareInstanceId id) {
        Path share = home.share(id);
        try {
            if (isThere(share)) {
                syncParentOf(share); // The run that made it may have been killed before this.
            } else {
                Path partial = newPartial(home, share);
                try {
                    finish(partial, share);
                } finally {
                    DirectoryTrees.remove(linux, partial);
                }
            }
            return WorkResult.done(home.shown(share));
        } catch (IOException e) {
            return failed("write", home.shown(share), e, 0);
        }
    }

    @Override
    public WorkResult createShareFromShare(
            String backend, ShareInstanceId id, Share source, int sizeGib) {
        return on(
                backend,
                home ->
                        on(
                                source.backend(),
                                there ->
                                        copy(
                                                shareOf(there, source.id()),
                                                home,
                                                home.share(id),
                                                false)));
    }

    @Override
    public WorkResult createShareFromSnapshot(
            String backend, ShareInstanceId id, Snapshot source, int sizeGib) {
        return on(
                backend,
                home ->
                        on(
                                source.backend(),
                                there ->
                                        copy(filesOf(there, source), home, home.share(id), false)));
    }

    @Override
    public WorkResult extendShare(String backend, ShareInstanceId id, int sizeGib) {
        return on(backend, home -> confirmShare(home, id));
    }

    private static WorkResult confirmShare(Home home, ShareInstanceId id) {
        Path share = home.share(id);
        try {
            return isThere(share) ? WorkResult.done(home.shown(share)) : shareOf(home, id).absent();
        } catch (IOException e) {
            return failed("extend", home.shown(share), e, 0);
        }
    }

    @Override
    public WorkResult deleteShare(String backend, ShareInstanceId id) {
        return on(backend, home -> deleteShare(home, id));
    }

    private WorkResult deleteShare(Home home, ShareInstanceId id) {
        // The share first: whoever has made a snapshot looks afterwards whether its share is there.
        WorkResult share = remove(home, home.share(id));
        return share.succeeded() ? remove(home, home.snapshotsOf(id)) : share;
    }

    @Override
    public WorkResult takeSnapshot(Snapshot snapshot, int sizeGib) {
        return on(
                snapshot.backend(),
                home -> copySnapshot(shareOf(home, snapshot.share()), home, snapshot));
    }

    @Override
    public WorkResult copySnapshot(Snapshot snapshot, Snapshot source) {
        return on(
                snapshot.backend(),
                home ->
                        on(
                                source.backend(),
                                there -> copySnapshot(filesOf(there, source), home, snapshot)));
    }

    @Override
    public WorkResult dropSnapshot(Snapshot snapshot) {
        return on(snapshot.backend(), home -> remove(home, home.snapshot(snapshot)));
    }

    @Override
    public List<String> exportPaths(WorkResult made) {
        String location = made.providerLocation();
        if (location == null) {
            return List.of();
        }
        int slash = location.indexOf('/');
        Home home = homes.get(location.substring(0, Math.max(0, slash)));
        return home == null
                ? List.of()
                : List.of(exportAddress + ":" + home.root().resolve(location.substring(slash + 1)));
    }

    private WorkResult copySnapshot(Source source, Home home, Snapshot snapshot) {
        Source share = shareOf(home, snapshot.share());
        try {
            if (!isThere(share.tree())) {
                return share.absent();
            }
            WorkResult made = copy(source, home, home.snapshot(snapshot), true);
            if (isThere(share.tree())) {
                return made;
            }
            // Its deletion may have come by before the snapshot was there.
            WorkResult removed = remove(home, home.snapshotsOf(snapshot.share()));
            return removed.succeeded() ? share.absent() : removed;
        } catch (IOException e) {
            return failed("write", home.shown(home.snapshot(snapshot)), e, 0);
        }
    }

    private WorkResult copy(Source source, Home home, Path to, boolean snapshot) {
        int percent = 0;
        try {
            if (!isThere(to)) {
                if (!isThere(source.tree())) {
                    return source.absent();
                }
                Files.createDirectories(parentOf(to));
                Path partial = newPartial(home, to);
                Path files = snapshot ? Files.createDirectory(partial.resolve(FILES)) : partial;
                TreeCopy copy = new TreeCopy(linux, source.tree(), files);
                try {
                    if (!copy.run()) {
                        return source.absent();
                    }
                    finish(partial, to);
                } finally {
                    percent = copy.percent();
                    DirectoryTrees.remove(linux, partial);
                }
            }
            if (snapshot) {
                // Only now: a directory that its owner may not write to cannot be moved.
                DirectoryTrees.close(to);
            }
            syncParentOf(to); // The run that made it may have been killed before this.
            syncParentOf(parentOf(to));
            return WorkResult.done(home.shown(to));
        } catch (IOException e) {
            return failed("write", home.shown(to), e, percent);
        }
    }

    /** What is copied: a tree, and the words for it. */
    private record Source(Path tree, String name, String shown) {

        WorkResult absent() {
            return WorkResult.failed("%s is not here: no directory %s".formatted(name, shown), 0);
        }
    }

    private static Source shareOf(Home home, ShareInstanceId id) {
        Path tree = home.share(id);
        return new Source(tree, "share instance " + id, home.shown(tree));
    }

    private static Source filesOf(Home home, Snapshot snapshot) {
        Path tree = home.filesOf(snapshot);
        return new Source(tree, "share snapshot instance " + snapshot.id(), home.shown(tree));
    }

    /** Throws rather than guesses: a tree taken for absent would be written over. */
    private static boolean isThere(Path directory) throws IOException {
        try {
            var attributes =
                    Files.readAttributes(
                            directory, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
            if (!attributes.isDirectory()) {
                throw new IOException("it is not a directory");
            }
            return true;
        } catch (NoSuchFileException _) {
            return false;
        }
    }

    private Path newPartial(Home home, Path target) throws IOException {
        return Files.createDirectory(partial(home, target));
    }

    private Path partial(Home home, Path target) {
        // Numbered, so that a call given up for lost cannot meddle with its repetition.
        String name = "%s.%d.partial".formatted(target.getFileName(), attempts.incrementAndGet());
        return home.partials().resolve(name);
    }

    private static void finish(Path partial, Path target) throws IOException {
        SparseFiles.sync(partial);
        if (Thread.currentThread().isInterrupted()) {
            throw new InterruptedIOException();
        }
        Files.move(partial, target, StandardCopyOption.ATOMIC_MOVE);
        syncParentOf(target);
    }

    private static Path parentOf(Path path) {
        return Objects.requireNonNull(path.getParent(), "all is below a backend's root");
    }

    private static void syncParentOf(Path path) throws IOException {
        SparseFiles.sync(path.resolveSibling("."));
    }

    private WorkResult remove(Home home, Path directory) {
        try {
            Path going = partial(home, directory);
            if (isThere(directory) && isMovedAway(directory, going)) {
                syncParentOf(directory);
                DirectoryTrees.remove(linux, going);
            } else if (isThere(parentOf(directory))) {
                syncParentOf(directory); // The run that moved it may have been killed before this.
            }
            return WorkResult.done(null);
        } catch (IOException e) {
            return failed("remove", home.shown(directory), e, 0);
        }
    }

    /** False where somebody else was faster. */
    private static boolean isMovedAway(Path directory, Path going) throws IOException {
        try {
            DirectoryTrees.open(directory);
            Files.move(directory, going, StandardCopyOption.ATOMIC_MOVE);
            return true;
        } catch (NoSuchFileException gone) {
            return false;
        }
    }

    private WorkResult on(String backend, Function<Home, WorkResult> work) {
        Home home = homes.get(backend);
        return home == null
                ? WorkResult.failed("this agent does not reach backend " + backend, 0)
                : work.apply(home);
    }

    private static WorkResult failed(String verb, String path, IOException e, int percent) {
        return WorkResult.failed("cannot %s %s: %s".formatted(verb, path, IoWords.of(e)), percent);
    }
}
