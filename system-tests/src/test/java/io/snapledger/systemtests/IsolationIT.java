package io.snapledger.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import io.snapledger.systemtests.client.BlockStorage;
import io.snapledger.systemtests.client.BlockStorage.Kind;
import io.snapledger.systemtests.client.Caller;
import io.snapledger.systemtests.client.EventTopics;
import io.snapledger.systemtests.client.PublishedEvent;
import io.snapledger.systemtests.client.StatusChange;
import io.snapledger.systemtests.http.HttpAnswer;
import io.snapledger.systemtests.http.Json;
import io.snapledger.systemtests.sut.SharedSystem;
import io.snapledger.systemtests.sut.SystemUnderTest;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Another project's resources are not there, and what is refused leaves no trace. */
@ExtendWith(SharedSystem.class)
class IsolationIT {

    private static final Duration PUBLISHED_WITHIN = Duration.ofSeconds(30);
    private static final String REFUSED_ATTEMPTS = "snapledger.events.refused-attempt";

    private static final String UNKNOWN = "00000000-0000-4000-8000-00000000dead";

    private final SystemUnderTest system;
    private final BlockStorage owner;
    private final BlockStorage stranger;
    private final BlockStorage reader;
    private String group = "";
    private String groupSnapshot = "";

    IsolationIT(SystemUnderTest system) {
        this.system = system;
        Caller caller = Caller.memberOfNewProject("owner");
        owner = new BlockStorage(system.baseUrl(), caller);
        reader =
                new BlockStorage(
                        system.baseUrl(), Caller.of("reader", caller.projectId(), "reader"));
        stranger = new BlockStorage(system.baseUrl(), Caller.memberOfNewProject("stranger"));
    }

    @BeforeEach
    void aGroupSnapshot() {
        try (BlockStorage administrator =
                new BlockStorage(system.baseUrl(), Caller.administrator())) {
            String names = "isolation-" + UUID.randomUUID();
            group = owner.createGroupWithVolume(administrator.createTypes(names), names).group();
        }
        groupSnapshot = owner.createGroupSnapshot("s", group);
        owner.awaitStatus(Kind.GROUP_SNAPSHOT, groupSnapshot, "available");
        owner.historyUpTo("available", Kind.GROUP_SNAPSHOT, groupSnapshot);
    }

    @AfterEach
    void close() {
        owner.close();
        stranger.close();
        reader.close();
    }

    @Test
    void aStrangerFindsNothing() {
        String path = Kind.GROUP_SNAPSHOT.path(groupSnapshot);

        assertThat(stranger.get(path).status()).isEqualTo(404);
        assertThat(stranger.delete(path).status()).isEqualTo(404);
        assertThat(stranger.resetStatus(groupSnapshot, "error", "mine").status()).isEqualTo(404);
        assertThat(stranger.askHistory(Kind.GROUP_SNAPSHOT, groupSnapshot).status()).isEqualTo(404);
        assertThat(stranger.askHistory(Kind.GROUP, group).status()).isEqualTo(404);
        assertThat(stranger.tryCreateGroupSnapshot("s", group).status()).isEqualTo(404);
        assertThat(stranger.list(Kind.GROUP_SNAPSHOT)).isEmpty();
        assertThat(stranger.list(Kind.SNAPSHOT)).isEmpty();
    }

    @Test
    void theProjectsReaderSeesTheHistory() {
        assertThat(reader.history(Kind.GROUP_SNAPSHOT, groupSnapshot))
                .isNotEmpty()
                .isEqualTo(owner.history(Kind.GROUP_SNAPSHOT, groupSnapshot));
    }

    @Test
    void nobodyHasAHistoryOfWhatNeverWas() {
        assertThat(owner.askHistory(Kind.GROUP_SNAPSHOT, UNKNOWN).status()).isEqualTo(404);
    }

    @Test
    void refusalsLeaveNoEventButTheirOwn() {
        List<StatusChange> before = owner.history(Kind.GROUP_SNAPSHOT, groupSnapshot);
        String path = Kind.GROUP_SNAPSHOT.path(groupSnapshot);
        try (EventTopics topics = new EventTopics(system.kafkaBootstrap())) {
            String first = owner.createGroup("before", typeOf(group), volumeTypeOf(group));
            int published = topics.about(first, 1, PUBLISHED_WITHIN).size();
            assertThat(published).isPositive();
            long positionBefore = newestPosition(topics);

            List<HttpAnswer> refusals =
                    List.of(
                            stranger.delete(path),
                            stranger.tryCreateGroupSnapshot("s", group),
                            owner.resetStatus(groupSnapshot, "error", "not mine to say"),
                            owner.resetStatus(groupSnapshot, "broken", "no such status"),
                            owner.tryCreateGroupSnapshot("s", UNKNOWN),
                            owner.tryCreateGroupSnapshot("n".repeat(256), group),
                            owner.tryCreateGroupSnapshot("s", first),
                            owner.delete(Kind.GROUP_SNAPSHOT.path(UNKNOWN)),
                            owner.post("/types", Json.wrap("volume_type", Map.of("name", "x"))));
            assertThat(refusals).extracting(HttpAnswer::status).allMatch(status -> status >= 400);

            // Publication is in the order of the store: once this one is there, all before it are.
            String last = owner.createGroup("after", typeOf(group), volumeTypeOf(group));
            List<PublishedEvent> events =
                    topics.read(
                            PUBLISHED_WITHIN,
                            all -> all.stream().anyMatch(event -> event.key().equals(last)));
            Map<Boolean, List<PublishedEvent>> since =
                    events.stream()
                            .filter(event -> event.position() > positionBefore)
                            .filter(this::isOfTheseProjectsOrOfNone)
                            .collect(
                                    Collectors.partitioningBy(
                                            event -> event.topic().equals(REFUSED_ATTEMPTS)));
            assertThat(since.get(false)).extracting(PublishedEvent::key).containsOnly(last);
            assertThat(since.get(true)).as("the two refused resets").hasSize(2);
        }
        assertThat(owner.history(Kind.GROUP_SNAPSHOT, groupSnapshot)).isEqualTo(before);
        assertThat(owner.list(Kind.GROUP_SNAPSHOT)).hasSize(1);
        assertThat(owner.list(Kind.SNAPSHOT)).hasSize(1);
    }

    /** Other tests' projects may still have work going on. */
    private boolean isOfTheseProjectsOrOfNone(PublishedEvent event) {
        String project = event.headers().getOrDefault("ce_projectid", "");
        return Set.of("", owner.caller().projectId(), stranger.caller().projectId())
                .contains(project);
    }

    private static long newestPosition(EventTopics topics) {
        return topics.read(Duration.ZERO, _ -> true).stream()
                .mapToLong(PublishedEvent::position)
                .max()
                .orElseThrow();
    }

    private String typeOf(String group) {
        return owner.find(Kind.GROUP, group).orElseThrow().path("group_type").asString();
    }

    private String volumeTypeOf(String group) {
        return owner.find(Kind.GROUP, group).orElseThrow().path("volume_types").path(0).asString();
    }
}
