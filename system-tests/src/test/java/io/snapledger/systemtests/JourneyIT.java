package io.snapledger.systemtests;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.snapledger.systemtests.client.BlockStorage;
import io.snapledger.systemtests.client.BlockStorage.GroupWithVolume;
import io.snapledger.systemtests.client.BlockStorage.Kind;
import io.snapledger.systemtests.client.BlockStorage.Types;
import io.snapledger.systemtests.client.Caller;
import io.snapledger.systemtests.client.EventTopics;
import io.snapledger.systemtests.client.PublishedEvent;
import io.snapledger.systemtests.client.StatusChange;
import io.snapledger.systemtests.http.HttpAnswer;
import io.snapledger.systemtests.http.Json;
import io.snapledger.systemtests.sut.Eventually;
import io.snapledger.systemtests.sut.SharedSystem;
import io.snapledger.systemtests.sut.SystemUnderTest;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.assertj.core.groups.Tuple;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/** A group snapshot's whole life, as the README tells it. */
@ExtendWith(SharedSystem.class)
class JourneyIT {

    private static final long GIB = 1L << 30;
    private static final long SOMEWHERE = 123_456_789;

    private final SystemUnderTest system;
    private final BlockStorage administrator;
    private final BlockStorage member;
    private String names = "";
    private GroupWithVolume source = new GroupWithVolume("", "");
    private Types types = new Types("", "");

    JourneyIT(SystemUnderTest system) {
        this.system = system;
        // An administrator of the member's own project, whose URLs name that project too.
        Caller caller = Caller.memberOfNewProject("alice");
        member = new BlockStorage(system.baseUrl(), caller);
        administrator =
                new BlockStorage(
                        system.baseUrl(),
                        Caller.of("olga", caller.projectId(), "admin", "member", "reader"));
    }

    @BeforeEach
    void aGroupWithAVolume() {
        names = "journey-" + UUID.randomUUID();
        types = administrator.createTypes(names);
        source = member.createGroupWithVolume(types, names);
    }

    @AfterEach
    void close() {
        member.close();
        administrator.close();
    }

    @Test
    void aGroupSnapshotBecomesAvailableAndItsBytesAreOnDisk() {
        write(fileOf(source.volume()), "before the snapshot");

        String id = member.createGroupSnapshot(names, source.group());
        assertThat(member.find(Kind.GROUP_SNAPSHOT, id)).as("right after the 202").isPresent();
        JsonNode shown = member.awaitStatus(Kind.GROUP_SNAPSHOT, id, "available");

        assertThat(shown.path("group_id").asString()).isEqualTo(source.group());
        assertThat(shown.path("name").asString()).isEqualTo(names);
        JsonNode memberSnapshot = onlyMember(id);
        assertThat(memberSnapshot.path("status").asString()).isEqualTo("available");
        assertThat(memberSnapshot.path("volume_id").asString()).isEqualTo(source.volume());
        Path snapshotFile = fileOf(memberSnapshot.path("id").asString());
        write(fileOf(source.volume()), "after the snapshot!");
        assertThat(read(snapshotFile)).isEqualTo("before the snapshot");
        assertThat(snapshotFile).satisfies(file -> assertThat(Files.size(file)).isEqualTo(GIB));

        member.delete(Kind.GROUP_SNAPSHOT.path(id));
        member.awaitGone(Kind.GROUP_SNAPSHOT, id);
        assertThat(snapshotFile).doesNotExist();
        assertThat(read(fileOf(source.volume()))).isEqualTo("after the snapshot!");
    }

    @Test
    void theHistoryNamesEachChangeAndItsActorAndOutlivesTheResource() {
        String id = lifeOfAGroupSnapshot();

        List<StatusChange> history = administrator.history(Kind.GROUP_SNAPSHOT, id);

        assertThat(history)
                .extracting(StatusChange::from, StatusChange::to, StatusChange::cause)
                .containsExactly(
                        step(null, "creating", "request"),
                        step("creating", "available", "agent"),
                        step("available", "error", "administrator"),
                        step("error", "deleting", "request"),
                        step("deleting", "deleted", "agent"));
        assertThat(history)
                .extracting(StatusChange::reason)
                .containsExactly(null, null, "the disk smells", "no longer needed", null);
        assertThat(history.get(0)).satisfies(change -> isBy(change, member.caller()));
        assertThat(history.get(2)).satisfies(change -> isBy(change, administrator.caller()));
        assertThat(history.get(3)).satisfies(change -> isBy(change, member.caller()));
        assertThat(history)
                .allSatisfy(change -> {
                    assertThat(change.resourceType()).isEqualTo("group-snapshot");
                    assertThat(change.resourceId()).isEqualTo(id);
                    assertThat(change.projectId()).isEqualTo(member.caller().projectId());
                    assertThat(change.requestId()).startsWith("req-");
                    assertThat(change.userId()).isNotEmpty();
                })
                .extracting(StatusChange::position)
                .isSorted()
                .doesNotHaveDuplicates();
        assertThat(history.get(1).requestId())
                .as("the agent works for the request that asked")
                .isEqualTo(history.get(0).requestId());
        assertThat(member.history(Kind.GROUP_SNAPSHOT, id))
                .usingRecursiveComparison()
                .ignoringFields("userId", "address")
                .isEqualTo(history);
    }

    @Test
    void theHistoryTellsMembersNeitherHostsNorFromWhereAdministratorsAct() {
        String id = lifeOfAGroupSnapshot();

        assertThat(member.history(Kind.GROUP_SNAPSHOT, id))
                .extracting(StatusChange::userId, StatusChange::address)
                .containsExactly(
                        tuple(member.caller().userId(), "127.0.0.1"),
                        tuple(null, null),
                        tuple(administrator.caller().userId(), null),
                        tuple(member.caller().userId(), "127.0.0.1"),
                        tuple(null, null));
    }

    @Test
    void kafkaCarriesTheSameChangesInOrder() {
        String groupSnapshot = lifeOfAGroupSnapshot();
        try (EventTopics topics = new EventTopics(system.kafkaBootstrap())) {
            assertThat(topics.topics())
                    .contains(
                            "snapledger.events.volume-type",
                            "snapledger.events.group-type",
                            "snapledger.events.group",
                            "snapledger.events.volume",
                            "snapledger.events.snapshot",
                            "snapledger.events.group-snapshot",
                            "snapledger.events.refused-attempt");
            PublishedHistory.isPublished(topics, member, Kind.GROUP_SNAPSHOT, groupSnapshot);
            PublishedHistory.isPublished(topics, member, Kind.VOLUME, source.volume());
            PublishedHistory.isPublished(topics, member, Kind.GROUP, source.group());

            PublishedEvent taken =
                    topics.about(groupSnapshot, 2, PublishedHistory.PUBLISHED_WITHIN).stream()
                            .filter(event -> event.type().equals("group-snapshot.taken.v1"))
                            .findFirst()
                            .orElseThrow();
            PublishedHistory.isCloudEvent(
                    taken, Kind.GROUP_SNAPSHOT, groupSnapshot, member.caller().projectId());
            assertThat(taken.value().path("cause").asString()).isEqualTo("agent");
        }
    }

    @Test
    void aReasonThatIsTooLongIsRefusedAndChangesNothing() {
        String id = member.createGroupSnapshot(names, source.group());
        List<StatusChange> before = member.historyUpTo("available", Kind.GROUP_SNAPSHOT, id);

        HttpAnswer reset = administrator.resetStatus(id, "error", "x".repeat(1025));
        HttpAnswer delete = member.delete(Kind.GROUP_SNAPSHOT.path(id), "x".repeat(1025));

        assertThat(reset.status()).isEqualTo(400);
        assertThat(delete.status()).isEqualTo(400);
        assertThat(member.history(Kind.GROUP_SNAPSHOT, id)).isEqualTo(before);
        assertThat(member.find(Kind.GROUP_SNAPSHOT, id))
                .hasValueSatisfying(shown ->
                        assertThat(shown.path("status").asString()).isEqualTo("available"));

        String longest = "x".repeat(1024);
        assertThat(member.delete(Kind.GROUP_SNAPSHOT.path(id), longest).status()).isEqualTo(202);
        assertThat(member.history(Kind.GROUP_SNAPSHOT, id))
                .extracting(StatusChange::reason)
                .contains(longest);
    }

    @Test
    void theNeighboursGoTheSameWay() {
        String id = member.createGroupSnapshot(names, source.group());
        member.awaitStatus(Kind.GROUP_SNAPSHOT, id, "available");
        String memberSnapshot = onlyMember(id).path("id").asString();
        member.delete(Kind.GROUP_SNAPSHOT.path(id));
        member.awaitGone(Kind.GROUP_SNAPSHOT, id);
        Path volumeFile = fileOf(source.volume());

        HttpAnswer deletion =
                member.post(
                        Kind.GROUP.path(source.group()) + "/action",
                        Json.wrap("delete", Map.of("delete-volumes", true)));

        assertThat(deletion.status()).as("%s", deletion).isEqualTo(202);
        member.awaitGone(Kind.GROUP, source.group());
        member.awaitGone(Kind.VOLUME, source.volume());
        assertThat(volumeFile).doesNotExist();
        assertThat(member.historyUpTo("deleted", Kind.GROUP, source.group()))
                .extracting(StatusChange::to)
                .endsWith("deleting", "deleted");
        assertThat(member.historyUpTo("deleted", Kind.VOLUME, source.volume()))
                .extracting(StatusChange::to)
                .containsExactly("creating", "available", "deleting", "deleted");
        assertThat(member.historyUpTo("deleted", Kind.SNAPSHOT, memberSnapshot))
                .extracting(StatusChange::to)
                .containsExactly("creating", "available", "deleting", "deleted");
    }

    /** Created, available, reset to error for a reason, deleted for a reason. */
    private String lifeOfAGroupSnapshot() {
        String id = member.createGroupSnapshot(names, source.group());
        member.awaitStatus(Kind.GROUP_SNAPSHOT, id, "available");
        HttpAnswer reset = administrator.resetStatus(id, "error", "the disk smells");
        assertThat(reset.status()).as("%s", reset).isEqualTo(202);
        HttpAnswer delete = member.delete(Kind.GROUP_SNAPSHOT.path(id), "no longer needed");
        assertThat(delete.status()).as("%s", delete).isEqualTo(202);
        member.awaitGone(Kind.GROUP_SNAPSHOT, id);
        administrator.historyUpTo("deleted", Kind.GROUP_SNAPSHOT, id);
        return id;
    }

    private JsonNode onlyMember(String groupSnapshot) {
        List<JsonNode> members =
                member.list(Kind.SNAPSHOT).stream()
                        .filter(snapshot ->
                                snapshot.path("group_snapshot_id").asString().equals(groupSnapshot))
                        .toList();
        assertThat(members).hasSize(1);
        return members.getFirst();
    }

    private static Tuple step(@Nullable String first, @Nullable String second, String third) {
        return tuple(first, second, third);
    }

    private static void isBy(StatusChange change, Caller caller) {
        assertThat(change.userId()).isEqualTo(caller.userId());
        assertThat(change.actorProjectId()).isEqualTo(caller.projectId());
        assertThat(change.roles()).containsExactlyInAnyOrderElementsOf(caller.roles());
        assertThat(change.address()).isEqualTo("127.0.0.1");
    }

    /** The one file below the data folder that has the id in its name. */
    private Path fileOf(String id) {
        return Eventually.get(
                Duration.ofSeconds(5),
                () -> "there is a file of " + id + " below " + system.dataDir(),
                () -> findFileOf(id));
    }

    private Optional<Path> findFileOf(String id) {
        try (Stream<Path> files = Files.walk(system.dataDir())) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> file.getFileName().toString().contains(id))
                    .findFirst();
        } catch (IOException | UncheckedIOException _) {
            // The database makes and removes files meanwhile; the next look finds a quieter folder.
            return Optional.empty();
        }
    }

    /** Writes as a host that uses the volume would. */
    private static void write(Path file, String text) {
        try (RandomAccessFile content = new RandomAccessFile(file.toFile(), "rw")) {
            content.seek(SOMEWHERE);
            content.write(text.getBytes(UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(Path file) {
        byte[] text = new byte["before the snapshot".length()];
        try (RandomAccessFile content = new RandomAccessFile(file.toFile(), "r")) {
            content.seek(SOMEWHERE);
            content.readFully(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new String(text, UTF_8);
    }
}
