package io.snapledger.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import io.snapledger.systemtests.client.BlockStorage;
import io.snapledger.systemtests.client.BlockStorage.Kind;
import io.snapledger.systemtests.client.BlockStorage.Types;
import io.snapledger.systemtests.client.Caller;
import io.snapledger.systemtests.client.EventTopics;
import io.snapledger.systemtests.client.PublishedEvent;
import io.snapledger.systemtests.client.StatusChange;
import io.snapledger.systemtests.client.StatusOfInstances;
import io.snapledger.systemtests.http.HttpAnswer;
import io.snapledger.systemtests.sut.Eventually;
import io.snapledger.systemtests.sut.StandaloneJar;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import tools.jackson.databind.JsonNode;

/**
 * The process is killed at random moments under load and started again on its folder: what it had
 * acknowledged is there, what it had begun ends, and Kafka has each event under one id.
 *
 * <p>{@code -Dsnapledger.kills=20} sets how often, {@code -Dsnapledger.seed=…} repeats the choices
 * of an earlier run (what the processes had done by then differs all the same).
 */
@Execution(ExecutionMode.CONCURRENT)
class KillIT {

    private static final int KILLS = Integer.getInteger("snapledger.kills", 2);
    private static final long SEED = Long.getLong("snapledger.seed", new Random().nextLong());
    private static final int WRITERS = 4;

    // What was created while nobody read the answer is never deleted, and adds up.
    private static final String MANY_VOLUMES = "--snapledger.quota.volumes=1000";
    private static final String MANY_SNAPSHOTS = "--snapledger.quota.snapshots=1000";

    private static final int MOST_WRITES_BETWEEN_KILLS = 200;
    private static final Duration PUBLISHED_WITHIN = Duration.ofSeconds(60);

    private final Random random = new Random(SEED);

    @Test
    void whatWasAcknowledgedSurvivesAndWhatWasBegunEnds() {
        System.out.printf("KillIT: %d kills, -Dsnapledger.seed=%d%n", KILLS, SEED);
        try (StandaloneJar system = StandaloneJar.named("killed", MANY_VOLUMES, MANY_SNAPSHOTS)) {
            system.start();
            List<Project> projects = projects(system);
            for (int kill = 1; kill <= KILLS; kill++) {
                writeUntilKilled(system, projects);
                if (random.nextInt(3) == 0) {
                    killWhileStarting(system);
                }
                system.start();
                for (Project project : projects) {
                    project.checkAfterRestart(system);
                }
                System.out.printf(
                        "KillIT: after kill %d, %d acknowledged writes%n", kill, writes(projects));
            }
            checkKafka(system, projects);
        }
    }

    private List<Project> projects(StandaloneJar system) {
        try (BlockStorage administrator =
                new BlockStorage(system.baseUrl(), Caller.administrator())) {
            Types types = administrator.createTypes("killed");
            String shareType = administrator.createShareType("killed");
            return IntStream.range(0, WRITERS)
                    .mapToObj(_ -> new Project(system, types, shareType, random.nextLong()))
                    .toList();
        }
    }

    private static int writes(List<Project> projects) {
        return projects.stream().mapToInt(Project::writes).sum();
    }

    private void writeUntilKilled(StandaloneJar system, List<Project> projects) {
        // Counted in writes, so that a slow machine is killed under load too.
        int enough = writes(projects) + random.nextInt(MOST_WRITES_BETWEEN_KILLS);
        Duration moment = Duration.ofMillis(random.nextInt(100));
        try (ExecutorService writers = Executors.newFixedThreadPool(projects.size())) {
            List<CompletableFuture<Void>> writing =
                    projects.stream()
                            .map(project ->
                                    CompletableFuture.runAsync(
                                            () -> project.writeUntilItFails(system), writers))
                            .toList();
            boolean written =
                    Eventually.holds(
                            BlockStorage.WORK_LIMIT,
                            () ->
                                    writes(projects) >= enough
                                            || writing.stream()
                                                    .anyMatch(CompletableFuture::isDone));
            Eventually.pause(moment);
            system.killNine();
            assertThat(written).as("the writers came to %d writes", enough).isTrue();
            writing.forEach(CompletableFuture::join);
        }
    }

    private void killWhileStarting(StandaloneJar system) {
        system.launch();
        Eventually.pause(Duration.ofMillis(random.nextInt(8_000)));
        system.killNine();
    }

    private static void checkKafka(StandaloneJar system, List<Project> projects) {
        Map<String, List<StatusChange>> histories = new HashMap<>();
        for (Project project : projects) {
            histories.putAll(project.histories(system));
        }
        Set<String> expected =
                histories.values().stream()
                        .flatMap(List::stream)
                        .map(StatusChange::eventId)
                        .collect(Collectors.toSet());
        List<PublishedEvent> published;
        try (EventTopics topics = new EventTopics(system.kafkaBootstrap())) {
            published =
                    topics.read(
                            PUBLISHED_WITHIN,
                            events -> {
                                Set<String> ids = new HashSet<>();
                                events.forEach(event -> ids.add(event.id()));
                                return ids.containsAll(expected);
                            });
        }

        Map<String, Set<String>> idsByPlace = new HashMap<>();
        Map<String, Set<String>> placesById = new HashMap<>();
        // Whoever drops what he has seen, as consumers are told to, sees this.
        Map<String, Map<String, PublishedEvent>> firstsByResource = new HashMap<>();
        for (PublishedEvent event : published) {
            String place = event.key() + " at " + event.position();
            idsByPlace.computeIfAbsent(place, _ -> new TreeSet<>()).add(event.id());
            placesById.computeIfAbsent(event.id(), _ -> new TreeSet<>()).add(place);
            firstsByResource
                    .computeIfAbsent(event.key(), _ -> new LinkedHashMap<>())
                    .putIfAbsent(event.id(), event);
        }
        assertThat(idsByPlace)
                .as("ids of one event")
                .allSatisfy((_, ids) -> assertThat(ids).hasSize(1));
        assertThat(placesById)
                .as("events of one id")
                .allSatisfy((_, places) -> assertThat(places).hasSize(1));
        assertThat(placesById.keySet()).as("events on Kafka").containsAll(expected);
        assertThat(firstsByResource)
                .as("order of publication per resource")
                .allSatisfy((_, events) ->
                        assertThat(events.values())
                                .extracting(PublishedEvent::position)
                                .isSorted());
        assertThat(histories)
                .as("status changes of a resource on Kafka and in its history")
                .allSatisfy((id, history) ->
                        assertThat(
                                        firstsByResource
                                                .getOrDefault(id, Map.of())
                                                .values()
                                                .stream()
                                                .filter(event -> event.to() != null))
                                .extracting(PublishedEvent::id)
                                .containsExactlyElementsOf(
                                        history.stream().map(StatusChange::eventId).toList()));
    }

    /** One resource. */
    private record Resource(Kind kind, String id) {}

    /** One write that was answered with 202. */
    private record Acknowledged(Resource resource, String to, String requestId) {}

    /** One writer and everything it was promised. */
    private static final class Project {

        private static final int MOST_GROUP_SNAPSHOTS = 6;
        private static final int MOST_VOLUMES = 3;
        private static final int MOST_SHARES = 2;
        private static final int MOST_SHARE_SNAPSHOTS = 4;

        /** What is made and deleted; the rest is part of it. */
        private static final List<Kind> MADE =
                List.of(
                        Kind.GROUP_SNAPSHOT,
                        Kind.VOLUME,
                        Kind.SHARE,
                        Kind.SHARE_SNAPSHOT,
                        Kind.REPLICA);

        private final Caller member = Caller.memberOfNewProject("writer");
        private final Caller administrator =
                Caller.of("administrator", member.projectId(), "admin", "member", "reader");
        private final Types types;
        private final String shareType;
        private final String group;

        /** The share that has the snapshots and the replicas. */
        private final String share;

        private final Random random;
        private final Queue<Acknowledged> acknowledged = new ConcurrentLinkedQueue<>();
        private final List<Resource> living = new ArrayList<>();

        /** A deletion may have been carried out although its answer was never read. */
        private final Set<Resource> perhapsDeleted = new HashSet<>();

        Project(StandaloneJar system, Types types, String shareType, long seed) {
            this.types = types;
            this.shareType = shareType;
            random = new Random(seed);
            try (BlockStorage storage = new BlockStorage(system.baseUrl(), member)) {
                group = storage.createGroupWithVolume(types, "g").group();
                share = storage.createShare("s", shareType);
                storage.awaitStatus(Kind.SHARE, share, "available");
            }
        }

        int writes() {
            return acknowledged.size();
        }

        void writeUntilItFails(StandaloneJar system) {
            try (BlockStorage user = new BlockStorage(system.baseUrl(), member);
                    BlockStorage operator = new BlockStorage(system.baseUrl(), administrator)) {
                while (true) {
                    write(user, operator);
                }
            } catch (UncheckedIOException _) {
                // The system was killed; whether the last request was carried out is not known.
            }
        }

        private void write(BlockStorage user, BlockStorage operator) {
            List<Resource> groupSnapshots = living(Kind.GROUP_SNAPSHOT);
            List<Resource> volumes = living(Kind.VOLUME);
            List<Resource> shareSnapshots = living(Kind.SHARE_SNAPSHOT);
            switch (random.nextInt(13)) {
                case 0, 1 -> {
                    if (groupSnapshots.size() < MOST_GROUP_SNAPSHOTS) {
                        created(
                                Kind.GROUP_SNAPSHOT,
                                "group_snapshot",
                                user.tryCreateGroupSnapshot("s", group));
                    }
                }
                case 2 -> {
                    if (volumes.size() < MOST_VOLUMES) {
                        created(
                                Kind.VOLUME,
                                "volume",
                                user.tryCreateVolume("v", types.volumeType()));
                    }
                }
                case 3 -> delete(user, groupSnapshots);
                case 4 -> delete(user, volumes);
                case 5 -> reset(operator, groupSnapshots);
                case 6, 7 -> {
                    if (shareSnapshots.size() < MOST_SHARE_SNAPSHOTS) {
                        created(
                                Kind.SHARE_SNAPSHOT,
                                "snapshot",
                                user.tryCreateShareSnapshot("s", share));
                    }
                }
                case 8 -> delete(user, shareSnapshots);
                case 9 -> reset(operator, instances(operator, shareSnapshots));
                case 10 -> {
                    if (living(Kind.SHARE).size() < MOST_SHARES) {
                        created(Kind.SHARE, "share", user.tryCreateShare("s", shareType));
                    }
                }
                case 11 -> delete(user, living(Kind.SHARE));
                default -> {
                    if (living(Kind.REPLICA).isEmpty()) {
                        created(Kind.REPLICA, "share_replica", user.tryCreateReplica(share));
                    } else {
                        delete(user, living(Kind.REPLICA));
                    }
                }
            }
        }

        private List<Resource> instances(BlockStorage operator, List<Resource> shareSnapshots) {
            return shareSnapshots.isEmpty()
                    ? List.of()
                    : operator
                            .instancesOf(
                                    shareSnapshots.get(random.nextInt(shareSnapshots.size())).id())
                            .stream()
                            .map(shown ->
                                    new Resource(
                                            Kind.SNAPSHOT_INSTANCE, shown.path("id").asString()))
                            .toList();
        }

        private List<Resource> living(Kind kind) {
            return living.stream().filter(resource -> resource.kind() == kind).toList();
        }

        private void created(Kind kind, String name, HttpAnswer answer) {
            // manila/api/v2/shares.py, create, is the one that says 200.
            assertThat(answer.status()).as("%s", answer).isEqualTo(kind == Kind.SHARE ? 200 : 202);
            Resource resource = new Resource(kind, answer.json().path(name).path("id").asString());
            living.add(resource);
            acknowledge(resource, "creating", answer);
        }

        private void delete(BlockStorage user, List<Resource> candidates) {
            if (!candidates.isEmpty()) {
                Resource resource = candidates.get(random.nextInt(candidates.size()));
                perhapsDeleted.add(resource);
                HttpAnswer answer = user.delete(resource.kind().path(resource.id()), "load");
                if (answer.status() == 202) {
                    living.remove(resource);
                    acknowledge(resource, "deleting", answer);
                } else {
                    // Refused while the resource is being worked on.
                    assertThat(answer.status())
                            .as("%s", answer)
                            .isEqualTo(resource.kind() == Kind.SHARE ? 403 : 400);
                    perhapsDeleted.remove(resource);
                }
            }
        }

        private void reset(BlockStorage operator, List<Resource> candidates) {
            if (!candidates.isEmpty()) {
                Resource resource = candidates.get(random.nextInt(candidates.size()));
                String status = random.nextBoolean() ? "error" : "available";
                HttpAnswer answer =
                        operator.resetStatus(resource.kind(), resource.id(), status, "load");
                if (resource.kind() == Kind.SNAPSHOT_INSTANCE && answer.status() == 404) {
                    // It went with its snapshot or its replica after it was looked up.
                    return;
                }
                assertThat(answer.status()).as("%s", answer).isEqualTo(202);
                acknowledge(resource, status, answer);
            }
        }

        private void acknowledge(Resource resource, String to, HttpAnswer answer) {
            acknowledged.add(new Acknowledged(resource, to, BlockStorage.requestId(answer)));
        }

        void checkAfterRestart(StandaloneJar system) {
            try (BlockStorage storage = new BlockStorage(system.baseUrl(), administrator)) {
                everythingAcknowledgedIsThere(storage);
                everythingComesToRest(storage);
                everyErrorHasItsReason(storage);
                everyShareSnapshotIsWhatItsInstancesMakeOfIt(storage);
                takeStock(storage);
            }
        }

        /** Learns what became of the requests whose answer was never read. */
        private void takeStock(BlockStorage storage) {
            living.clear();
            perhapsDeleted.clear();
            for (Kind kind : MADE) {
                for (JsonNode shown : storage.list(kind)) {
                    if (mayGo(kind, shown)) {
                        living.add(new Resource(kind, shown.path("id").asString()));
                    }
                }
            }
        }

        /** Whether it is not what the rest is made of. */
        private boolean mayGo(Kind kind, JsonNode shown) {
            return switch (kind) {
                case VOLUME -> shown.path("group_id").isNull();
                case SHARE -> !shown.path("id").asString().equals(share);
                case REPLICA ->
                        shown.path("share_id").asString().equals(share)
                                && !shown.path("replica_state").asString().equals("active");
                case GROUP, SNAPSHOT, GROUP_SNAPSHOT, SHARE_SNAPSHOT, SNAPSHOT_INSTANCE -> true;
            };
        }

        private static void everyShareSnapshotIsWhatItsInstancesMakeOfIt(BlockStorage storage) {
            Map<String, String> replicaStates =
                    storage.list(Kind.REPLICA).stream()
                            .collect(
                                    Collectors.toMap(
                                            replica -> replica.path("id").asString(),
                                            replica -> replica.path("replica_state").asString()));
            assertThat(storage.list(Kind.SHARE_SNAPSHOT))
                    .allSatisfy(snapshot -> {
                        List<JsonNode> instances =
                                storage.instancesOf(snapshot.path("id").asString());
                        assertThat(snapshot.path("status").asString())
                                .as("%s, whose instances are %s", snapshot, instances)
                                .isEqualTo(StatusOfInstances.of(instances, replicaStates));
                    });
        }

        // What no backend was left for ends at once: there is nothing to remove.
        private static List<String> outcomes(String acknowledged) {
            return acknowledged.equals("deleting")
                    ? List.of("deleting", "deleted")
                    : List.of(acknowledged);
        }

        private void everythingAcknowledgedIsThere(BlockStorage storage) {
            Map<String, List<StatusChange>> histories = histories(storage);
            assertThat(acknowledged)
                    .allSatisfy(write ->
                            assertThat(histories.get(write.resource().id()))
                                    .as("history of %s", write.resource())
                                    .anySatisfy(change -> {
                                        assertThat(change.requestId()).isEqualTo(write.requestId());
                                        assertThat(change.to()).isIn(outcomes(write.to()));
                                    }));
            for (Resource resource : living) {
                if (!perhapsDeleted.contains(resource)) {
                    assertThat(storage.find(resource.kind(), resource.id()))
                            .as("%s, whose deletion nobody asked for", resource)
                            .isPresent();
                }
            }
        }

        private static void everythingComesToRest(BlockStorage storage) {
            for (Kind kind : Kind.values()) {
                List<List<JsonNode>> last = new ArrayList<>();
                boolean rest =
                        Eventually.holds(
                                BlockStorage.WORK_LIMIT,
                                () -> {
                                    last.add(storage.restless(kind));
                                    return last.getLast().isEmpty();
                                });
                assertThat(rest).as("still being worked on: %s", last.getLast()).isTrue();
            }
        }

        private void everyErrorHasItsReason(BlockStorage storage) {
            assertThat(histories(storage))
                    .allSatisfy((_, history) -> {
                        assertThat(history.getFirst().from()).isNull();
                        for (int i = 0; i < history.size(); i++) {
                            StatusChange change = history.get(i);
                            // What storage says later changes nothing more, for no reason.
                            if (change.to().equals("error") && !"error".equals(change.from())) {
                                assertThat(change.reason()).as("reason in %s", change).isNotBlank();
                            }
                            if (i > 0) {
                                assertThat(change.from())
                                        .as("status before %s", change)
                                        .isEqualTo(history.get(i - 1).to());
                            }
                        }
                    });
        }

        Map<String, List<StatusChange>> histories(StandaloneJar system) {
            try (BlockStorage storage = new BlockStorage(system.baseUrl(), administrator)) {
                return histories(storage);
            }
        }

        private Map<String, List<StatusChange>> histories(BlockStorage storage) {
            Set<Resource> resources = new LinkedHashSet<>();
            acknowledged.forEach(write -> resources.add(write.resource()));
            for (Kind kind : Kind.values()) {
                for (JsonNode shown : storage.list(kind)) {
                    resources.add(new Resource(kind, shown.path("id").asString()));
                }
            }
            Map<String, List<StatusChange>> histories = new LinkedHashMap<>();
            for (Resource resource : resources) {
                histories.put(resource.id(), storage.history(resource.kind(), resource.id()));
            }
            return histories;
        }
    }
}
