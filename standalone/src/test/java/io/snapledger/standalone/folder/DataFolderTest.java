package io.snapledger.standalone.folder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.snapledger.standalone.failure.CannotStart;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataFolderTest {

    @TempDir Path parent;

    @Test
    void makesTheFolderForItsOwnerOnly() throws IOException {
        Path folder = parent.resolve("a/b");
        try (DataFolder taken = DataFolder.take(folder)) {
            assertThat(taken.path()).isEqualTo(folder.toRealPath());
            assertThat(Files.getPosixFilePermissions(folder))
                    .isEqualTo(PosixFilePermissions.fromString("rwx------"));
        }
    }

    @Test
    void isHeldByOneAtATime() {
        try (DataFolder taken = DataFolder.take(parent)) {
            assertThatExceptionOfType(CannotStart.class)
                    .isThrownBy(() -> DataFolder.take(parent))
                    .withMessage(
                            "The data folder %s is in use by another Snapledger, process %d",
                            taken.path(), ProcessHandle.current().pid());
        }
        DataFolder.take(parent).close();
    }

    @Test
    void isNoFile() throws IOException {
        Path file = Files.writeString(parent.resolve("file"), "a file");
        assertThatExceptionOfType(CannotStart.class)
                .isThrownBy(() -> DataFolder.take(file))
                .withMessage("The data folder %s is not a directory", file);
    }

    @Test
    void cannotBeBelowAFile() throws IOException {
        Path file = Files.writeString(parent.resolve("file"), "a file");
        assertThatExceptionOfType(CannotStart.class)
                .isThrownBy(() -> DataFolder.take(file.resolve("folder")))
                .withMessageMatching("The data folder .*/file/folder .*[Nn]ot a directory.*");
    }

    @Test
    void hasToBeWritable() {
        // The kernel's own: not even root may make a file there.
        assertThatExceptionOfType(CannotStart.class)
                .isThrownBy(() -> DataFolder.take(Path.of("/proc/snapledger")))
                .withMessageStartingWith("The data folder /proc/snapledger cannot be written to: ");
    }
}
