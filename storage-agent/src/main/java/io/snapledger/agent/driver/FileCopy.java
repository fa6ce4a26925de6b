package io.snapledger.agent.driver;

import io.snapledger.agent.driver.LinuxFiles.ByteRange;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One copy of one file: a reflink where possible, else its bytes without its holes. */
final class FileCopy {

    private static final Logger log = LoggerFactory.getLogger(FileCopy.class);

    // Small enough that an interrupt and a full disk are noticed soon.
    private static final int CHUNK = 8 << 20;
    private static final int BLOCK = 64 << 10;

    /** Whoever cuts a file short all the time cannot have it copied. */
    private static final int ATTEMPTS = 3;

    private final Optional<LinuxFiles> linux;
    private final Held from;
    private final Held to;
    private long total = 1;
    private long done;

    FileCopy(Optional<LinuxFiles> linux, Held from, Held to) {
        this.linux = linux;
        this.from = from;
        this.to = to;
    }

    /** How far it came. */
    int percent() {
        return (int) (done * 100.0 / total);
    }

    /** Fills the target, an empty file. */
    void run() throws IOException {
        if (linux.isPresent() && linux.get().reflink(from.path(), to.path())) {
            done = total;
            return;
        }
        for (int attempt = 1; ; attempt++) {
            try {
                copy();
                return;
            } catch (CutShortException e) {
                if (attempt == ATTEMPTS) {
                    throw e;
                }
            }
        }
    }

    private void copy() throws IOException {
        done = 0;
        try (FileChannel source =
                        FileChannel.open(from.path(), from.opening(StandardOpenOption.READ));
                FileChannel target =
                        FileChannel.open(to.path(), to.opening(StandardOpenOption.WRITE))) {
            target.truncate(0);
            SparseFiles.extend(to.path(), source.size());
            Optional<List<ByteRange>> ranges = dataRanges();
            if (ranges.isPresent()) {
                copyRanges(source, target, ranges.get());
            } else {
                copyWhatIsNotZero(source, target);
            }
        }
    }

    private Optional<List<ByteRange>> dataRanges() {
        if (linux.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(linux.get().dataRanges(from.path()));
        } catch (IOException e) {
            log.debug("Holes of {} are found by reading: {}", from.path(), e.getMessage());
            return Optional.empty();
        }
    }

    private void copyRanges(FileChannel source, FileChannel target, List<ByteRange> ranges)
            throws IOException {
        total = Math.max(1, ranges.stream().mapToLong(ByteRange::length).sum());
        for (ByteRange range : ranges) {
            long at = range.start();
            while (at < range.end()) {
                target.position(at);
                long copied = source.transferTo(at, Math.min(CHUNK, range.end() - at), target);
                if (copied <= 0) {
                    throw new CutShortException();
                }
                at += copied;
                done += copied;
            }
        }
    }

    private void copyWhatIsNotZero(FileChannel source, FileChannel target) throws IOException {
        total = Math.max(1, source.size());
        ByteBuffer block = ByteBuffer.allocate(BLOCK);
        ByteBuffer zeros = ByteBuffer.allocate(BLOCK);
        while (source.read(block.clear(), done) > 0) {
            block.flip();
            int length = block.limit();
            if (!block.equals(zeros.slice(0, length))) {
                long at = done;
                while (block.hasRemaining()) {
                    at += target.write(block, at);
                }
            }
            done += length;
        }
    }

    private static final class CutShortException extends IOException {
        private static final long serialVersionUID = 1;

        CutShortException() {
            super("the file became shorter while it was read");
        }
    }
}
