package io.snapledger.eventlog.verify;

import io.snapledger.eventlog.proof.Hash;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Puts any number of events in order with a bounded number of them in memory: what is more lies in
 * sorted files, which are merged.
 */
final class SortedLinks {

    /** As PostgreSQL orders a uuid. */
    static final Comparator<Link> BY_RESOURCE =
            Comparator.<Link, UUID>comparing(
                            Link::resourceId,
                            (one, other) -> {
                                int high =
                                        Long.compareUnsigned(
                                                one.getMostSignificantBits(),
                                                other.getMostSignificantBits());
                                return high != 0
                                        ? high
                                        : Long.compareUnsigned(
                                                one.getLeastSignificantBits(),
                                                other.getLeastSignificantBits());
                            })
                    .thenComparingLong(Link::sequenceNumber)
                    .thenComparingLong(Link::position);

    static final Comparator<Link> BY_POSITION = Comparator.comparingLong(Link::position);

    private static final int IN_MEMORY = 8_192;
    private static final int MERGED_AT_ONCE = 64;

    private final Path folder;
    private final String name;
    private final Comparator<Link> order;
    private final List<Link> unsorted = new ArrayList<>();
    private List<Path> files = new ArrayList<>();
    private int made;

    SortedLinks(Path folder, String name, Comparator<Link> order) {
        this.folder = folder;
        this.name = name;
        this.order = order;
    }

    synchronized void add(Link link) throws IOException {
        unsorted.add(link);
        if (unsorted.size() == IN_MEMORY) {
            unsorted.sort(order);
            files.add(write(new InMemory(unsorted)));
            unsorted.clear();
            if (files.size() == MERGED_AT_ONCE) {
                Path merged;
                try (Cursor<Link> all = new Merge(files, List.of(), order)) {
                    merged = write(all);
                }
                for (Path file : files) {
                    Files.delete(file);
                }
                files = new ArrayList<>(List.of(merged));
            }
        }
    }

    /** All of them in order; nothing more may be added then. */
    synchronized Cursor<Link> sorted() {
        try {
            unsorted.sort(order);
            return new Merge(files, unsorted, order);
        } catch (IOException e) {
            throw failed(e);
        }
    }

    private Path write(Cursor<Link> sorted) throws IOException {
        Path file = folder.resolve(name + "-" + made++);
        try (DataOutputStream out =
                new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(file)))) {
            for (Link link = sorted.next(); link != null; link = sorted.next()) {
                out.writeLong(link.position());
                write(out, link.resourceId());
                out.writeLong(link.sequenceNumber());
                write(out, link.eventId());
                // writeUTF takes no more than 65,535 bytes.
                byte[] text = link.name().getBytes(StandardCharsets.UTF_8);
                out.writeInt(text.length);
                out.write(text);
                out.write(link.content().bytes());
                out.write(link.hash().bytes());
            }
        }
        return file;
    }

    private static void write(DataOutputStream out, UUID id) throws IOException {
        out.writeLong(id.getMostSignificantBits());
        out.writeLong(id.getLeastSignificantBits());
    }

    private static CannotVerify failed(IOException e) {
        return new CannotVerify("The files made on the way cannot be used: " + e, e);
    }

    private static final class InMemory implements Cursor<Link> {

        private final List<Link> links;
        private int next;

        private InMemory(List<Link> links) {
            this.links = links;
        }

        @Override
        public @Nullable Link next() {
            return next == links.size() ? null : links.get(next++);
        }

        @Override
        public void close() {}
    }

    private static final class InFile implements Cursor<Link> {

        private final DataInputStream in;

        private InFile(Path file) throws IOException {
            in = new DataInputStream(new BufferedInputStream(Files.newInputStream(file)));
        }

        @Override
        public @Nullable Link next() {
            try {
                long position;
                try {
                    position = in.readLong();
                } catch (EOFException _) {
                    return null;
                }
                return new Link(position, uuid(), in.readLong(), uuid(), text(), hash(), hash());
            } catch (IOException e) {
                throw failed(e);
            }
        }

        private UUID uuid() throws IOException {
            return new UUID(in.readLong(), in.readLong());
        }

        private String text() throws IOException {
            byte[] bytes = new byte[in.readInt()];
            in.readFully(bytes);
            return new String(bytes, StandardCharsets.UTF_8);
        }

        private Hash hash() throws IOException {
            byte[] bytes = new byte[Hash.LENGTH];
            in.readFully(bytes);
            return Hash.of(bytes);
        }

        @Override
        public void close() {
            try {
                in.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private static final class Merge implements Cursor<Link> {

        private final List<Cursor<Link>> sources = new ArrayList<>();
        private final PriorityQueue<Head> heads;

        private Merge(List<Path> files, List<Link> inMemory, Comparator<Link> order)
                throws IOException {
            heads = new PriorityQueue<>(Comparator.comparing(Head::link, order));
            for (Path file : files) {
                sources.add(new InFile(file));
            }
            sources.add(new InMemory(inMemory));
            sources.forEach(this::advance);
        }

        private void advance(Cursor<Link> source) {
            Link link = source.next();
            if (link != null) {
                heads.add(new Head(link, source));
            }
        }

        @Override
        public @Nullable Link next() {
            Head head = heads.poll();
            if (head == null) {
                return null;
            }
            advance(head.source());
            return head.link();
        }

        @Override
        public void close() {
            sources.forEach(Cursor::close);
        }
    }

    private record Head(Link link, Cursor<Link> source) {}
}
