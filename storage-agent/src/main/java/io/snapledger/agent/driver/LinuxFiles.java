package io.snapledger.agent.driver;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.StructLayout;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.VarHandle;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What Linux can do with files and the JDK has no word for: reflinks, and asking for holes. */
final class LinuxFiles {

    private static final Logger log = LoggerFactory.getLogger(LinuxFiles.class);

    // The numbers below are those of Linux's generic ABI, which these share; others differ.
    private static final Set<String> ARCHITECTURES = Set.of("amd64", "aarch64", "riscv64");
    private static final int O_RDONLY = 0;
    private static final int O_RDWR = 2;
    private static final int O_CLOEXEC = 0x80000;
    // The one number that differs among those architectures: a share's user may put a symbolic link
    // where a file was a moment ago.
    private static final int O_NOFOLLOW =
            System.getProperty("os.arch").equals("aarch64") ? 0x8000 : 0x20000;
    private static final int SEEK_DATA = 3;
    private static final int SEEK_HOLE = 4;
    private static final int ENXIO = 6;
    // _IOW(0x94, 9, int): linux/fs.h
    private static final long FICLONE = 0x40049409L;

    private static final StructLayout CALL_STATE = Linker.Option.captureStateLayout();
    private static final VarHandle ERRNO =
            CALL_STATE.varHandle(MemoryLayout.PathElement.groupElement("errno"));

    private final MethodHandle open;
    private final MethodHandle close;
    private final MethodHandle ioctl;
    private final MethodHandle lseek;

    // "restricted" says that a wrong descriptor can crash the JVM: these four follow man 2.
    @SuppressWarnings("restricted")
    private LinuxFiles() {
        Linker linker = Linker.nativeLinker();
        Linker.Option errno = Linker.Option.captureCallState("errno");
        Linker.Option variadic = Linker.Option.firstVariadicArg(2);
        open =
                linker.downcallHandle(
                        linker.defaultLookup().findOrThrow("open"),
                        FunctionDescriptor.of(
                                ValueLayout.JAVA_INT, ValueLayout.ADDRESS, ValueLayout.JAVA_INT),
                        errno,
                        variadic);
        close =
                linker.downcallHandle(
                        linker.defaultLookup().findOrThrow("close"),
                        FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_INT));
        ioctl =
                linker.downcallHandle(
                        linker.defaultLookup().findOrThrow("ioctl"),
                        FunctionDescriptor.of(
                                ValueLayout.JAVA_INT,
                                ValueLayout.JAVA_INT,
                                ValueLayout.JAVA_LONG,
                                ValueLayout.JAVA_INT),
                        errno,
                        variadic);
        lseek =
                linker.downcallHandle(
                        linker.defaultLookup().findOrThrow("lseek"),
                        FunctionDescriptor.of(
                                ValueLayout.JAVA_LONG,
                                ValueLayout.JAVA_INT,
                                ValueLayout.JAVA_LONG,
                                ValueLayout.JAVA_INT),
                        errno);
    }

    /** Empty on other systems, and where the JVM was not allowed to call native code. */
    static Optional<LinuxFiles> find() {
        if (!System.getProperty("os.name").equals("Linux")
                || !ARCHITECTURES.contains(System.getProperty("os.arch"))) {
            return Optional.empty();
        }
        try {
            return Optional.of(new LinuxFiles());
        } catch (IllegalCallerException
                | UnsupportedOperationException
                | NoSuchElementException e) {
            log.warn("No reflinks, holes are found by reading: {}", e.getMessage());
            return Optional.empty();
        }
    }

    /** Makes {@code to} share all bytes of {@code from}; false where the file system cannot. */
    boolean reflink(Path from, Path to) throws IOException {
        try (OpenFile source = new OpenFile(from, O_RDONLY);
                OpenFile target = new OpenFile(to, O_RDWR)) {
            int answer =
                    (int)
                            ioctl.invokeExact(
                                    target.state, target.descriptor, FICLONE, source.descriptor);
            if (answer != 0) {
                log.debug("No reflink of {}: errno {}", from, target.errno());
            }
            return answer == 0;
        } catch (IOException e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException("ioctl", e);
        }
    }

    /** Where a file holds data, in order; all else reads as zeros. */
    List<ByteRange> dataRanges(Path path) throws IOException {
        List<ByteRange> ranges = new ArrayList<>();
        try (OpenFile file = new OpenFile(path, O_RDONLY)) {
            long start = seek(file, 0, SEEK_DATA);
            while (start >= 0) {
                long end = seek(file, start, SEEK_HOLE);
                // Negative where the file was cut short meanwhile.
                if (end < 0) {
                    break;
                }
                ranges.add(new ByteRange(start, end));
                start = seek(file, end, SEEK_DATA);
            }
        }
        return ranges;
    }

    /** The place asked for, or -1 where nothing follows. */
    private long seek(OpenFile file, long from, int whence) throws IOException {
        long answer;
        try {
            answer = (long) lseek.invokeExact(file.state, file.descriptor, from, whence);
        } catch (Throwable e) {
            throw new IllegalStateException("lseek", e);
        }
        if (answer < 0 && file.errno() != ENXIO) {
            throw new IOException("lseek: errno " + file.errno());
        }
        return answer;
    }

    /** Bytes from {@code start} up to, not including, {@code end}. */
    record ByteRange(long start, long end) {
        long length() {
            return end - start;
        }
    }

    private final class OpenFile implements AutoCloseable {
        private final Arena arena = Arena.ofConfined();
        private final MemorySegment state = arena.allocate(CALL_STATE);
        private final int descriptor;

        OpenFile(Path path, int flags) throws IOException {
            try {
                descriptor =
                        (int)
                                open.invokeExact(
                                        state,
                                        arena.allocateFrom(path.toString()),
                                        flags | O_CLOEXEC | O_NOFOLLOW);
            } catch (Throwable e) {
                arena.close();
                throw new IllegalStateException("open", e);
            }
            if (descriptor < 0) {
                int errno = errno();
                arena.close();
                throw new IOException("open: errno " + errno);
            }
        }

        int errno() {
            return (int) ERRNO.get(state, 0L);
        }

        @Override
        public void close() {
            try {
                int _ = (int) close.invokeExact(descriptor);
            } catch (Throwable e) {
                throw new IllegalStateException("close", e);
            } finally {
                arena.close();
            }
        }
    }
}
