package io.snapledger.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import io.snapledger.systemtests.client.BlockStorage;
import io.snapledger.systemtests.client.BlockStorage.Kind;
import io.snapledger.systemtests.client.BlockStorage.Types;
import io.snapledger.systemtests.client.Caller;
import io.snapledger.systemtests.http.HttpAnswer;
import io.snapledger.systemtests.sut.Eventually;
import io.snapledger.systemtests.sut.StandaloneJar;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import tools.jackson.databind.JsonNode;

/**
 * Whatever is created, deleted, refused, failed by the storage and cut off by a kill: what quotas
 * are enforced by is what the events say and what the lists show.
 *
 * <p>{@code -Dsnapledger.operations=10000} sets how many operations there are, {@code
 * -Dsnapledger.quota-kills=10} how often the process is killed, {@code -Dsnapledger.seed=…} repeats
 * the choices of an earlier run.
 */
@Execution(ExecutionMode.CONCURRENT)
class QuotaRecountIT {

    private static final int OPERATIONS = Integer.getInteger("snapledger.operations", 200);
    private static final int KILLS = Integer.getInteger("snapledger.quota-kills", 2);
    private static final long SEED = Long.getLong("snapledger.seed", new Random().nextLong());
    private static final int PROJECTS = 2;
    private static final int WRITERS_PER_PROJECT = 2;

    // Some volumes cannot be made, of some others no snapshot can be taken.
    private static final int LARGEST = 6;
    private static final int LARGEST_THAT_WORKS = 5;
    private static final int LARGEST_WITH_SNAPSHOT = 3;

    private final Random random = new Random(SEED);
    private final AtomicInteger operations = new AtomicInteger();

    @Test
    void usageIsWhatTheEventsSayAndWhatTheListsShow(@TempDir Path folder) {
        System.out.printf(
                "QuotaRecountIT: %d operations, %d kills, -Dsnapledger.seed=%d%n",
                OPERATIONS, KILLS, SEED);
        Path settings = folder.resolve("driver.properties");
        deletionsFail(settings, false);
        try (StandaloneJar system =
                StandaloneJar.named(
                        "quota-recount",
                        "--snapledger.config=" + settings,
                        "--snapledger.agent.driver=simulated",
                        "--snapledger.agent.simulated.delay=5ms",
                        "--snapledger.agent.simulated.fail-volumes-larger-than-gib="
                                + LARGEST_THAT_WORKS,
                        "--snapledger.agent.simulated.fail-snapshots-of-volumes-larger-than-gib="
                                + LARGEST_WITH_SNAPSHOT,
                        "--snapledger.quota.check.interval=500ms")) {
            system.start();
            List<Project> projects = projects(system);
            for (int kill = 1; kill <= KILLS; kill++) {
                write(system, projects, OPERATIONS * kill / (KILLS + 1), true);
                deletionsFail(settings, kill % 2 == 1);
                system.start();
                check(system, projects);
            }
            write(system, projects, OPERATIONS, false);
            check(system, projects);
            System.out.printf("QuotaRecountIT: %d operations done%n", operations.get());
        }
    }

    private static void deletionsFail(Path settings, boolean fail) {
        try {
            Files.writeString(settings, "snapledger.agent.simulated.fail-deletions=" + fail);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<Project> projects(StandaloneJar system) {
        try (BlockStorage administrator =
                new BlockStorage(system.baseUrl(), Caller.administrator())) {
            Types types = administrator.createTypes("recounted");
            ShareWrites.Types shareTypes = ShareWrites.Types.create(system.baseUrl());
            return IntStream.range(0, PROJECTS)
                    .mapToObj(_ -> new Project(types, shareTypes))
                    .toList();
        }
    }

    /** Until there were so many operations; then, if so wished, the process is killed at work. */
    private void write(
            StandaloneJar system, List<Project> projects, int untilOperation, boolean kill) {
        int end = kill ? Integer.MAX_VALUE : untilOperation;
        try (ExecutorService writers =
                Executors.newFixedThreadPool(PROJECTS * WRITERS_PER_PROJECT)) {
            List<CompletableFuture<Void>> writing = new ArrayList<>();
            for (Project project : projects) {
                for (int writer = 0; writer < WRITERS_PER_PROJECT; writer++) {
                    long seed = random.nextLong();
                    writing.add(
                            CompletableFuture.runAsync(
                                    () -> project.write(system, new Random(seed), end), writers));
                }
            }
            if (kill) {
                boolean enough =
                        Eventually.holds(
                                BlockStorage.WORK_LIMIT.multipliedBy(10),
                                () ->
                                        operations.get() >= untilOperation
                                                || writing.stream()
                                                        .anyMatch(CompletableFuture::isDone));
                system.killNine();
                assertThat(enough).as("the writers came to %d", untilOperation).isTrue();
            }
            writing.forEach(CompletableFuture::join);
        }
    }

    private static void check(StandaloneJar system, List<Project> projects) {
        long resources = 0;
        for (Project project : projects) {
            resources += project.checkUsage(system);
        }
        try (BlockStorage administrator =
                new BlockStorage(system.baseUrl(), Caller.administrator())) {
            JsonNode check = administrator.nextQuotaCheck();
            assertThat(check.path("differences").valueStream().toList())
                    .as("what is enforced and what the events say")
                    .isEmpty();
            assertThat(check.path("resources").asLong())
                    .as("resources that the events say are there")
                    .isEqualTo(resources);
        }
        projects.forEach(project -> project.checkLimitIsExact(system));
    }

    /** One project, written to by several at once. */
    private final class Project {

        private final Caller member = Caller.memberOfNewProject("writer");
        private final Caller administrator =
                Caller.of("administrator", member.projectId(), "admin", "member", "reader");
        private final Types types;

        private final ShareWrites.Types shareTypes;

        Project(Types types, ShareWrites.Types shareTypes) {
            this.types = types;
            this.shareTypes = shareTypes;
        }

        private ShareWrites shares(StandaloneJar system) {
            return new ShareWrites(system.baseUrl(), member, administrator, shareTypes, LARGEST);
        }

        void write(StandaloneJar system, Random choices, int untilOperation) {
            try (BlockStorage user = new BlockStorage(system.baseUrl(), member);
                    BlockStorage operator = new BlockStorage(system.baseUrl(), administrator);
                    ShareWrites shares = shares(system)) {
                while (operations.get() < untilOperation) {
                    HttpAnswer answer =
                            choices.nextInt(5) < 2
                                    ? shares.once(choices)
                                    : writeOnce(user, operator, choices);
                    // Refused for its quota, its status, or because another writer was faster;
                    // 403 and 409 are the shared file systems' words for the like.
                    assertThat(answer.status())
                            .as("%s", answer)
                            .isIn(Set.of(200, 202, 400, 403, 404, 409, 413));
                    operations.incrementAndGet();
                }
            } catch (UncheckedIOException _) {
                // The system was killed; whether the last request was carried out is not known.
            }
        }

        private HttpAnswer writeOnce(BlockStorage user, BlockStorage operator, Random choices) {
            return switch (choices.nextInt(18)) {
                case 0, 1 ->
                        user.tryCreateVolume(
                                1 + choices.nextInt(LARGEST), types.volumeType(), Optional.empty());
                case 2, 3 ->
                        user.tryCreateVolume(
                                1 + choices.nextInt(LARGEST_WITH_SNAPSHOT + 1),
                                types.volumeType(),
                                any(user, Kind.GROUP, choices));
                case 4 -> user.tryCreateGroup(types);
                case 5, 6 ->
                        any(user, Kind.GROUP, choices)
                                .map(group -> user.tryCreateGroupSnapshot("s", group))
                                .orElseGet(() -> user.tryCreateGroup(types));
                case 7 -> user.delete(Kind.VOLUME.path(anyOrNone(user, Kind.VOLUME, choices)));
                case 8 ->
                        user.delete(
                                Kind.GROUP_SNAPSHOT.path(
                                        anyOrNone(user, Kind.GROUP_SNAPSHOT, choices)));
                case 9 -> user.deleteGroup(anyOrNone(user, Kind.GROUP, choices));
                case 10 ->
                        choices.nextBoolean()
                                ? operator.resetStatus(
                                        anyOrNone(user, Kind.GROUP_SNAPSHOT, choices),
                                        "error",
                                        "load")
                                // Of two extensions under way at once, too.
                                : operator.resetVolumeStatus(
                                        anyOrNone(user, Kind.VOLUME, choices),
                                        choices.nextBoolean() ? "error" : "available");
                case 11, 12 -> extend(user, operator, choices);
                case 13 -> user.tryCopyVolume(anyOrNone(user, Kind.VOLUME, choices));
                case 14 -> user.tryCopySnapshot(anyOrNone(user, Kind.SNAPSHOT, choices));
                case 15 -> user.tryCreateSnapshot(anyOrNone(user, Kind.VOLUME, choices));
                case 16 -> user.deleteWithSnapshots(anyOrNone(user, Kind.VOLUME, choices));
                default ->
                        operator.setLimits(
                                Map.of(
                                        choices.nextBoolean() ? "volumes" : "snapshots",
                                        5 + choices.nextInt(10)));
            };
        }

        // Often a second time, before or after the first is done.
        private static HttpAnswer extend(BlockStorage user, BlockStorage operator, Random choices) {
            String volume = anyOrNone(user, Kind.VOLUME, choices);
            HttpAnswer first = user.tryExtendVolume(volume, 1 + choices.nextInt(LARGEST));
            if (first.status() != 202 || choices.nextBoolean()) {
                return first;
            }
            operator.resetVolumeStatus(volume, "available");
            return user.tryExtendVolume(volume, 1 + choices.nextInt(LARGEST));
        }

        private static String anyOrNone(BlockStorage user, Kind kind, Random choices) {
            return any(user, kind, choices).orElse("00000000-0000-4000-8000-000000000000");
        }

        private static Optional<String> any(BlockStorage user, Kind kind, Random choices) {
            List<JsonNode> all = user.list(kind);
            return all.isEmpty()
                    ? Optional.empty()
                    : Optional.of(all.get(choices.nextInt(all.size())).path("id").asString());
        }

        /** Compares usage with the lists, once nothing is being worked on; returns their length. */
        long checkUsage(StandaloneJar system) {
            try (BlockStorage storage = new BlockStorage(system.baseUrl(), member);
                    ShareWrites shares = shares(system)) {
                for (Kind kind : Kind.ofMembers().toList()) {
                    assertThat(
                                    Eventually.holds(
                                            BlockStorage.WORK_LIMIT, () -> rests(storage, kind)))
                            .as("all of %s come to rest: %s", kind, storage.list(kind))
                            .isTrue();
                }
                // A status set by hand hides an extension that is still under way.
                assertThat(
                                Eventually.holds(
                                        BlockStorage.WORK_LIMIT,
                                        () ->
                                                inUse(storage.usage(), "gigabytes")
                                                        == sizes(storage.list(Kind.VOLUME))
                                                                + sizes(
                                                                        storage.list(
                                                                                Kind.SNAPSHOT))))
                        .as(
                                "gigabytes are those of the lists: %s, %s, %s",
                                storage.usage(),
                                storage.list(Kind.VOLUME),
                                storage.list(Kind.SNAPSHOT))
                        .isTrue();
                List<JsonNode> volumes = storage.list(Kind.VOLUME);
                List<JsonNode> snapshots = storage.list(Kind.SNAPSHOT);
                List<JsonNode> groups = storage.list(Kind.GROUP);
                JsonNode usage = storage.usage();
                assertThat(inUse(usage, "volumes")).as("%s", usage).isEqualTo(volumes.size());
                assertThat(inUse(usage, "snapshots")).as("%s", usage).isEqualTo(snapshots.size());
                assertThat(inUse(usage, "groups")).as("%s", usage).isEqualTo(groups.size());
                assertThat(inUse(usage, "gigabytes"))
                        .as("%s", usage)
                        .isEqualTo(sizes(volumes) + sizes(snapshots));
                assertThat(inUse(usage, "volumes_recounted")).isEqualTo(volumes.size());
                assertThat(inUse(usage, "snapshots_recounted")).isEqualTo(snapshots.size());
                assertThat(inUse(usage, "gigabytes_recounted"))
                        .isEqualTo(sizes(volumes) + sizes(snapshots));
                return volumes.size() + snapshots.size() + groups.size() + shares.checkUsage();
            }
        }

        /** A project that uses all but one of something gets that one and no other. */
        void checkLimitIsExact(StandaloneJar system) {
            try (BlockStorage user = new BlockStorage(system.baseUrl(), member);
                    BlockStorage operator = new BlockStorage(system.baseUrl(), administrator)) {
                int used = (int) inUse(user.usage(), "volumes");
                HttpAnswer limits = operator.setLimits(Map.of("volumes", used + 1));
                assertThat(limits.status()).as("%s", limits).isEqualTo(200);
                HttpAnswer last = user.tryCreateVolume("last", types.volumeType());
                assertThat(last.status()).as("%s", last).isEqualTo(202);
                HttpAnswer over = user.tryCreateVolume("over", types.volumeType());
                assertThat(over.status()).as("%s", over).isEqualTo(413);
                assertThat(over.json().path("overLimit").path("message").asString())
                        .isEqualTo(
                                "VolumeLimitExceeded: Maximum number of volumes allowed (%d)"
                                                .formatted(used + 1)
                                        + " exceeded for quota 'volumes'.");
                operator.setLimits(Map.of("volumes", used + 10));
            }
            try (ShareWrites shares = shares(system)) {
                shares.checkLimitIsExact();
            }
        }

        private static boolean rests(BlockStorage storage, Kind kind) {
            return storage.list(kind).stream()
                    .map(shown -> shown.path("status").asString())
                    .noneMatch(Set.of("creating", "deleting", "updating", "extending")::contains);
        }

        private static long inUse(JsonNode usage, String quota) {
            JsonNode inUse = usage.path(quota).path("in_use");
            assertThat(inUse.isIntegralNumber()).as("in_use of %s in %s", quota, usage).isTrue();
            return inUse.asLong();
        }

        private static long sizes(List<JsonNode> shown) {
            return shown.stream().mapToLong(one -> one.path("size").asLong()).sum();
        }
    }
}
