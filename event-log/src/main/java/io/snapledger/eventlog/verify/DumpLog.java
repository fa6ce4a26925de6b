package io.snapledger.eventlog.verify;

import io.snapledger.eventlog.EventLogTable;
import io.snapledger.eventlog.proof.EventHash;
import io.snapledger.eventlog.proof.Hash;
import io.snapledger.eventlog.proof.SignedRoot;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.BufferedReader;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The log as a plain dump has it, which {@code pg_dump} writes: the rows of events and roots
 * between {@code COPY … FROM stdin;} and {@code \.}, of however many dumps behind each other. It is
 * read once, from its beginning to its end. What is needed of each event, some 150 bytes, goes into
 * sorted files.
 */
final class DumpLog implements StoredLog {

    private static final Pattern COPY =
            Pattern.compile("COPY ([\\w\".]+) \\(([^)]*)\\) FROM stdin;");

    /** The table as a whole, as before it had partitions, or one of its partitions. */
    private static final Pattern EVENTS =
            Pattern.compile(Pattern.quote(EventLogTable.NAME) + "(_\\d+)?");

    private static final String ROOTS = "event_log.root";
    private static final String END = "\\.";
    private static final List<String> CONTENT =
            List.of(
                    "global_index",
                    "event_identifier",
                    "aggregate_identifier",
                    "sequence_number",
                    "time_stamp",
                    "type",
                    "payload_type",
                    "payload_revision",
                    "payload",
                    "meta_data",
                    "hash");

    private static final int BUCKETS = 16;
    private static final int LINES_AT_ONCE = 256;

    private final Path folder;
    private final List<SortedLinks> byResource = new ArrayList<>();
    private final SortedLinks byPosition;
    private final Path rootFile;
    private final List<RootAt> roots = new ArrayList<>();
    private final AtomicReference<@Nullable CannotVerify> failure = new AtomicReference<>();

    private DumpLog(Path folder) {
        this.folder = folder;
        for (int i = 0; i < BUCKETS; i++) {
            byResource.add(new SortedLinks(folder, "chain-" + i, SortedLinks.BY_RESOURCE));
        }
        byPosition = new SortedLinks(folder, "position", SortedLinks.BY_POSITION);
        rootFile = folder.resolve("roots");
    }

    /**
     * Reads all of it.
     *
     * @param workFolder where there is room for the sorted files
     * @throws CannotVerify if it is no such dump
     */
    static DumpLog read(InputStream dump, Path workFolder, int threads) {
        try {
            DumpLog log = new DumpLog(Files.createTempDirectory(workFolder, "snapledger-verify-"));
            try {
                log.readAll(dump, threads);
                return log;
            } catch (IOException | RuntimeException e) {
                log.close();
                throw e;
            }
        } catch (IOException e) {
            throw new CannotVerify("The dump cannot be read: " + e, e);
        }
    }

    private void readAll(InputStream dump, int threads) throws IOException {
        boolean hasEvents = false;
        ExecutorService workers =
                Executors.newFixedThreadPool(
                        threads, Thread.ofPlatform().daemon().name("read-", 1).factory());
        try (BufferedReader lines =
                        new BufferedReader(new InputStreamReader(dump, StandardCharsets.UTF_8));
                DataOutputStream rootsOut =
                        new DataOutputStream(
                                new BufferedOutputStream(Files.newOutputStream(rootFile)))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                Matcher copy = COPY.matcher(line);
                if (!copy.matches()) {
                    continue;
                }
                List<String> columns = Arrays.asList(copy.group(2).replace("\"", "").split(", ?"));
                String table = copy.group(1).replace("\"", "");
                if (EVENTS.matcher(table).matches()) {
                    hasEvents = true;
                    readEvents(lines, columns, workers, threads);
                } else if (table.equals(ROOTS)) {
                    readRoots(lines, columns, rootsOut);
                } // The rows of any other are no COPY lines.
            }
        } finally {
            workers.shutdownNow();
        }
        if (!hasEvents) {
            throw new CannotVerify(
                    "There are no rows of "
                            + EventLogTable.NAME
                            + " in it. It has to be a plain dump with COPY, as pg_dump writes it"
                            + " without --inserts",
                    null);
        }
        roots.sort(Comparator.comparingLong(RootAt::number));
    }

    private void readEvents(
            BufferedReader lines, List<String> columns, ExecutorService workers, int threads)
            throws IOException {
        int most = threads * 2;
        Semaphore room = new Semaphore(most);
        List<String> batch = new ArrayList<>(LINES_AT_ONCE);
        for (String line = row(lines); !line.equals(END); line = row(lines)) {
            batch.add(line);
            if (batch.size() == LINES_AT_ONCE) {
                hand(batch, columns, workers, room);
                batch = new ArrayList<>(LINES_AT_ONCE);
            }
        }
        hand(batch, columns, workers, room);
        acquire(room, most);
        throwFailure();
    }

    private void hand(
            List<String> batch, List<String> columns, ExecutorService workers, Semaphore room) {
        throwFailure();
        acquire(room, 1);
        workers.execute(() -> {
            try {
                for (String line : batch) {
                    add(new CopyText(columns, line));
                }
            } catch (IllegalArgumentException e) {
                failure.compareAndSet(
                        null, new CannotVerify("A row of the dump makes no sense: " + e, e));
            } catch (IOException e) {
                failure.compareAndSet(
                        null,
                        new CannotVerify("The files made on the way cannot be used: " + e, e));
            } finally {
                room.release();
            }
        });
    }

    private void throwFailure() {
        CannotVerify failed = failure.get();
        if (failed != null) {
            throw failed;
        }
    }

    private static void acquire(Semaphore room, int permits) {
        try {
            if (!room.tryAcquire(permits, 1, TimeUnit.HOURS)) {
                throw new CannotVerify("Reading the dump does not get on", null);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CannotVerify("The verification was interrupted", e);
        }
    }

    private static String row(BufferedReader lines) throws IOException {
        String line = lines.readLine();
        if (line == null) {
            throw new CannotVerify("The dump ends in the middle of a table", null);
        }
        return line;
    }

    private void add(CopyText row) throws IOException {
        boolean isSomewhere = row.has("global_index");
        Link link =
                new Link(
                        isSomewhere ? row.number("global_index") : Link.NOWHERE,
                        row.has("aggregate_identifier")
                                ? row.uuid("aggregate_identifier")
                                : Link.NO_ID,
                        row.has("sequence_number") ? row.number("sequence_number") : Link.NO_NUMBER,
                        row.has("event_identifier") ? row.uuid("event_identifier") : Link.NO_ID,
                        row.has("payload_type") ? row.text("payload_type") : Link.NO_NAME,
                        content(row),
                        JdbcLog.stored(row.has("hash") ? row.bytes("hash") : null));
        int bucket = (int) (link.resourceId().getMostSignificantBits() >>> 60);
        byResource.get(bucket).add(link);
        if (isSomewhere) {
            byPosition.add(link);
        }
    }

    private static Hash content(CopyText row) {
        if (!CONTENT.stream().allMatch(row::has)) {
            return Hash.NONE;
        }
        try {
            return EventHash.ofContent(
                    row.uuid("event_identifier"),
                    row.uuid("aggregate_identifier"),
                    row.time("time_stamp"),
                    row.text("type"),
                    row.text("payload_type"),
                    row.text("payload_revision"),
                    row.bytes("payload"),
                    row.bytes("meta_data"));
        } catch (ArithmeticException | DateTimeException _) {
            // No clock shows that: infinity, for one.
            return Hash.NONE;
        }
    }

    private void readRoots(BufferedReader lines, List<String> columns, DataOutputStream out)
            throws IOException {
        for (String line = row(lines); !line.equals(END); line = row(lines)) {
            try {
                CopyText row = new CopyText(columns, line);
                if (!row.has("number")) {
                    continue;
                }
                out.flush();
                roots.add(new RootAt(row.number("number"), Files.size(rootFile)));
                out.writeLong(row.has("after_position") ? row.number("after_position") : 0);
                out.writeLong(row.has("through_position") ? row.number("through_position") : 0);
                String statement = row.has("statement") ? row.text("statement") : "";
                write(out, statement.getBytes(StandardCharsets.UTF_8));
                write(out, bytes(row, "signature"));
                write(out, bytes(row, "public_key"));
                write(out, bytes(row, "leaves"));
            } catch (IllegalArgumentException e) {
                throw new CannotVerify("A root in the dump makes no sense: " + e, e);
            }
        }
    }

    private static byte[] bytes(CopyText row, String column) {
        return row.has(column) ? row.bytes(column) : new byte[0];
    }

    private static void write(DataOutputStream out, byte[] bytes) throws IOException {
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    @Override
    public List<Part> chains(int parts) {
        return byResource.stream().<Part>map(sorted -> sorted::sorted).toList();
    }

    @Override
    public Cursor<StoredRoot> roots() {
        return new RootsInFile();
    }

    @Override
    public List<Span> spans(int parts) {
        return List.of(
                new Span() {
                    @Override
                    public Cursor<StoredRoot> roots() {
                        return new RootsInFile();
                    }

                    @Override
                    public Cursor<Link> events() {
                        return byPosition.sorted();
                    }
                });
    }

    @Override
    public void close() {
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
            Files.delete(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Where a root begins in the file of them. */
    private record RootAt(long number, long offset) {}

    private final class RootsInFile implements Cursor<StoredRoot> {

        private final SeekableByteChannel file;
        private int next;

        private RootsInFile() {
            try {
                file = Files.newByteChannel(rootFile);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public @Nullable StoredRoot next() {
            if (next == roots.size()) {
                return null;
            }
            RootAt root = roots.get(next++);
            try {
                file.position(root.offset());
                DataInputStream in =
                        new DataInputStream(new BufferedInputStream(Channels.newInputStream(file)));
                return new StoredRoot(
                        root.number(),
                        in.readLong(),
                        in.readLong(),
                        new SignedRoot(
                                new String(read(in), StandardCharsets.UTF_8),
                                read(in),
                                read(in),
                                read(in)));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private static byte[] read(DataInputStream in) throws IOException {
            byte[] bytes = new byte[in.readInt()];
            in.readFully(bytes);
            return bytes;
        }

        @Override
        public void close() {
            try {
                file.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
