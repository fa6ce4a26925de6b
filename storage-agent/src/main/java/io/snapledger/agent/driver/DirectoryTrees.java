package io.snapledger.agent.driver;

import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.Set;

/** What is done with whole directory trees. */
final class DirectoryTrees {

    private static final Set<PosixFilePermission> CLOSED =
            PosixFilePermissions.fromString("r-x------");

    private static final Set<PosixFilePermission> OPEN =
            PosixFilePermissions.fromString("rwx------");

    /** Users who hold a directory open may fill it while it is emptied, but not for ever. */
    private static final int PASSES = 5;

    private DirectoryTrees() {}

    /** Lets only the owner in, and even the owner write nothing. */
    static void close(Path directory) throws IOException {
        set(directory, CLOSED, LinkOption.NOFOLLOW_LINKS);
    }

    /** Lets only the owner in, who can then move it or empty it. */
    static void open(Path directory) throws IOException {
        set(directory, OPEN, LinkOption.NOFOLLOW_LINKS);
    }

    private static void set(
            Path directory, Set<PosixFilePermission> permissions, LinkOption... links)
            throws IOException {
        PosixFileAttributeView view =
                Files.getFileAttributeView(directory, PosixFileAttributeView.class, links);
        if (view != null && !view.readAttributes().permissions().equals(permissions)) {
            view.setPermissions(permissions);
        }
    }

    /** Removes a tree, also a closed one; succeeds where there is none. */
    static void remove(Optional<LinuxFiles> linux, Path root) throws IOException {
        for (int pass = 1; Files.exists(root, LinkOption.NOFOLLOW_LINKS); pass++) {
            if (pass > PASSES) {
                throw new DirectoryNotEmptyException(root.toString());
            }
            try {
                TreeWalk.through(linux, root, REMOVAL);
            } catch (FileSystemException e) {
                // It may be another kind of file than a moment ago.
                if (pass == PASSES) {
                    throw e;
                }
            }
        }
    }

    private static final TreeWalk.Visitor REMOVAL =
            new TreeWalk.Visitor() {
                @Override
                public void enter(Held directory, Path name) throws IOException {
                    set(directory.path(), OPEN, directory.links());
                }

                @Override
                public void visit(Held file, Path path) throws IOException {
                    Files.deleteIfExists(path);
                }

                @Override
                public void leave(Held directory, Path path) throws IOException {
                    try {
                        Files.deleteIfExists(path);
                    } catch (DirectoryNotEmptyException filledMeanwhile) {
                        // The next pass comes by.
                    }
                }
            };
}
