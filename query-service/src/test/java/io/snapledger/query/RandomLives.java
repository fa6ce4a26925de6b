package io.snapledger.query;

import io.snapledger.contract.EventNames;
import io.snapledger.contract.group.GroupStatus;
import io.snapledger.contract.groupsnapshot.GroupSnapshotStatus;
import io.snapledger.contract.json.ContractJson;
import io.snapledger.contract.resource.ResourceEvent;
import io.snapledger.contract.share.ShareStatus;
import io.snapledger.contract.sharesnapshot.ShareSnapshotStatus;
import io.snapledger.contract.snapshot.SnapshotStatus;
import io.snapledger.contract.volume.VolumeStatus;
import io.snapledger.query.projection.Projection;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Resources of every type, each with events of its family in any order: one that begins it, some
 * that change it, and sometimes one that ends it. The events are the approved ones of the contract
 * with other values in them, so a new event takes part by itself.
 */
final class RandomLives {

    static final List<String> PROJECTS = List.of("project-1", "project-2", "project-3");

    private static final Path APPROVED = Path.of("..", "contract", "src/test/resources/events");
    private static final int MOST_CHANGES = 9;

    private static final Map<String, List<String>> STATUSES =
            Map.of(
                    "volume", words(VolumeStatus.values(), VolumeStatus::word),
                    "snapshot", words(SnapshotStatus.values(), SnapshotStatus::word),
                    "group", words(GroupStatus.values(), GroupStatus::word),
                    "group-snapshot",
                            words(GroupSnapshotStatus.values(), GroupSnapshotStatus::word),
                    "share", words(ShareStatus.values(), ShareStatus::word),
                    "share-instance", words(ShareStatus.values(), ShareStatus::word),
                    "share-snapshot",
                            words(ShareSnapshotStatus.values(), ShareSnapshotStatus::word),
                    "share-snapshot-instance",
                            words(ShareSnapshotStatus.values(), ShareSnapshotStatus::word));

    private final Random random;
    private final List<Family<?>> families = new ArrayList<>();
    private int names;

    RandomLives(long seed, Collection<Projection<?, ?>> projections) {
        random = new Random(seed);
        projections.forEach(projection -> families.add(new Family<>(projection)));
        // The same for the same seed, whatever order the projections come in.
        families.sort((one, other) -> one.type.compareTo(other.type));
    }

    /** One more, of a type that follows that of the one before. */
    Life life(int number) {
        return new Life(families.get(number % families.size()));
    }

    private static <S> List<String> words(S[] statuses, Function<S, String> word) {
        return Arrays.stream(statuses).map(word).toList();
    }

    private <T> T any(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }

    private static ObjectNode approved(String event) {
        Path file = APPROVED.resolve("%s.v1.json".formatted(event));
        try {
            return (ObjectNode) ContractJson.mapper().readTree(Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ObjectNode in(ObjectNode event, String status) {
        if (event.path("change") instanceof ObjectNode change) {
            change.put("from", "somewhere").put("to", status);
        }
        put(event, "migration_status", event.stringNode("migrating"));
        return event;
    }

    private static void put(ObjectNode event, String name, JsonNode value) {
        if (event.has(name)) {
            event.set(name, value);
        }
    }

    /** The events of one resource, made one after another. */
    final class Life {

        private final UUID id = new UUID(random.nextLong(), random.nextLong());
        private final Family<?> family;
        private final String project;
        private final int changes = random.nextInt(MOST_CHANGES + 1);
        private final boolean ends;
        private int made;

        private Life(Family<?> family) {
            this.family = family;
            ends = random.nextBoolean() && !family.ends.isEmpty();
            // There is one set of limits in a project.
            project = family.type.equals("quota-set") ? "limited-" + names++ : any(PROJECTS);
        }

        UUID id() {
            return id;
        }

        Family<?> family() {
            return family;
        }

        boolean goesOn() {
            return made <= changes || (ends && made == changes + 1);
        }

        ResourceEvent next(Instant at) {
            List<String> names =
                    made == 0 ? family.begins : made <= changes ? family.changes : family.ends;
            made++;
            return event(any(names), at);
        }

        private ResourceEvent event(String name, Instant at) {
            ObjectNode json = in(approved(name), any(family.statuses));
            json.put("id", id.toString()).put("at", at.toString());
            if (json.path("scope") instanceof ObjectNode scope) {
                scope.put("name", project);
            }
            put(json, "project_id", json.stringNode(project));
            put(json, "name", json.stringNode("n" + names++));
            put(
                    json,
                    "description",
                    random.nextBoolean() ? json.nullNode() : json.stringNode("é \"\\ 😀"));
            put(json, "size_gib", json.numberNode(1 + random.nextInt(9)));
            put(json, "progress", json.numberNode(random.nextInt(101)));
            put(json, "metadata", json.objectNode().put("k" + random.nextInt(3), "v"));
            return ContractJson.mapper().treeToValue(json, EventNames.classOf(name).orElseThrow());
        }
    }

    /** The events of one type: those that begin a resource, change it and end it. */
    static final class Family<R> {

        private final Projection<?, R> projection;
        private final String type;
        private final List<String> statuses;
        private final List<String> begins = new ArrayList<>();
        private final List<String> changes = new ArrayList<>();
        private final List<String> ends = new ArrayList<>();

        private Family(Projection<?, R> projection) {
            this.projection = projection;
            Map<String, Class<? extends ResourceEvent>> events = new TreeMap<>();
            EventNames.all()
                    .forEach((name, event) -> {
                        if (projection.family().isAssignableFrom(event)) {
                            events.put(name, event);
                        }
                    });
            type = EventNames.resourceType(events.keySet().iterator().next());
            statuses = STATUSES.getOrDefault(type, List.of("available"));
            sort(projection, events);
        }

        private <E extends ResourceEvent> void sort(
                Projection<E, R> folding, Map<String, Class<? extends ResourceEvent>> events) {
            Map<String, E> samples = new TreeMap<>();
            events.forEach((name, event) ->
                    samples.put(
                            name,
                            folding.family()
                                    .cast(
                                            ContractJson.mapper()
                                                    .treeToValue(
                                                            in(approved(name), statuses.getFirst()),
                                                            event))));
            Map<String, R> begun = new TreeMap<>();
            samples.forEach(
                    (name, event) -> begun(folding, event).ifPresent(row -> begun.put(name, row)));
            begins.addAll(begun.keySet());
            R row = begun.get(begins.getFirst());
            samples.forEach((name, event) -> {
                if (folding.after(row, event) == null) {
                    ends.add(name);
                } else if (!begun.containsKey(name) || type.equals("quota-set")) {
                    changes.add(name);
                }
            });
        }

        private static <E extends ResourceEvent, R> Optional<R> begun(
                Projection<E, R> projection, E event) {
            try {
                return Optional.ofNullable(projection.after(null, event));
            } catch (IllegalStateException noBeginning) {
                return Optional.empty();
            }
        }

        String type() {
            return type;
        }

        /** What the live view has of some of them. */
        Map<UUID, JsonNode> shown(Collection<UUID> ids) {
            Map<UUID, JsonNode> shown = new HashMap<>();
            projection
                    .rows()
                    .load(ids)
                    .forEach((id, row) -> shown.put(id, ContractJson.mapper().valueToTree(row)));
            return shown;
        }
    }
}
