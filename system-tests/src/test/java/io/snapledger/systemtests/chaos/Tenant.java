package io.snapledger.systemtests.chaos;

import io.snapledger.systemtests.client.BlockStorage;
import io.snapledger.systemtests.client.BlockStorage.GroupWithVolume;
import io.snapledger.systemtests.client.BlockStorage.Kind;
import io.snapledger.systemtests.client.BlockStorage.Types;
import io.snapledger.systemtests.client.Caller;
import io.snapledger.systemtests.http.HttpAnswer;
import io.snapledger.systemtests.http.Json;
import io.snapledger.systemtests.sut.Eventually;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A client with a project of its own. It writes and reads one request after the other, through one
 * gateway and then another, and remembers what it was told. Not for several threads.
 */
public final class Tenant implements Runnable, AutoCloseable {

    private static final Duration BEFORE_A_REPETITION = Duration.ofMillis(200);
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final int MOST_OF_A_KIND = 8;

    private final Caller caller;
    private final Balancer balancer;
    private final Tally tally;
    private final BooleanSupplier enough;
    private final Random random;
    private final Types types;
    private final GroupWithVolume source;
    private final Map<URI, BlockStorage> connections = new HashMap<>();
    private final List<Made> made = new ArrayList<>();
    private final List<Reset> resets = new ArrayList<>();

    /** What became of a write. */
    public enum Fate {
        ACKNOWLEDGED,
        UNKNOWN,
        REFUSED
    }

    /** One creation that was asked for, however often. */
    public static final class Made {

        private final Kind kind;
        private final String name;
        private @Nullable String id;
        private Fate fate = Fate.UNKNOWN;
        private boolean seen;
        private boolean deletionAsked;
        private boolean deletionAcknowledged;

        private Made(Kind kind, String name) {
            this.kind = kind;
            this.name = name;
        }

        public Kind kind() {
            return kind;
        }

        public String name() {
            return name;
        }

        /** What it is called since it was acknowledged; null if it never was. */
        public @Nullable String id() {
            return id;
        }

        private String path() {
            return kind.path(Objects.requireNonNull(id, () -> "not acknowledged: " + this));
        }

        public Fate fate() {
            return fate;
        }

        public boolean deletionAsked() {
            return deletionAsked;
        }

        public boolean deletionAcknowledged() {
            return deletionAcknowledged;
        }

        @Override
        public String toString() {
            return "%s %s (%s)".formatted(kind, id, name);
        }
    }

    /** A status that was set by hand, once, for a reason that no other one has. */
    public record Reset(String resourceId, String reason, Fate fate) {}

    private Tenant(
            Caller caller,
            Balancer balancer,
            Tally tally,
            BooleanSupplier enough,
            long seed,
            Types types,
            GroupWithVolume source) {
        this.caller = caller;
        this.balancer = balancer;
        this.tally = tally;
        this.enough = enough;
        random = new Random(seed);
        this.types = types;
        this.source = source;
    }

    /** One that has a group with a volume, and nothing else yet. */
    public static Tenant settled(
            Types types, Balancer balancer, Tally tally, BooleanSupplier enough, long seed) {
        String project = UUID.randomUUID().toString().replace("-", "");
        Caller caller = Caller.of("tenant", project, "admin", "member", "reader");
        try (BlockStorage storage = new BlockStorage(balancer.next(), caller)) {
            GroupWithVolume source = storage.createGroupWithVolume(types, "source");
            return new Tenant(caller, balancer, tally, enough, seed, types, source);
        }
    }

    public Caller caller() {
        return caller;
    }

    /** A volume besides those that are remembered. */
    public HttpAnswer tryCreateVolume(BlockStorage storage) {
        return storage.tryCreateVolume("besides", types.volumeType());
    }

    public List<Made> made() {
        return List.copyOf(made);
    }

    public List<Reset> resets() {
        return List.copyOf(resets);
    }

    @Override
    public void run() {
        while (!enough.getAsBoolean()) {
            switch (random.nextInt(20)) {
                case 0, 1, 2 -> create(Kind.VOLUME, true);
                case 3, 4 -> create(Kind.GROUP_SNAPSHOT, true);
                case 5 -> create(Kind.SNAPSHOT, true);
                case 6 -> create(Kind.VOLUME, false);
                case 7 -> create(Kind.GROUP_SNAPSHOT, false);
                case 8, 9, 10 -> deleteOne();
                case 11 -> resetOne();
                case 12 -> list();
                default -> show();
            }
        }
    }

    // A request's answer, if there is one that tells what became of it.
    private Optional<HttpAnswer> ask(String what, Function<BlockStorage, HttpAnswer> request) {
        URI gateway = balancer.next();
        BlockStorage storage =
                connections.computeIfAbsent(gateway, url -> new BlockStorage(url, caller));
        try {
            HttpAnswer answer = request.apply(storage);
            if (answer.status() == 503) {
                tally.unanswered(what + " at " + gateway + ": 503");
                return Optional.empty();
            }
            if (answer.status() >= 500) {
                tally.wrong("%s at %s: %s".formatted(what, gateway, answer));
                return Optional.empty();
            }
            if (answer.header("x-snapledger-stale-reads").isPresent()) {
                tally.stale();
            }
            return Optional.of(answer);
        } catch (UncheckedIOException e) {
            tally.unanswered("%s at %s: %s".formatted(what, gateway, e.getCause()));
            return Optional.empty();
        }
    }

    private List<Made> living(Kind kind) {
        return made.stream()
                .filter(one -> one.kind == kind && one.id != null && !one.deletionAsked)
                .toList();
    }

    private List<Made> living() {
        return made.stream().filter(one -> one.id != null && !one.deletionAsked).toList();
    }

    private void create(Kind kind, boolean underKey) {
        if (living(kind).size() >= MOST_OF_A_KIND) {
            deleteOne();
            return;
        }
        Made one = new Made(kind, UUID.randomUUID().toString());
        made.add(one);
        long start = System.nanoTime();
        do {
            Optional<HttpAnswer> answer =
                    ask("create " + one, storage -> create(storage, one, underKey));
            if (answer.isPresent() && answer.get().status() != 409) {
                created(one, answer.get());
                return;
            }
            if (underKey) {
                Eventually.pause(BEFORE_A_REPETITION);
            }
        } while (underKey && System.nanoTime() - start < PATIENCE.toNanos());
        if (underKey) {
            tally.wrong("never answered: create " + one);
        }
    }

    private HttpAnswer create(BlockStorage storage, Made one, boolean underKey) {
        String path = one.kind.collectionPath();
        JsonNode body =
                switch (one.kind) {
                    case VOLUME ->
                            Json.wrap(
                                    "volume",
                                    Map.of(
                                            "size",
                                            1,
                                            "name",
                                            one.name,
                                            "volume_type",
                                            types.volumeType()));
                    case SNAPSHOT ->
                            Json.wrap(
                                    "snapshot",
                                    Map.of("volume_id", source.volume(), "name", one.name));
                    case GROUP_SNAPSHOT ->
                            Json.wrap(
                                    "group_snapshot",
                                    Map.of("group_id", source.group(), "name", one.name));
                    default -> throw new IllegalArgumentException(one.kind.toString());
                };
        return underKey
                ? storage.postUnderKey(path, body, "key of " + one.name)
                : storage.post(path, body);
    }

    private void created(Made one, HttpAnswer answer) {
        if (answer.status() != 202) {
            // The source is not available while something else is done to it, or was failed.
            tally.refused();
            one.fate = Fate.REFUSED;
            if (answer.status() != 400) {
                tally.wrong("create %s: %s".formatted(one, answer));
            }
            return;
        }
        tally.write();
        one.fate = Fate.ACKNOWLEDGED;
        one.id = answer.json().path(one.kind.member()).path("id").asString();
        one.seen = answer.header("x-snapledger-stale-reads").isEmpty();
        if (answer.header("idempotent-replayed").isPresent()) {
            tally.replayed();
            // Who answered first waited for the views and could not say so.
            one.seen = false;
        }
    }

    private void deleteOne() {
        List<Made> candidates = living();
        if (candidates.isEmpty()) {
            return;
        }
        Made one = candidates.get(random.nextInt(candidates.size()));
        boolean perhaps = false;
        long start = System.nanoTime();
        while (true) {
            // Whatever becomes of it: from here on it may be gone.
            one.deletionAsked = true;
            Optional<HttpAnswer> answer =
                    ask("delete " + one, storage -> storage.delete(one.path()));
            if (answer.isPresent()) {
                deleted(one, answer.get(), perhaps);
                return;
            }
            perhaps = true;
            Eventually.pause(BEFORE_A_REPETITION);
            if (System.nanoTime() - start > PATIENCE.toNanos()) {
                tally.wrong("never answered: delete " + one);
                return;
            }
        }
    }

    private void deleted(Made one, HttpAnswer answer, boolean perhaps) {
        switch (answer.status()) {
            case 202 -> {
                tally.write();
                one.deletionAcknowledged = true;
            }
            case 400 -> {
                tally.refused();
                // It is still being made; or, if an attempt is of unknown fate, being deleted.
                one.deletionAsked = perhaps;
            }
            case 404 -> {
                tally.refused();
                if (!perhaps && one.seen) {
                    tally.wrong("delete %s, which is there: %s".formatted(one, answer));
                }
                one.deletionAsked = perhaps;
            }
            default -> tally.wrong("delete %s: %s".formatted(one, answer));
        }
    }

    private void resetOne() {
        List<Made> candidates = living(Kind.GROUP_SNAPSHOT);
        if (candidates.isEmpty()) {
            return;
        }
        Made one = candidates.get(random.nextInt(candidates.size()));
        String reason = "reset " + UUID.randomUUID();
        String status = random.nextBoolean() ? "available" : "error";
        Optional<HttpAnswer> answer =
                ask(
                        "reset " + one,
                        storage ->
                                storage.resetStatus(
                                        Kind.GROUP_SNAPSHOT,
                                        String.valueOf(one.id),
                                        status,
                                        reason));
        Fate fate =
                answer.map(given -> given.status() == 202 ? Fate.ACKNOWLEDGED : Fate.REFUSED)
                        .orElse(Fate.UNKNOWN);
        resets.add(new Reset(String.valueOf(one.id), reason, fate));
        if (fate == Fate.ACKNOWLEDGED) {
            tally.write();
        } else if (fate == Fate.REFUSED) {
            tally.refused();
            tally.wrong("reset %s: %s".formatted(one, answer));
        }
    }

    private void show() {
        List<Made> candidates = living();
        if (candidates.isEmpty()) {
            return;
        }
        // The last one most of all: who writes and at once reads finds what was written.
        Made one =
                random.nextBoolean()
                        ? candidates.getLast()
                        : candidates.get(random.nextInt(candidates.size()));
        ask("show " + one, storage -> storage.get(one.path()))
                .ifPresent(answer -> {
                    tally.read();
                    if (answer.status() == 200) {
                        one.seen = true;
                    } else if (answer.status() != 404 || one.seen) {
                        tally.wrong("show %s: %s".formatted(one, answer));
                    }
                });
    }

    private void list() {
        Kind kind = random.nextBoolean() ? Kind.VOLUME : Kind.GROUP_SNAPSHOT;
        ask("list " + kind, storage -> storage.get(kind.collectionPath() + "/detail"))
                .ifPresent(answer -> {
                    tally.read();
                    if (answer.status() != 200) {
                        tally.wrong("list %s: %s".formatted(kind, answer));
                        return;
                    }
                    Set<String> shown = new HashSet<>();
                    answer.json()
                            .path(kind.rows())
                            .forEach(row -> shown.add(row.path("id").asString()));
                    for (Made one : living(kind)) {
                        if (shown.contains(one.id())) {
                            one.seen = true;
                        } else if (one.seen) {
                            tally.wrong("not in the list any more: " + one);
                        }
                    }
                });
    }

    @Override
    public void close() {
        connections.values().forEach(BlockStorage::close);
    }
}
