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
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What Linux can do with files and the JDK has no word for: reflinks, asking for holes, holding on
 * to a file whatever becomes of its name.
 */
final class LinuxFiles {

    private static final Logger log = LoggerFactory.getLogger(LinuxFiles.class);

    // The numbers below are those of Linux's generic ABI, which these share; others differ.
    private static final Set<String> ARCHITECTURES = Set.of("amd64", "aarch64", "riscv64");
    private static final int O_RDONLY = 0;
    private static final int O_RDWR = 2;
    private static final int O_CLOEXEC = 0x80000;
    private static final int O_PATH = 0x200000;
    // The one number that differs among those architectures.
    private static final int O_NOFOLLOW =
            System.getProperty("os.arch").equals("aarch64") ? 0x8000 : 0x20000;
    private static final int SEEK_DATA = 3;
    private static final int SEEK_HOLE = 4;
    private static final int ENOENT = 2;
    private static final int ENXIO = 6;
    private static final int EACCES = 13;
    private static final int ENODATA = 61;
    private static final int EOPNOTSUPP = 95;
    // The longest list of names, and the longest value: linux/limits.h
    private static final long XATTR_MAX = 65_536;
    private static final int MODE_OF_A_NEW_FILE = 0600;
    private static final Path DESCRIPTORS = Path.of("/proc/self/fd");
    // _IOW(0x94, 9, int): linux/fs.h
    private static final long FICLONE = 0x40049409L;

    private static final StructLayout CALL_STATE = Linker.Option.captureStateLayout();
    private static final VarHandle ERRNO =
            CALL_STATE.varHandle(MemoryLayout.PathElement.groupElement("errno"));

    private final MethodHandle open;
    private final MethodHandle close;
    private final MethodHandle ioctl;
    private final MethodHandle lseek;
    private final MethodHandle mkfifo;
    private final MethodHandle listxattr;
    private final MethodHandle getxattr;
    private final MethodHandle setxattr;
    private final MethodHandle strerror;

    // "restricted" says that a wrong descriptor can crash the JVM: these follow man 2 and man 3.
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
        mkfifo =
                linker.downcallHandle(
                        linker.defaultLookup().findOrThrow("mkfifo"),
                        FunctionDescriptor.of(
                                ValueLayout.JAVA_INT, ValueLayout.ADDRESS, ValueLayout.JAVA_INT),
                        errno);
        listxattr =
                linker.downcallHandle(
                        linker.defaultLookup().findOrThrow("listxattr"),
                        FunctionDescriptor.of(
                                ValueLayout.JAVA_LONG,
                                ValueLayout.ADDRESS,
                                ValueLayout.ADDRESS,
                                ValueLayout.JAVA_LONG),
                        errno);
        getxattr =
                linker.downcallHandle(
                        linker.defaultLookup().findOrThrow("getxattr"),
                        FunctionDescriptor.of(
                                ValueLayout.JAVA_LONG,
                                ValueLayout.ADDRESS,
                                ValueLayout.ADDRESS,
                                ValueLayout.ADDRESS,
                                ValueLayout.JAVA_LONG),
                        errno);
        setxattr =
                linker.downcallHandle(
                        linker.defaultLookup().findOrThrow("setxattr"),
                        FunctionDescriptor.of(
                                ValueLayout.JAVA_INT,
                                ValueLayout.ADDRESS,
                                ValueLayout.ADDRESS,
                                ValueLayout.ADDRESS,
                                ValueLayout.JAVA_LONG,
                                ValueLayout.JAVA_INT),
                        errno);
        strerror =
                linker.downcallHandle(
                        linker.defaultLookup().findOrThrow("strerror"),
                        FunctionDescriptor.of(
                                ValueLayout.ADDRESS.withTargetLayout(
                                        MemoryLayout.sequenceLayout(1024, ValueLayout.JAVA_BYTE)),
                                ValueLayout.JAVA_INT));
    }

    /** Empty on other systems, and where the JVM was not allowed to call native code. */
    static Optional<LinuxFiles> find() {
        if (!System.getProperty("os.name").equals("Linux")
                || !ARCHITECTURES.contains(System.getProperty("os.arch"))) {
            return Optional.empty();
        }
        if (!Files.isDirectory(DESCRIPTORS)) {
            log.warn("No reflinks, and renames may mislead copies: there is no {}", DESCRIPTORS);
            return Optional.empty();
        }
        try {
            return Optional.of(new LinuxFiles());
        } catch (IllegalCallerException
                | UnsupportedOperationException
                | NoSuchElementException e) {
            log.warn("No reflinks, and renames may mislead copies: {}", e.getMessage());
            return Optional.empty();
        }
    }

    /** Makes {@code to} share all bytes of {@code from}; false where the file system cannot. */
    boolean reflink(Path from, Path to) throws IOException {
        try (Descriptor source = open(from, O_RDONLY);
                Descriptor target = open(to, O_RDWR)) {
            try (CallState call = new CallState()) {
                int answer =
                        (int) ioctl.invokeExact(call.state, target.number, FICLONE, source.number);
                if (answer != 0) {
                    log.debug("No reflink of {}: {}", from, words(call.errno()));
                }
                return answer == 0;
            } catch (Throwable e) {
                throw new IllegalStateException("ioctl", e);
            }
        }
    }

    /** Where a file holds data, in order; all else reads as zeros. */
    List<ByteRange> dataRanges(Path path) throws IOException {
        List<ByteRange> ranges = new ArrayList<>();
        try (Descriptor file = open(path, O_RDONLY)) {
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
    private long seek(Descriptor file, long from, int whence) throws IOException {
        try (CallState call = new CallState()) {
            long answer;
            try {
                answer = (long) lseek.invokeExact(call.state, file.number, from, whence);
            } catch (Throwable e) {
                throw new IllegalStateException("lseek", e);
            }
            if (answer < 0 && call.errno() != ENXIO) {
                throw new IOException(words(call.errno()));
            }
            return answer;
        }
    }

    /**
     * Holds on to what lies under that path now, also where it is a symbolic link. It is not
     * opened: nothing waits for a pipe's other end, and no permission is asked for.
     */
    Descriptor hold(Path path) throws IOException {
        return open(path, O_PATH | O_NOFOLLOW);
    }

    private Descriptor open(Path path, int flags) throws IOException {
        try (CallState call = new CallState()) {
            int number;
            try {
                number = (int) open.invokeExact(call.state, call.text(path), flags | O_CLOEXEC);
            } catch (Throwable e) {
                throw new IllegalStateException("open", e);
            }
            if (number < 0) {
                throw failure(path, call.errno());
            }
            return new Descriptor(number);
        }
    }

    /** Makes a named pipe. */
    void makePipe(Path path) throws IOException {
        try (CallState call = new CallState()) {
            int answer;
            try {
                answer = (int) mkfifo.invokeExact(call.state, call.text(path), MODE_OF_A_NEW_FILE);
            } catch (Throwable e) {
                throw new IllegalStateException("mkfifo", e);
            }
            if (answer != 0) {
                throw failure(path, call.errno());
            }
        }
    }

    /**
     * Copies what the permissions of a file do not say and yet belongs to it: its users' own
     * attributes, its access lists and its capabilities; not what this machine alone labels it
     * with.
     */
    void copyExtendedAttributes(Path from, Path to) throws IOException {
        try (CallState call = new CallState()) {
            MemorySegment source = call.text(from);
            MemorySegment names = call.arena.allocate(XATTR_MAX);
            long length;
            try {
                length = (long) listxattr.invokeExact(call.state, source, names, XATTR_MAX);
            } catch (Throwable e) {
                throw new IllegalStateException("listxattr", e);
            }
            if (length < 0 && call.errno() != EOPNOTSUPP) {
                throw failure(from, call.errno());
            }
            for (long at = 0; at < length; ) {
                MemorySegment name = names.asSlice(at);
                String text = name.getString(0, StandardCharsets.ISO_8859_1);
                if (isTheFilesOwn(text)) {
                    copyExtendedAttribute(call, name, from, to);
                }
                at += text.length() + 1;
            }
        }
    }

    private static boolean isTheFilesOwn(String attribute) {
        return attribute.startsWith("user.")
                || attribute.startsWith("system.posix_acl_")
                || attribute.equals("security.capability");
    }

    private void copyExtendedAttribute(CallState call, MemorySegment name, Path from, Path to)
            throws IOException {
        MemorySegment value = call.arena.allocate(XATTR_MAX);
        long length;
        try {
            length =
                    (long)
                            getxattr.invokeExact(
                                    call.state, call.text(from), name, value, XATTR_MAX);
        } catch (Throwable e) {
            throw new IllegalStateException("getxattr", e);
        }
        if (length < 0) {
            if (call.errno() == ENODATA) {
                return; // It was taken away meanwhile.
            }
            throw failure(from, call.errno());
        }
        int answer;
        try {
            answer = (int) setxattr.invokeExact(call.state, call.text(to), name, value, length, 0);
        } catch (Throwable e) {
            throw new IllegalStateException("setxattr", e);
        }
        if (answer != 0) {
            throw failure(to, call.errno());
        }
    }

    private IOException failure(Path path, int errno) {
        return switch (errno) {
            case ENOENT -> new NoSuchFileException(path.toString());
            case EACCES -> new AccessDeniedException(path.toString());
            default -> new FileSystemException(path.toString(), null, words(errno));
        };
    }

    private String words(int errno) {
        try {
            return ((MemorySegment) strerror.invokeExact(errno)).getString(0);
        } catch (Throwable e) {
            throw new IllegalStateException("strerror", e);
        }
    }

    /** Bytes from {@code start} up to, not including, {@code end}. */
    record ByteRange(long start, long end) {
        long length() {
            return end - start;
        }
    }

    /** What one call is given and leaves behind. */
    private static final class CallState implements AutoCloseable {
        private final Arena arena = Arena.ofConfined();
        private final MemorySegment state = arena.allocate(CALL_STATE);

        MemorySegment text(Path path) {
            byte[] bytes = PathBytes.of(path);
            MemorySegment text = arena.allocate(bytes.length + 1L);
            text.copyFrom(MemorySegment.ofArray(bytes));
            return text;
        }

        int errno() {
            return (int) ERRNO.get(state, 0L);
        }

        @Override
        public void close() {
            arena.close();
        }
    }

    /** What the kernel knows an open file by. */
    final class Descriptor implements AutoCloseable {
        private final int number;

        private Descriptor(int number) {
            this.number = number;
        }

        /** Leads to the file itself, wherever it is now; only the JDK's own checks see a link. */
        Path path() {
            return DESCRIPTORS.resolve(Integer.toString(number));
        }

        @Override
        public void close() {
            try {
                int _ = (int) close.invokeExact(number);
            } catch (Throwable e) {
                throw new IllegalStateException("close", e);
            }
        }
    }
}
