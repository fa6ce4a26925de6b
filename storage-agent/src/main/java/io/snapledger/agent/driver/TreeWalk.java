package io.snapledger.agent.driver;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Objects;
import java.util.Optional;
import java.util.Queue;

/**
 * One walk through all of a directory tree, and only through that: a symbolic link is not followed,
 * neither one that was there nor one that takes a directory's place meanwhile.
 */
final class TreeWalk {

    private final Optional<LinuxFiles> linux;
    private final Path root;
    private final Visitor visitor;

    /** What is done with what is found. */
    interface Visitor {

        /** A directory, before what is in it. */
        void enter(Held directory, Path name) throws IOException;

        /**
         * All that is no directory.
         *
         * @param path the name it was found under, where something else may lie by now
         */
        void visit(Held file, Path path) throws IOException;

        /** A directory, after what is in it. */
        void leave(Held directory, Path path) throws IOException;
    }

    private TreeWalk(Optional<LinuxFiles> linux, Path root, Visitor visitor) {
        this.linux = linux;
        this.root = root;
        this.visitor = visitor;
    }

    /** Visits all below the root, and the root; what vanishes meanwhile is passed over. */
    static void through(Optional<LinuxFiles> linux, Path root, Visitor visitor) throws IOException {
        new TreeWalk(linux, root, visitor).run();
    }

    private record Entered(Path name, Queue<Path> directories) {}

    private void run() throws IOException {
        Held top = Held.of(linux, root);
        try (Descent way = new Descent(linux, top)) {
            if (!top.isDirectory()) {
                visitor.visit(top, root);
                return;
            }
            Deque<Entered> entered = new ArrayDeque<>();
            entered.push(enter(top, root));
            while (!way.isAtTheTop() || !entered.element().directories().isEmpty()) {
                Path next = entered.element().directories().poll();
                if (next == null) {
                    Path name = entered.pop().name();
                    try (Held left = way.up()) {
                        visitor.leave(left, way.here().child(name));
                    }
                } else if (goDown(way, next)) {
                    entered.push(enter(way.here(), next));
                }
            }
            visitor.leave(top, root);
        }
    }

    private boolean goDown(Descent way, Path name) throws IOException {
        Held found;
        try {
            found = Held.of(linux, way.here().child(name));
        } catch (NoSuchFileException vanished) {
            return false;
        }
        boolean isDirectory = false;
        try {
            isDirectory = found.isDirectory();
            if (!isDirectory) {
                visitor.visit(found, way.here().child(name));
            }
        } finally {
            if (!isDirectory) {
                found.close();
            }
        }
        if (isDirectory) {
            way.down(found);
        }
        return isDirectory;
    }

    /** Visits the files at once, as there may be many, and remembers the directories. */
    private Entered enter(Held directory, Path name) throws IOException {
        visitor.enter(directory, name);
        Queue<Path> directories = new ArrayDeque<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory.path())) {
            for (Path entry : entries) {
                Path entryName = Objects.requireNonNull(entry.getFileName());
                try (Held found = Held.of(linux, directory.child(entryName))) {
                    if (found.isDirectory()) {
                        directories.add(entryName);
                    } else {
                        visitor.visit(found, directory.child(entryName));
                    }
                } catch (NoSuchFileException vanished) {
                    // So it is not there.
                }
            }
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
        return new Entered(name, directories);
    }
}
