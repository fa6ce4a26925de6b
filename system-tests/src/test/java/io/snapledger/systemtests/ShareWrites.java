package io.snapledger.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import io.snapledger.systemtests.client.BlockStorage;
import io.snapledger.systemtests.client.Caller;
import io.snapledger.systemtests.client.SharedFileSystems;
import io.snapledger.systemtests.client.SharedFileSystems.Kind;
import io.snapledger.systemtests.http.HttpAnswer;
import io.snapledger.systemtests.sut.Eventually;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;

/** Whatever one project does to shares, at random, and what its quotas must say of it then. */
final class ShareWrites implements AutoCloseable {

    private static final String NONE = "00000000-0000-4000-8000-000000000000";
    private static final List<Kind> KINDS = List.of(Kind.values());
    private static final List<String> COUNTED =
            List.of("shares", "gigabytes", "snapshots", "snapshot_gigabytes", "share_replicas");
    private static final Set<String> AT_WORK = Set.of("creating", "deleting", "extending");

    private final SharedFileSystems user;
    private final SharedFileSystems operator;
    private final Types types;
    private final int largest;

    ShareWrites(URI base, Caller member, Caller administrator, Types types, int largest) {
        user = new SharedFileSystems(base, member);
        operator = new SharedFileSystems(base, administrator);
        this.types = types;
        this.largest = largest;
    }

    /** A type whose shares are on one backend, and one whose shares can be on several. */
    record Types(String plain, String replicated) {

        static Types create(URI base) {
            try (SharedFileSystems administrator =
                    new SharedFileSystems(base, Caller.administrator())) {
                return new Types(
                        administrator.createShareType(
                                "counted-plain",
                                Map.of("create_share_from_snapshot_support", "True")),
                        administrator.createShareType(
                                "counted-replicated",
                                Map.of(
                                        "create_share_from_snapshot_support",
                                        "True",
                                        "replication_type",
                                        "readable")));
            }
        }
    }

    @Override
    public void close() {
        user.close();
        operator.close();
    }

    HttpAnswer once(Random choices) {
        int size = 1 + choices.nextInt(largest);
        return switch (choices.nextInt(14)) {
            case 0, 1 -> user.tryCreateShare(size, types.plain());
            case 2, 3 -> user.tryCreateShare(size, types.replicated());
            case 4, 5 -> user.tryCreateSnapshot(any(Kind.SHARE, choices));
            case 6 -> user.tryCreateReplica(any(Kind.SHARE, choices));
            case 7 -> extend(size, choices);
            case 8 -> user.tryCopySnapshot(any(Kind.SNAPSHOT, choices), largest);
            case 9 -> user.delete(Kind.SHARE, any(Kind.SHARE, choices));
            case 10 -> user.delete(Kind.SNAPSHOT, any(Kind.SNAPSHOT, choices));
            case 11 -> user.delete(Kind.REPLICA, any(Kind.REPLICA, choices));
            case 12 -> {
                Kind kind = KINDS.get(choices.nextInt(KINDS.size()));
                yield operator.forceDelete(kind, any(kind, choices));
            }
            default ->
                    choices.nextBoolean()
                            ? operator.resetStatus(
                                    Kind.SHARE,
                                    anyAtRest(choices),
                                    choices.nextBoolean() ? "error" : "available")
                            : operator.setLimits(
                                    Map.of(
                                            choices.nextBoolean() ? "shares" : "share_replicas",
                                            5 + choices.nextInt(10),
                                            "force",
                                            choices.nextBoolean()));
        };
    }

    // Often a second time, before or after the first is done.
    private HttpAnswer extend(int size, Random choices) {
        String share = any(Kind.SHARE, choices);
        HttpAnswer first = user.tryExtend(share, size);
        if (first.status() != 202 || choices.nextBoolean()) {
            return first;
        }
        operator.resetStatus(Kind.SHARE, share, "available");
        return user.tryExtend(share, 1 + choices.nextInt(largest));
    }

    private String any(Kind kind, Random choices) {
        List<JsonNode> all = user.list(kind);
        return all.isEmpty() ? NONE : all.get(choices.nextInt(all.size())).path("id").asString();
    }

    private String anyAtRest(Random choices) {
        List<JsonNode> all =
                user.list(Kind.SHARE).stream()
                        .filter(share -> !AT_WORK.contains(share.path("status").asString()))
                        .toList();
        return all.isEmpty() ? NONE : all.get(choices.nextInt(all.size())).path("id").asString();
    }

    /** Compares usage with the lists, once nothing is being worked on; returns their length. */
    long checkUsage() {
        for (Kind kind : KINDS) {
            assertThat(Eventually.holds(BlockStorage.WORK_LIMIT, () -> rests(kind)))
                    .as("all of %s come to rest: %s", kind, user.list(kind))
                    .isTrue();
        }
        // A status set by hand hides work that is still under way.
        Eventually.holds(BlockStorage.WORK_LIMIT, () -> used().equals(listed()));
        assertThat(used()).isEqualTo(listed());
        return KINDS.stream().mapToLong(kind -> user.list(kind).size()).sum();
    }

    private Map<String, Long> used() {
        Map<String, Long> used = new TreeMap<>();
        for (String quota : COUNTED) {
            used.put(quota, inUse(Optional.empty(), quota));
        }
        for (String type : List.of(types.plain(), types.replicated())) {
            used.put("shares of " + type, inUse(Optional.of(type), "shares"));
            used.put("gigabytes of " + type, inUse(Optional.of(type), "gigabytes"));
        }
        used.put(
                "replicas of " + types.replicated(),
                inUse(Optional.of(types.replicated()), "share_replicas"));
        return used;
    }

    private Map<String, Long> listed() {
        List<JsonNode> shares = user.list(Kind.SHARE);
        List<JsonNode> snapshots = user.list(Kind.SNAPSHOT);
        long replicas = user.list(Kind.REPLICA).size();
        Map<String, Long> listed = new TreeMap<>();
        listed.put("shares", (long) shares.size());
        listed.put("gigabytes", sizes(shares));
        listed.put("snapshots", (long) snapshots.size());
        listed.put("snapshot_gigabytes", sizes(snapshots));
        listed.put("share_replicas", replicas);
        listed.put("replicas of " + types.replicated(), replicas);
        for (String type : List.of(types.plain(), types.replicated())) {
            List<JsonNode> ofType =
                    shares.stream()
                            .filter(share -> share.path("share_type").asString().equals(type))
                            .toList();
            listed.put("shares of " + type, (long) ofType.size());
            listed.put("gigabytes of " + type, sizes(ofType));
        }
        return listed;
    }

    /** A project that uses all but one of the shares it may have gets that one and no other. */
    void checkLimitIsExact() {
        int used = (int) inUse(Optional.empty(), "shares");
        HttpAnswer limits = operator.setLimits(Map.of("shares", used + 1, "gigabytes", -1));
        assertThat(limits.status()).as("%s", limits).isEqualTo(200);
        HttpAnswer last = user.tryCreateShare(1, types.plain());
        assertThat(last.status()).as("%s", last).isEqualTo(200);
        HttpAnswer over = user.tryCreateShare(1, types.plain());
        assertThat(over.status()).as("%s", over).isEqualTo(413);
        assertThat(over.json().path("overLimit").path("message").asString())
                .isEqualTo(
                        "ShareLimitExceeded: Maximum number of shares allowed (%d) either per project/user or share type quota is exceeded."
                                .formatted(used + 1));
        operator.setLimits(Map.of("shares", used + 10));
    }

    private boolean rests(Kind kind) {
        return user.list(kind).stream()
                .map(shown -> shown.path("status").asString())
                .noneMatch(AT_WORK::contains);
    }

    private long inUse(Optional<String> type, String quota) {
        JsonNode usage = user.usage(type);
        JsonNode inUse = usage.path(quota).path("in_use");
        assertThat(inUse.isIntegralNumber()).as("in_use of %s in %s", quota, usage).isTrue();
        return inUse.asLong();
    }

    private static long sizes(List<JsonNode> shown) {
        return shown.stream().mapToLong(one -> one.path("size").asLong()).sum();
    }
}
