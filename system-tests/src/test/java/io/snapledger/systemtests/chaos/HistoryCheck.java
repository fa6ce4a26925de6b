package io.snapledger.systemtests.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import io.snapledger.systemtests.chaos.Tenant.Fate;
import io.snapledger.systemtests.chaos.Tenant.Made;
import io.snapledger.systemtests.client.BlockStorage;
import io.snapledger.systemtests.client.BlockStorage.Kind;
import io.snapledger.systemtests.client.Caller;
import io.snapledger.systemtests.client.EventTopics;
import io.snapledger.systemtests.client.PublishedEvent;
import io.snapledger.systemtests.http.Json;
import io.snapledger.systemtests.sut.Eventually;
import io.snapledger.systemtests.sut.SeparateProcesses;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/**
 * Holds what clients were told against what is stored, published, shown, audited and on disk. What
 * is stored is read from the event log itself, all else as anybody reads it.
 */
public final class HistoryCheck {

    private static final Duration CALM_WITHIN = Duration.ofMinutes(5);
    private static final List<Kind> KINDS =
            List.of(Kind.VOLUME, Kind.SNAPSHOT, Kind.GROUP_SNAPSHOT);

    // What differs between two sendings of one event: how the sending is traced.
    private static final String TRACE = "traceparent";

    private final SeparateProcesses system;
    private final List<Tenant> tenants;
    private final Map<String, List<Stored>> stored;

    /** What is published of a resource, as a consumer sees it that remembers {@code ce_id}. */
    private final Map<String, List<PublishedEvent>> published = new HashMap<>();

    private int sentAgain;

    /** One row of the event log. */
    private record Stored(String id, long sequence, long position) {}

    private HistoryCheck(
            SeparateProcesses system, List<Tenant> tenants, Map<String, List<Stored>> stored) {
        this.system = system;
        this.tenants = tenants;
        this.stored = stored;
    }

    /**
     * Once nothing is under way any more.
     *
     * @return what was found, in words
     */
    public static String run(SeparateProcesses system, List<Tenant> tenants) throws Exception {
        nothingIsStuck(system, tenants);
        HistoryCheck check = new HistoryCheck(system, tenants, stored(system));
        check.everyEventIsPublishedInOrder();
        check.everyChangeOfStatusFollowsTheOneBefore();
        check.whatWasAskedForIsStoredOnceOrNotAtAll();
        check.whatIsStoredIsShown();
        check.theTrailIsWhatHappened();
        check.whatIsShownIsOnDisk();
        check.usageIsWhatThereIs();
        return "%d events of %d resources, %d of them sent to Kafka again"
                .formatted(
                        check.stored.values().stream().mapToInt(List::size).sum(),
                        check.stored.size(),
                        check.sentAgain);
    }

    private static void nothingIsStuck(SeparateProcesses system, List<Tenant> tenants) {
        for (Tenant tenant : tenants) {
            try (BlockStorage storage = new BlockStorage(system.baseUrl(), tenant.caller())) {
                for (Kind kind : KINDS) {
                    boolean calm =
                            Eventually.holds(CALM_WITHIN, () -> storage.restless(kind).isEmpty());
                    assertThat(calm ? List.of() : storage.restless(kind)).as("stuck").isEmpty();
                }
            }
        }
    }

    private static Map<String, List<Stored>> stored(SeparateProcesses system) throws SQLException {
        Map<String, List<Stored>> stored = new HashMap<>();
        try (Connection connection = system.postgres().connect("snapledger_event_reader");
                Statement statement = connection.createStatement();
                var rows =
                        statement.executeQuery(
                                """
                                select aggregate_identifier, event_identifier, sequence_number, global_index
                                from event_log.event order by aggregate_identifier, sequence_number
                                """)) {
            while (rows.next()) {
                stored.computeIfAbsent(rows.getString(1), _ -> new ArrayList<>())
                        .add(new Stored(rows.getString(2), rows.getLong(3), rows.getLong(4)));
            }
        }
        return stored;
    }

    private void everyEventIsPublishedInOrder() {
        Set<String> all =
                stored.values().stream()
                        .flatMap(List::stream)
                        .map(Stored::id)
                        .collect(Collectors.toSet());
        Map<String, PublishedEvent> byId = new LinkedHashMap<>();
        try (EventTopics topics = new EventTopics(system.kafkaBootstrap())) {
            List<PublishedEvent> sent =
                    topics.read(
                            CALM_WITHIN,
                            read -> read.size() >= all.size() && ids(read).containsAll(all));
            for (PublishedEvent event : sent) {
                PublishedEvent first = byId.putIfAbsent(event.id(), event);
                if (first == null) {
                    published.computeIfAbsent(event.key(), _ -> new ArrayList<>()).add(event);
                } else {
                    sentAgain++;
                    assertThat(content(event)).as("sent again").isEqualTo(content(first));
                }
            }
            assertThat(topics.deadLetters()).as("messages put aside").isZero();
        }
        assertThat(byId.keySet()).as("events on Kafka").isEqualTo(all);
        assertThat(stored)
                .allSatisfy((resource, events) -> {
                    assertThat(published.getOrDefault(resource, List.of()))
                            .as("publication of %s", resource)
                            .extracting(event -> new Place(event.id(), event.position()))
                            .containsExactlyElementsOf(
                                    events.stream()
                                            .map(event -> new Place(event.id(), event.position()))
                                            .toList());
                    for (int i = 0; i < events.size(); i++) {
                        assertThat(events.get(i).sequence()).as(resource).isEqualTo(i);
                    }
                });
    }

    private record Place(String id, long position) {}

    private record Content(String key, Map<String, String> headers, JsonNode value) {}

    private static Content content(PublishedEvent event) {
        Map<String, String> headers = new HashMap<>(event.headers());
        headers.remove(TRACE);
        return new Content(event.key(), headers, event.value());
    }

    private static Set<String> ids(Collection<PublishedEvent> events) {
        return events.stream().map(PublishedEvent::id).collect(Collectors.toSet());
    }

    private void everyChangeOfStatusFollowsTheOneBefore() {
        assertThat(published)
                .allSatisfy((resource, events) -> {
                    String status = null;
                    for (PublishedEvent event : changes(events)) {
                        assertThat(event.from()).as("%s: %s", resource, event).isEqualTo(status);
                        status = event.to();
                    }
                });
    }

    private static List<PublishedEvent> changes(List<PublishedEvent> events) {
        return events.stream().filter(event -> event.to() != null).toList();
    }

    private void whatWasAskedForIsStoredOnceOrNotAtAll() {
        Map<String, Set<String>> byName = new HashMap<>();
        Map<String, Integer> byReason = new HashMap<>();
        published.values().stream()
                .flatMap(List::stream)
                .forEach(event -> {
                    if (event.from() == null && event.to() != null) {
                        byName.computeIfAbsent(
                                        nameOf(
                                                event.value().path("resource_type").asString(),
                                                event.value().path("data").path("name").asString()),
                                        _ -> new HashSet<>())
                                .add(event.key());
                    }
                    byReason.merge(
                            event.value().path("status").path("reason").asString(),
                            1,
                            Integer::sum);
                });
        for (Tenant tenant : tenants) {
            for (Made made : tenant.made()) {
                Set<String> ids =
                        byName.getOrDefault(
                                nameOf(made.kind().resourceType(), made.name()), Set.of());
                switch (made.fate()) {
                    case ACKNOWLEDGED ->
                            assertThat(ids).as("%s", made).isEqualTo(Set.of(idOf(made)));
                    case REFUSED -> assertThat(ids).as("%s was refused", made).isEmpty();
                    case UNKNOWN -> assertThat(ids).as("%s", made).hasSizeLessThanOrEqualTo(1);
                }
            }
            for (Tenant.Reset reset : tenant.resets()) {
                int times = byReason.getOrDefault(reset.reason(), 0);
                switch (reset.fate()) {
                    case ACKNOWLEDGED -> assertThat(times).as("%s", reset).isEqualTo(1);
                    case REFUSED -> assertThat(times).as("%s", reset).isZero();
                    case UNKNOWN -> assertThat(times).as("%s", reset).isLessThanOrEqualTo(1);
                }
            }
        }
    }

    private static String nameOf(String resourceType, String name) {
        return resourceType + " " + name;
    }

    private static String idOf(Made made) {
        return Objects.requireNonNull(made.id(), () -> "no id: " + made);
    }

    private void whatIsStoredIsShown() {
        Map<String, String> statuses = new HashMap<>();
        Map<String, Set<String>> living = new HashMap<>();
        published.forEach((resource, events) -> {
            List<PublishedEvent> changes = changes(events);
            boolean gone = events.getLast().type().matches(".*\\.deleted\\.v\\d+");
            if (!changes.isEmpty() && !gone) {
                JsonNode last = events.getLast().value();
                statuses.put(resource, String.valueOf(changes.getLast().to()));
                living.computeIfAbsent(
                                nameOf(
                                        last.path("resource_type").asString(),
                                        last.path("project_id").asString()),
                                _ -> new TreeSet<>())
                        .add(resource);
            }
        });
        for (Tenant tenant : tenants) {
            try (BlockStorage storage = new BlockStorage(system.baseUrl(), tenant.caller())) {
                for (Kind kind : KINDS) {
                    Map<String, String> shown =
                            storage.list(kind).stream()
                                    .collect(
                                            Collectors.toMap(
                                                    row -> row.path("id").asString(),
                                                    row -> row.path("status").asString()));
                    String project = nameOf(kind.resourceType(), tenant.caller().projectId());
                    assertThat(new TreeSet<>(shown.keySet()))
                            .as("shown of %s", project)
                            .isEqualTo(living.getOrDefault(project, new TreeSet<>()));
                    assertThat(shown)
                            .allSatisfy((id, status) ->
                                    assertThat(status).as(id).isEqualTo(statuses.get(id)));
                    for (Made made : tenant.made()) {
                        if (made.kind() == kind && made.fate() == Fate.ACKNOWLEDGED) {
                            checkShown(made, shown);
                        }
                    }
                }
            }
        }
    }

    private static void checkShown(Made made, Map<String, String> shown) {
        if (!made.deletionAsked()) {
            assertThat(shown).as("%s", made).containsKey(idOf(made));
        } else if (made.deletionAcknowledged() && shown.containsKey(idOf(made))) {
            // Storage had no answer within the deadline.
            assertThat(shown.get(idOf(made))).as("%s", made).startsWith("error");
        }
    }

    private void theTrailIsWhatHappened() throws IOException, InterruptedException {
        Map<String, List<String>> trail = new HashMap<>();
        try (HttpClient http = HttpClient.newHttpClient()) {
            HttpResponse<Stream<String>> answer =
                    http.send(
                            HttpRequest.newBuilder(
                                            system.baseUrl().resolve("/audit/v1/status-changes"))
                                    .header("X-Auth-Token", Caller.administrator().token())
                                    .header("Accept", "application/x-ndjson")
                                    .build(),
                            BodyHandlers.ofLines());
            assertThat(answer.statusCode()).isEqualTo(200);
            answer.body()
                    .map(line -> Json.read(line).orElseThrow())
                    .filter(row -> row.path("to").isString())
                    .forEach(row ->
                            trail.computeIfAbsent(
                                            row.path("resource_id").asString(),
                                            _ -> new ArrayList<>())
                                    .add(row.path("event_id").asString()));
        }
        Map<String, List<String>> happened = new HashMap<>();
        published.forEach((resource, events) -> {
            List<PublishedEvent> changes = changes(events);
            if (!changes.isEmpty()) {
                happened.put(resource, changes.stream().map(PublishedEvent::id).toList());
            }
        });
        assertThat(trail).as("audit trail").isEqualTo(happened);
    }

    private void whatIsShownIsOnDisk() throws IOException {
        Map<Kind, String> folders = Map.of(Kind.VOLUME, "volumes", Kind.SNAPSHOT, "snapshots");
        for (Map.Entry<Kind, String> folder : folders.entrySet()) {
            Set<String> shown = new TreeSet<>();
            Set<String> available = new TreeSet<>();
            for (Tenant tenant : tenants) {
                try (BlockStorage storage = new BlockStorage(system.baseUrl(), tenant.caller())) {
                    storage.list(folder.getKey())
                            .forEach(row -> {
                                shown.add(row.path("id").asString());
                                if (row.path("status").asString().equals("available")) {
                                    available.add(row.path("id").asString());
                                }
                            });
                }
            }
            Path root = system.dataDir().resolve("storage").resolve(folder.getValue());
            try (Stream<Path> files = Files.list(root)) {
                Set<String> there =
                        files.map(file -> file.getFileName().toString().replace(".raw", ""))
                                .collect(Collectors.toCollection(TreeSet::new));
                assertThat(there).as("in %s", root).containsAll(available);
                assertThat(shown).as("left behind in %s", root).containsAll(there);
            }
        }
    }

    private void usageIsWhatThereIs() {
        try (BlockStorage administrator =
                new BlockStorage(system.baseUrl(), Caller.administrator())) {
            Instant now = Instant.now();
            JsonNode check =
                    Eventually.get(
                            CALM_WITHIN,
                            () -> "usage is compared with the events",
                            () -> checkedSince(administrator, now));
            assertThat(check.path("differences").valueStream().toList()).isEmpty();
        }
    }

    private static Optional<JsonNode> checkedSince(BlockStorage administrator, Instant since) {
        return administrator
                .quotaCheck()
                .filter(found -> Instant.parse(found.path("checked_at").asString()).isAfter(since));
    }
}
