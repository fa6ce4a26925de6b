package io.snapledger.agent.driver;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** What the JDK says clumsily about files. */
final class SparseFiles {

    private SparseFiles() {}

    /** Makes an existing file that long without writing: what is added is a hole. */
    static void extend(Path file, long size) throws IOException {
        try (RandomAccessFile opened = new RandomAccessFile(file.toFile(), "rw")) {
            opened.setLength(size);
        }
    }

    /** Returns once the file, or the directory's entries, would survive a power cut. */
    static void sync(Path fileOrDirectory) throws IOException {
        try (FileChannel channel = FileChannel.open(fileOrDirectory, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }
}
