package io.snapledger.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import io.snapledger.systemtests.client.BlockStorage;
import io.snapledger.systemtests.client.BlockStorage.Kind;
import io.snapledger.systemtests.client.BlockStorage.Types;
import io.snapledger.systemtests.client.Caller;
import io.snapledger.systemtests.http.HttpAnswer;
import io.snapledger.systemtests.http.Json;
import io.snapledger.systemtests.sut.Eventually;
import io.snapledger.systemtests.sut.StandaloneJar;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import tools.jackson.databind.JsonNode;

/**
 * The process is killed while groups are being created from a group snapshot and from a group, and
 * while a share's files are being copied for its snapshot: all are whole in the end, and their
 * sources are free again.
 */
@Execution(ExecutionMode.CONCURRENT)
class KilledWhileCopyingIT {

    private static final long SEED = Long.getLong("snapledger.seed", new Random().nextLong());
    private static final int KILLS = 2;

    /** The source and two copies of it stay within a project's ten volumes. */
    private static final int VOLUMES = 3;

    private final Random random = new Random(SEED);

    @Test
    void whatWasAcceptedIsWholeInTheEnd() {
        System.out.printf("KilledWhileCopyingIT: -Dsnapledger.seed=%d%n", SEED);
        Caller member = Caller.memberOfNewProject("copier");
        try (StandaloneJar system = StandaloneJar.named("copying")) {
            system.start();
            String group;
            String groupSnapshot;
            ShareWithFiles share;
            try (BlockStorage administrator =
                            new BlockStorage(system.baseUrl(), Caller.administrator());
                    BlockStorage storage = new BlockStorage(system.baseUrl(), member)) {
                Types types = administrator.createTypes("copied");
                group = storage.createGroup("source", types.groupType(), types.volumeType());
                String into = group;
                Stream.generate(() -> storage.createVolume("v", types.volumeType(), into))
                        .limit(VOLUMES)
                        .toList()
                        .forEach(volume -> storage.awaitStatus(Kind.VOLUME, volume, "available"));
                groupSnapshot = storage.createGroupSnapshot("s", group);
                storage.awaitStatus(Kind.GROUP_SNAPSHOT, groupSnapshot, "available");
                share = ShareWithFiles.make(administrator, storage, system.dataDir());
            }
            for (int kill = 0; kill < KILLS; kill++) {
                List<String> copies;
                String shareSnapshot;
                try (BlockStorage storage = new BlockStorage(system.baseUrl(), member)) {
                    copies =
                            List.of(
                                    copy(storage, "group_snapshot_id", groupSnapshot),
                                    copy(storage, "source_group_id", group));
                    shareSnapshot = storage.createShareSnapshot("s", share.id());
                }
                if (kill == 0) {
                    share.awaitCopying();
                }
                Eventually.pause(Duration.ofMillis(random.nextInt(150)));
                system.killNine();
                system.start();
                try (BlockStorage administrator =
                                new BlockStorage(
                                        system.baseUrl(),
                                        Caller.of("administrator", member.projectId(), "admin"));
                        BlockStorage storage = new BlockStorage(system.baseUrl(), member)) {
                    copies.forEach(copy -> isWholeAndCanGo(storage, copy));
                    share.isWholeInAndCanGo(administrator, storage, shareSnapshot);
                }
            }
            try (BlockStorage storage = new BlockStorage(system.baseUrl(), member)) {
                assertThat(storage.delete(Kind.GROUP_SNAPSHOT.path(groupSnapshot)).status())
                        .isEqualTo(202);
                storage.awaitGone(Kind.GROUP_SNAPSHOT, groupSnapshot);
                deleteWithVolumes(storage, group);
                storage.awaitGone(Kind.GROUP, group);
                assertThat(storage.list(Kind.VOLUME)).isEmpty();
            }
        }
    }

    private static String copy(BlockStorage storage, String key, String source) {
        HttpAnswer answer =
                storage.post("/groups/action", Json.wrap("create-from-src", Map.of(key, source)));
        assertThat(answer.status()).as("%s", answer).isEqualTo(202);
        return answer.json().path("group").path("id").asString();
    }

    private static void isWholeAndCanGo(BlockStorage storage, String copy) {
        JsonNode shown = storage.awaitStatus(Kind.GROUP, copy, "available");
        List<JsonNode> volumes =
                storage.list(Kind.VOLUME).stream()
                        .filter(volume -> volume.path("group_id").asString("").equals(copy))
                        .toList();
        assertThat(volumes)
                .hasSize(VOLUMES)
                .allSatisfy(volume -> {
                    assertThat(volume.path("status").asString()).isEqualTo("available");
                    assertThat(volume.path("created_at")).isEqualTo(shown.path("created_at"));
                });
        deleteWithVolumes(storage, copy);
        storage.awaitGone(Kind.GROUP, copy);
    }

    private static void deleteWithVolumes(BlockStorage storage, String group) {
        HttpAnswer answer =
                storage.post(
                        Kind.GROUP.path(group) + "/action",
                        Json.wrap("delete", Map.of("delete-volumes", true)));
        assertThat(answer.status()).as("%s", answer).isEqualTo(202);
    }
}
