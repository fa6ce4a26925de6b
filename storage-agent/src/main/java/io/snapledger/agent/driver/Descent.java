package io.snapledger.agent.driver;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The directories from a tree's top down to one of them. Trees may be deeper than files may be open
 * and longer than a path may be: those far down are found again from below.
 */
final class Descent implements AutoCloseable {

    /** So many directories stay open; who goes back up farther down looks for the one above. */
    private static final int HELD = 100;

    private final Optional<LinuxFiles> linux;
    private final List<Held> way = new ArrayList<>();

    Descent(Optional<LinuxFiles> linux, Held top) {
        this.linux = linux;
        way.add(top);
    }

    Held here() {
        return way.getLast();
    }

    /** Goes down into the directory that lies here under that name. */
    void down(Path name) throws IOException {
        down(Held.of(linux, here().child(name)));
    }

    /** Goes down into that directory, which is one here. */
    void down(Held directory) {
        if (way.size() >= HELD) {
            here().release();
        }
        way.add(directory);
    }

    /** Goes up again; the directory that was left is the caller's to close. */
    Held up() throws IOException {
        if (way.size() > 1) {
            way.get(way.size() - 2).regain(here());
        }
        return way.removeLast();
    }

    boolean isAtTheTop() {
        return way.size() == 1;
    }

    @Override
    public void close() {
        way.forEach(Held::close);
    }
}
