package io.snapledger.standalone.folder;

import io.snapledger.standalone.failure.CannotStart;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/** The folder everything is kept in, held by one running instance at a time. */
public final class DataFolder implements AutoCloseable {

    private static final String TITLE = "The data folder";

    private final Path folder;
    private final FileChannel lockFile;
    private final FileLock lock;

    private DataFolder(Path folder, FileChannel lockFile, FileLock lock) {
        this.folder = folder;
        this.lockFile = lockFile;
        this.lock = lock;
    }

    /**
     * Makes the folder if need be and takes it for this process.
     *
     * @throws CannotStart if it cannot be written to, or another process has it
     */
    public static DataFolder take(Path asked) {
        Folders.make(TITLE, asked);
        try {
            Path folder = asked.toRealPath();
            FileChannel lockFile =
                    FileChannel.open(
                            folder.resolve("lock"),
                            StandardOpenOption.CREATE,
                            StandardOpenOption.READ,
                            StandardOpenOption.WRITE);
            return new DataFolder(folder, lockFile, lock(folder, lockFile));
        } catch (IOException e) {
            throw Folders.cannotUse(TITLE, asked, e);
        }
    }

    private static FileLock lock(Path folder, FileChannel lockFile) throws IOException {
        @Nullable FileLock lock = tryLock(lockFile);
        if (lock == null) {
            String holder = contentOf(lockFile);
            lockFile.close();
            throw new CannotStart(
                    "The data folder %s is in use by another Snapledger%s"
                            .formatted(folder, holder.isEmpty() ? "" : ", process " + holder));
        }
        lockFile.truncate(0);
        lockFile.write(
                ByteBuffer.wrap(
                        Long.toString(ProcessHandle.current().pid())
                                .getBytes(StandardCharsets.US_ASCII)));
        return lock;
    }

    private static @Nullable FileLock tryLock(FileChannel lockFile) throws IOException {
        try {
            return lockFile.tryLock();
        } catch (OverlappingFileLockException e) {
            // The same answer as for another process: one folder, one instance.
            return null;
        }
    }

    private static String contentOf(FileChannel lockFile) throws IOException {
        ByteBuffer content = ByteBuffer.allocate(32);
        lockFile.read(content, 0);
        return new String(content.array(), 0, content.position(), StandardCharsets.US_ASCII)
                .strip();
    }

    /** A part of the folder, such as {@code postgres}; it need not exist yet. */
    public Path part(String name) {
        return folder.resolve(name);
    }

    public Path path() {
        return folder;
    }

    @Override
    public void close() {
        try {
            lock.release();
            lockFile.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
