package io.snapledger.agent.driver;

import static org.assertj.core.api.Assertions.assertThat;

import io.snapledger.agent.driver.ShareDriver.Share;
import io.snapledger.agent.driver.ShareDriver.Snapshot;
import io.snapledger.contract.outcome.WorkResult;
import io.snapledger.contract.shareinstance.ShareInstanceId;
import io.snapledger.contract.sharesnapshotinstance.ShareSnapshotInstanceId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A process that does the driver's work is killed, again and again, wherever it is just then. */
class KilledShareDriverTest {

    private static final UUID AGENT = new UUID(0, 1);
    private static final ShareInstanceId SHARE = new ShareInstanceId(new UUID(0, 2));
    private static final ShareInstanceId REPLICA = new ShareInstanceId(new UUID(0, 3));
    private static final ShareInstanceId RESTORED = new ShareInstanceId(new UUID(0, 4));
    private static final Snapshot SNAPSHOT =
            new Snapshot("alpha", SHARE, new ShareSnapshotInstanceId(new UUID(0, 5)));
    private static final Snapshot COPY =
            new Snapshot("beta", REPLICA, new ShareSnapshotInstanceId(new UUID(0, 6)));

    private static final int FILES = 20;

    @TempDir Path folder;

    /** All the work, in an order in which the control plane asks for it. */
    private enum Step {
        CREATE {
            @Override
            WorkResult of(ShareDriver driver) {
                return driver.createShare("alpha", SHARE, 1);
            }
        },
        TAKE {
            @Override
            WorkResult of(ShareDriver driver) {
                return driver.takeSnapshot(SNAPSHOT, 1);
            }
        },
        REPLICATE {
            @Override
            WorkResult of(ShareDriver driver) {
                return driver.createShareFromShare("beta", REPLICA, new Share("alpha", SHARE), 1);
            }
        },
        COPY_SNAPSHOT {
            @Override
            WorkResult of(ShareDriver driver) {
                return driver.copySnapshot(COPY, SNAPSHOT);
            }
        },
        RESTORE {
            @Override
            WorkResult of(ShareDriver driver) {
                return driver.createShareFromSnapshot("beta", RESTORED, COPY, 1);
            }
        },
        DELETE_RESTORED {
            @Override
            WorkResult of(ShareDriver driver) {
                return driver.deleteShare("beta", RESTORED);
            }
        },
        DROP {
            @Override
            WorkResult of(ShareDriver driver) {
                return driver.dropSnapshot(SNAPSHOT);
            }
        },
        DELETE_REPLICA {
            @Override
            WorkResult of(ShareDriver driver) {
                return driver.deleteShare("beta", REPLICA);
            }
        };

        abstract WorkResult of(ShareDriver driver);
    }

    @AfterEach
    void removeAll() throws IOException {
        DirectoryTrees.remove(LinuxFiles.find(), folder.resolve("storage"));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 5, 6, 9})
    void whereverItIsKilledTheWorkIsDoneWhenItIsRepeated(int stepsSeen) throws Exception {
        Process process = new ProcessBuilder(command()).redirectErrorStream(true).start();
        try (var output = process.inputReader()) {
            for (int i = 0; i < stepsSeen; i++) {
                String line = output.readLine();
                assertThat(line).isNotNull().startsWith("did ");
            }
        } finally {
            process.destroyForcibly().waitFor();
        }

        ShareDriver next = open(folder.resolve("storage"));

        assertThat(leftovers()).isEmpty();
        allThatIsVisibleIsWhole();
        for (Step step : Step.values()) {
            assertThat(step.of(next).reason()).as(step.toString()).isNull();
            allThatIsVisibleIsWhole();
        }
        assertThat(leftovers()).isEmpty();
        assertThat(entries("alpha/shares")).containsExactly(SHARE.toString());
        assertThat(entries("beta/shares")).isEmpty();
        assertThat(entries("beta/snapshots")).isEmpty();
    }

    private List<String> command() {
        return List.of(
                ProcessHandle.current().info().command().orElseThrow(),
                "-Xmx64m",
                "--enable-native-access=ALL-UNNAMED",
                "-Dlogback.configurationFile=logback-test.xml",
                "-cp",
                System.getProperty("java.class.path"),
                KilledShareDriverTest.class.getName(),
                folder.resolve("storage").toString());
    }

    /**
     * The process that is killed: does everything for ever, and says so.
     *
     * @param arguments where
     */
    public static void main(String[] arguments) throws IOException {
        Path storage = Path.of(arguments[0]);
        ShareDriver driver = open(storage);
        while (true) {
            for (Step step : Step.values()) {
                WorkResult result = step.of(driver);
                if (step == Step.CREATE) {
                    fill(storage.resolve("alpha/shares/" + SHARE));
                }
                System.out.println(
                        result.succeeded() ? "did " + step : step + ": " + result.reason());
            }
        }
    }

    private static FilesystemShareDriver open(Path storage) throws IOException {
        return FilesystemShareDriver.open(
                Map.of("alpha", storage.resolve("alpha"), "beta", storage.resolve("beta")),
                AGENT,
                "127.0.0.1",
                LinuxFiles.find());
    }

    // The share is its user's: what is written there is never half written by the driver.
    private static void fill(Path share) throws IOException {
        for (int i = 0; i < FILES; i++) {
            Path directory = Files.createDirectories(share.resolve("directory" + i));
            Path file = directory.resolve("file");
            if (Files.notExists(file)) {
                Path whole = Files.writeString(share.resolve("writing"), "bytes");
                Files.move(whole, file);
            }
        }
    }

    private void allThatIsVisibleIsWhole() throws IOException {
        Path storage = folder.resolve("storage");
        for (Path tree :
                List.of(
                        storage.resolve(
                                "alpha/snapshots/%s/%s/files".formatted(SHARE, SNAPSHOT.id())),
                        storage.resolve("beta/shares/" + REPLICA),
                        storage.resolve("beta/shares/" + RESTORED),
                        storage.resolve(
                                "beta/snapshots/%s/%s/files".formatted(REPLICA, COPY.id())))) {
            if (Files.exists(tree)) {
                try (var files = Files.walk(tree)) {
                    assertThat(files.filter(Files::isRegularFile))
                            .as(tree.toString())
                            .hasSize(FILES)
                            .allSatisfy(file -> assertThat(file).hasContent("bytes"));
                }
            }
        }
    }

    private List<String> leftovers() {
        return List.of("alpha", "beta").stream()
                .flatMap(backend -> entries(backend + "/partial/" + AGENT).stream())
                .toList();
    }

    private List<String> entries(String directory) {
        String[] names = folder.resolve("storage").resolve(directory).toFile().list();
        return List.of(Optional.ofNullable(names).orElseThrow());
    }
}
