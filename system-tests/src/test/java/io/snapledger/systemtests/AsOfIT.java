package io.snapledger.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import io.snapledger.systemtests.client.BlockStorage;
import io.snapledger.systemtests.client.BlockStorage.GroupWithVolume;
import io.snapledger.systemtests.client.BlockStorage.Kind;
import io.snapledger.systemtests.client.BlockStorage.Types;
import io.snapledger.systemtests.client.Caller;
import io.snapledger.systemtests.http.HttpAnswer;
import io.snapledger.systemtests.http.Json;
import io.snapledger.systemtests.sut.Eventually;
import io.snapledger.systemtests.sut.SharedSystem;
import io.snapledger.systemtests.sut.SystemUnderTest;
import java.net.URI;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/**
 * What resources were at any moment, against what the API showed of them then.
 *
 * <p>{@code -Dsnapledger.lives=200} sets how many resources are made, changed and watched.
 */
@ExtendWith(SharedSystem.class)
class AsOfIT {

    private static final int LIVES = Integer.getInteger("snapledger.lives", 12);
    private static final int MOST_CHANGES = 5;

    /** What the APIs call differently from the events. */
    private static final Map<String, String> ATTRIBUTES =
            Map.ofEntries(
                    Map.entry("status", "status"),
                    Map.entry("name", "name"),
                    Map.entry("description", "description"),
                    Map.entry("size", "size_gib"),
                    Map.entry("metadata", "metadata"),
                    Map.entry("created_at", "created_at"),
                    Map.entry("updated_at", "updated_at"),
                    Map.entry("availability_zone", "availability_zone"),
                    Map.entry("volume_id", "volume_id"),
                    Map.entry("group_id", "group_id"),
                    Map.entry("group_snapshot_id", "group_snapshot_id"),
                    Map.entry("share_id", "share_id"),
                    Map.entry("share_instance_id", "share_instance_id"),
                    Map.entry("snapshot_id", "snapshot_id"));

    private final BlockStorage user;
    private final BlockStorage operator;
    private final Caller member = Caller.memberOfNewProject("member-" + UUID.randomUUID());
    private final SystemUnderTest system;
    private final Random random = new Random(20);
    private @Nullable Types types;

    AsOfIT(SystemUnderTest system) {
        this.system = system;
        user = new BlockStorage(system.baseUrl(), member);
        operator =
                new BlockStorage(
                        system.baseUrl(),
                        Caller.of("administrator", member.projectId(), "admin", "reader"));
    }

    // Most tests need none.
    private Types types() {
        Types made = types;
        if (made == null) {
            made = operator.createTypes("as-of-" + UUID.randomUUID());
            types = made;
        }
        return made;
    }

    @AfterEach
    void close() {
        user.close();
        operator.close();
    }

    private static String path(Kind kind, String id) {
        return "/audit/v1/" + kind.resourceType() + "/" + id;
    }

    private static JsonNode told(HttpAnswer answer) {
        assertThat(answer.status()).as("%s", answer).isEqualTo(200);
        return answer.json().path("resource");
    }

    private static String text(JsonNode row, String field) {
        return row.path(field).asString();
    }

    /** What the API showed of a resource, and which event was its last one then. */
    private record Look(long position, String at, Optional<JsonNode> shown) {}

    // What is shown follows the events by some milliseconds, so it is looked at until they agree.
    private Look look(Kind kind, String id) {
        return Eventually.get(
                BlockStorage.WORK_LIMIT,
                () -> "%s %s is shown as its events say".formatted(kind, id),
                () -> {
                    // Only administrators see all kinds.
                    JsonNode before = told(operator.getAt(path(kind, id)));
                    Optional<JsonNode> shown = operator.find(kind, id);
                    JsonNode after = told(operator.getAt(path(kind, id)));
                    if (!after.equals(before) || !agree(shown, after)) {
                        return Optional.empty();
                    }
                    long position = after.path("position").asLong();
                    return Optional.of(new Look(position, text(after, "at"), shown));
                });
    }

    private static boolean agree(Optional<JsonNode> shown, JsonNode then) {
        return then.path("deleted").asBoolean() == shown.isEmpty()
                && shown.map(one -> differing(one, then.path("attributes")).isEmpty()).orElse(true);
    }

    private void wasWhatWasShown(Kind kind, String id, Look look) {
        for (String moment : List.of(String.valueOf(look.position()), look.at())) {
            JsonNode then = told(operator.getAt(path(kind, id) + "?as_of=" + moment));
            assertThat(then.path("position").asLong()).isEqualTo(look.position());
            assertThat(then.path("deleted").asBoolean()).isEqualTo(look.shown().isEmpty());
            look.shown()
                    .ifPresent(shown ->
                            assertThat(differing(shown, then.path("attributes")))
                                    .as("%s as of %s, shown as %s", then, moment, shown)
                                    .isEmpty());
        }
    }

    private static List<String> differing(JsonNode shown, JsonNode attributes) {
        return ATTRIBUTES.entrySet().stream()
                .filter(name -> shown.has(name.getKey()) && attributes.has(name.getValue()))
                .filter(name ->
                        !isSame(shown.path(name.getKey()), attributes.path(name.getValue())))
                .map(Map.Entry::getKey)
                .toList();
    }

    // The APIs show times without a zone.
    private static boolean isSame(JsonNode shown, JsonNode was) {
        if (was.isString() && shown.isString() && was.asString().matches("\\d{4}-.*Z")) {
            return Instant.parse(was.asString())
                    .equals(LocalDateTime.parse(shown.asString()).toInstant(ZoneOffset.UTC));
        }
        return was.equals(shown);
    }

    /** At each of its events, and before the first: as the history tells. */
    private void wasWhatTheHistoryTells(Kind kind, String id) {
        List<JsonNode> rows =
                operator.askHistory(kind, id).json().path("history").valueStream().toList();
        assertThat(rows).isNotEmpty();
        long first = rows.getFirst().path("position").asLong();
        assertThat(operator.getAt(path(kind, id) + "?as_of=" + (first - 1)).status())
                .isEqualTo(404);
        for (JsonNode change : rows) {
            JsonNode then =
                    told(operator.getAt(path(kind, id) + "?as_of=" + text(change, "position")));
            boolean deletion = text(change, "event").endsWith(".deleted");
            assertThat(text(then, "event_id")).isEqualTo(text(change, "event_id"));
            assertThat(text(then, "at")).isEqualTo(text(change, "at"));
            assertThat(then.path("deleted").asBoolean()).isEqualTo(deletion);
            assertThat(text(then.path("attributes"), "status"))
                    .isEqualTo(text(change, deletion ? "from" : "to"));
        }
    }

    @Test
    void whatTheApiShowedAtAnyMomentIsWhatItWasThen() {
        GroupWithVolume made = user.createGroupWithVolume(types(), "g");
        String share =
                user.createShare("s", operator.createShareType("as-of-" + UUID.randomUUID()));
        user.awaitStatus(Kind.SHARE, share, "available");
        for (int i = 0; i < LIVES; i++) {
            switch (i % 6) {
                case 0 -> live(Kind.VOLUME, volume("v"));
                case 1 -> live(Kind.SNAPSHOT, snapshotOf(made.volume()));
                case 2 ->
                        live(
                                Kind.GROUP,
                                user.createGroup("g", types().groupType(), types().volumeType()));
                case 3 -> live(Kind.GROUP_SNAPSHOT, user.createGroupSnapshot("s", made.group()));
                case 4 -> live(Kind.SHARE_SNAPSHOT, user.createShareSnapshot("s", share));
                default -> {
                    String snapshot = user.createShareSnapshot("s", share);
                    live(
                            Kind.SNAPSHOT_INSTANCE,
                            text(operator.instancesOf(snapshot).getFirst(), "id"));
                }
            }
        }
    }

    private String snapshotOf(String volume) {
        HttpAnswer answer = user.tryCreateSnapshot(volume);
        assertThat(answer.status()).as("%s", answer).isEqualTo(202);
        return text(answer.json().path("snapshot"), "id");
    }

    private void live(Kind kind, String id) {
        List<Look> looks = new ArrayList<>();
        looks.add(look(kind, id));
        operator.awaitStatus(kind, id, "available");
        looks.add(look(kind, id));
        int changes = random.nextInt(MOST_CHANGES + 1);
        for (int i = 0; i < changes; i++) {
            change(kind, id, "n" + i);
            looks.add(look(kind, id));
        }
        if (kind != Kind.SNAPSHOT_INSTANCE && random.nextBoolean()) {
            reset(kind, id, "available");
            accepted(kind == Kind.GROUP ? user.deleteGroup(id) : user.delete(kind.path(id)));
            looks.add(look(kind, id));
            operator.awaitGone(kind, id);
            looks.add(look(kind, id));
            assertThat(looks.getLast().shown()).isEmpty();
        }
        looks.forEach(look -> wasWhatWasShown(kind, id, look));
        wasWhatTheHistoryTells(kind, id);
    }

    private void change(Kind kind, String id, String name) {
        boolean hasNewNames = kind != Kind.GROUP_SNAPSHOT && kind != Kind.SNAPSHOT_INSTANCE;
        if (hasNewNames && random.nextBoolean()) {
            rename(kind, id, name);
        } else {
            reset(kind, id, random.nextBoolean() ? "error" : "available");
        }
    }

    private void rename(Kind kind, String id, String name) {
        String prefix = kind == Kind.SHARE_SNAPSHOT ? "display_" : "";
        String member = kind == Kind.SHARE_SNAPSHOT ? "snapshot" : kind.resourceType();
        accepted(
                user.put(
                        kind.path(id),
                        Json.wrap(
                                member,
                                Map.of(prefix + "name", name, prefix + "description", "d"))));
    }

    private void reset(Kind kind, String id, String status) {
        String action =
                kind == Kind.VOLUME || kind == Kind.SNAPSHOT ? "os-reset_status" : "reset_status";
        accepted(
                operator.post(
                        kind.path(id) + "/action", Json.wrap(action, Map.of("status", status))));
    }

    private static void accepted(HttpAnswer answer) {
        assertThat(answer.status()).as("%s", answer).isIn(200, 202);
    }

    private String volume(String name) {
        HttpAnswer answer = user.tryCreateVolume(name, types().volumeType());
        accepted(answer);
        String id = text(answer.json().path("volume"), "id");
        user.awaitStatus(Kind.VOLUME, id, "available");
        return id;
    }

    private static List<String> ids(HttpAnswer answer) {
        assertThat(answer.status()).as("%s", answer).isEqualTo(200);
        return answer.json()
                .path("resources")
                .valueStream()
                .map(row -> text(row, "resource_id"))
                .toList();
    }

    private static Optional<String> next(HttpAnswer page) {
        return page.json()
                .path("resources_links")
                .valueStream()
                .map(link -> URI.create(text(link, "href")))
                .map(link -> link.getRawPath() + "?" + link.getRawQuery())
                .findFirst();
    }

    @Test
    void theListIsThatOfTheMomentHoweverItIsReadAndWhateverComesAfterwards() {
        String list = "/audit/v1/volume";
        List<String> three = Stream.of(volume("1"), volume("2"), volume("3")).sorted().toList();
        HttpAnswer first = user.getAt(list + "?limit=1");
        String moment = text(first.json(), "as_of");

        String fourth = volume("4");
        String gone = three.getLast();
        accepted(user.delete(Kind.VOLUME.path(gone)));
        user.awaitGone(Kind.VOLUME, gone);

        List<String> read = new ArrayList<>(ids(first));
        for (Optional<String> page = next(first); page.isPresent(); ) {
            HttpAnswer answer = user.getAt(page.get());
            assertThat(text(answer.json(), "as_of")).isEqualTo(moment);
            read.addAll(ids(answer));
            page = next(answer);
        }
        assertThat(read).isEqualTo(three);
        assertThat(ids(user.getAt(list)))
                .containsExactlyInAnyOrder(three.get(0), three.get(1), fourth);
        assertThat(ids(user.getAt(list + "?deleted=true")))
                .containsExactlyInAnyOrder(three.get(0), three.get(1), gone, fourth);
        assertThat(
                        ids(
                                operator.getAt(
                                        list
                                                + "?project_id="
                                                + member.projectId()
                                                + "&as_of="
                                                + moment)))
                .isEqualTo(three);
        assertThat(ids(user.getAt(list + "?as_of=0"))).isEmpty();
        assertThat(ids(operator.getAt("/audit/v1/volume-type?project_id=&limit=1000")))
                .contains(types().volumeType());
    }

    @Test
    void whatIsAnothersIsNotThere() {
        String id = volume("v");
        JsonNode owned = told(user.getAt(path(Kind.VOLUME, id)));
        assertThat(owned.path("attributes").has("provider_location")).isFalse();
        JsonNode all = told(operator.getAt(path(Kind.VOLUME, id)));
        assertThat(all.path("attributes").has("provider_location")).isTrue();

        try (BlockStorage stranger =
                new BlockStorage(system.baseUrl(), Caller.memberOfNewProject("stranger"))) {
            HttpAnswer foreign = stranger.getAt(path(Kind.VOLUME, id));
            String missing = UUID.randomUUID().toString();
            HttpAnswer none = stranger.getAt(path(Kind.VOLUME, missing));
            assertThat(foreign.status()).isEqualTo(404);
            assertThat(foreign.body()).isEqualTo(none.body().replace(missing, id));
            assertThat(
                            ids(
                                    stranger.getAt(
                                            "/audit/v1/volume?deleted=true&project_id="
                                                    + member.projectId())))
                    .isEmpty();
            assertThat(stranger.getAt("/audit/v1/volume-type/" + types().volumeType()).status())
                    .isEqualTo(404);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "volume/{id}?as_of=2999-01-01T00:00:00Z | 400 | it lies in the future",
                "volume?as_of=2999-01-01T00:00:00Z | 400 | it lies in the future",
                "volume/{id}?as_of=999999999999999999999 | 400 | the last event is at position",
                "volume?as_of=999999999999 | 400 | the last event is at position",
                "volume/{id}?as_of=yesterday | 400 | Invalid as_of: it must be a time as in RFC",
                "volume?as_of=2026-02-30T00:00:00Z | 400 | Invalid as_of: it must be a time as in",
                "volume/{id}?as_of=1&as_of=2 | 400 | Invalid as_of: it must be given once",
                "volume/{id}?at=1 | 400 | There is no parameter at",
                "volume?limit=0 | 400 | Invalid limit",
                "volume?cursor=x | 400 | Invalid cursor",
                "volume/{id}?as_of=0 | 404 | There is no volume {id} as of then",
                "volume/{id}?as_of=1999-01-01T00:00:00Z | 404 | There is no volume {id} as of",
                "snapshot/{id} | 404 | There is no snapshot {id} as of then",
                "disk/{id} | 404 | There is no resource type disk",
                "disk | 404 | There is no resource type disk"
            })
    void whatCannotBeToldIsSaidClearly(String target, int status, String message) {
        String id = UUID.randomUUID().toString();

        HttpAnswer answer = user.getAt("/audit/v1/" + target.replace("{id}", id));

        assertThat(answer.status()).as("%s", answer).isEqualTo(status);
        assertThat(answer.body()).contains(message.replace("{id}", id));
    }
}
