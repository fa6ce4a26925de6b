package io.snapledger.standalone.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SoftwareArchiveIT {

    @TempDir Path folder;

    @Test
    void holdsTheProgramsThatAServerNeeds() throws IOException {
        SoftwareArchive.unpack(folder.resolve("unpacked"));
        for (String program : new String[] {"initdb", "pg_ctl", "postgres"}) {
            assertThat(folder.resolve("unpacked/bin").resolve(program)).isExecutable();
        }
    }

    @Test
    void isUnpackedAlikeByJavaAndByTar() throws IOException {
        assumeTrue(SoftwareArchive.unpackByTar(folder.resolve("tar")), "a tar that knows xz");
        SoftwareArchive.unpackByJava(folder.resolve("java"));
        SortedMap<String, String> files = files(folder.resolve("java"));
        assertThat(files).hasSizeGreaterThan(500);
        assertThat(files(folder.resolve("tar"))).isEqualTo(files);
    }

    /** Each file's path, and whether it is a program, a link to where, or how long. */
    private static SortedMap<String, String> files(Path root) throws IOException {
        SortedMap<String, String> files = new TreeMap<>();
        try (Stream<Path> found = Files.walk(root)) {
            for (Path file : found.toList()) {
                String name = root.relativize(file).toString();
                if (Files.isSymbolicLink(file)) {
                    files.put(name, "link to " + Files.readSymbolicLink(file));
                } else if (Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
                    boolean program =
                            Files.getPosixFilePermissions(file)
                                    .contains(PosixFilePermission.OWNER_EXECUTE);
                    files.put(name, (program ? "program of " : "") + Files.size(file));
                }
            }
        }
        return files;
    }
}
