package io.snapledger.systemtests.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.snapledger.systemtests.http.HttpAnswer;
import io.snapledger.systemtests.http.HttpConnection;
import io.snapledger.systemtests.http.HttpRequest;
import io.snapledger.systemtests.http.Json;
import io.snapledger.systemtests.sut.Eventually;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/**
 * One caller's view of the block storage API, and of the shared file systems beside it, over one
 * connection. Not for several threads.
 *
 * <p>The methods named after a wish ({@code createGroup} …) insist on its being granted; {@link
 * #get}, {@link #post} and {@link #delete} hand over whatever comes back.
 */
public final class BlockStorage implements AutoCloseable {

    /** Asynchronous work of the service may take this long on a busy machine. */
    public static final Duration WORK_LIMIT = Duration.ofSeconds(60);

    private static final String SHARES = "/v2";
    private static final String REASON = "X-Audit-Reason";
    private static final Set<String> RESTING =
            Set.of("available", "error", "in-use", "error_deleting", "extending_error");

    private final Caller caller;
    private final HttpConnection connection;

    public BlockStorage(URI base, Caller caller) {
        this.caller = caller;
        connection = new HttpConnection(base);
    }

    public Caller caller() {
        return caller;
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The identity and the version that every request here carries. */
    private HttpRequest request(String method, String target) {
        HttpRequest request =
                HttpRequest.of(method, target)
                        .with("X-Auth-Token", caller.token())
                        .with("Accept", "application/json");
        return target.startsWith("/v2/")
                ? request.with("X-OpenStack-Manila-API-Version", "2.73")
                : request.with("OpenStack-API-Version", "volume 3.70");
    }

    private HttpAnswer exchange(HttpRequest request) {
        try {
            return connection.exchange(request);
        } catch (IOException e) {
            throw new UncheckedIOException(request.method() + " " + request.target(), e);
        }
    }

    /** Reads what is at a path below the caller's project; the other methods take the same. */
    public HttpAnswer get(String path) {
        return exchange(request("GET", inProject(path)));
    }

    public HttpAnswer post(String path, JsonNode body) {
        return exchange(request("POST", inProject(path)).withJson(body));
    }

    public HttpAnswer put(String path, JsonNode body) {
        return exchange(request("PUT", inProject(path)).withJson(body));
    }

    public HttpAnswer post(String path, JsonNode body, String reason) {
        return exchange(request("POST", inProject(path)).withJson(body).with(REASON, reason));
    }

    /** Creates under an {@code Idempotency-Key}. */
    public HttpAnswer postUnderKey(String path, JsonNode body, String key) {
        return exchange(
                request("POST", inProject(path)).withJson(body).with("Idempotency-Key", key));
    }

    /** Reads what is at a path that belongs to no project. */
    public HttpAnswer getAt(String path) {
        return exchange(request("GET", path));
    }

    public HttpAnswer delete(String path) {
        return exchange(request("DELETE", inProject(path)));
    }

    public HttpAnswer delete(String path, String reason) {
        return exchange(request("DELETE", inProject(path)).with(REASON, reason));
    }

    // A path that says which API it belongs to is one of the shared file systems'.
    private String inProject(String path) {
        return path.startsWith(SHARES)
                ? SHARES + "/" + caller.projectId() + path.substring(SHARES.length())
                : "/v3/" + caller.projectId() + path;
    }

    /** The request that an answer is to: the APIs do not say it in the same header. */
    public static String requestId(HttpAnswer answer) {
        return answer.header("x-openstack-request-id")
                .or(() -> answer.header("x-compute-request-id"))
                .orElseThrow();
    }

    /** A share type whose shares can have snapshots and replicas. */
    public String createShareType(String name) {
        return created(
                "share_type",
                200,
                post(
                        SHARES + "/types",
                        Json.wrap(
                                "share_type",
                                Map.of(
                                        "name",
                                        name,
                                        "extra_specs",
                                        Map.of(
                                                "driver_handles_share_servers", "False",
                                                "snapshot_support", "True",
                                                "replication_type", "readable")))));
    }

    /** A share of 1 GiB. */
    public HttpAnswer tryCreateShare(String name, String shareType) {
        return post(
                SHARES + "/shares",
                Json.wrap(
                        "share",
                        Map.of(
                                "share_proto",
                                "NFS",
                                "size",
                                1,
                                "name",
                                name,
                                "share_type",
                                shareType)));
    }

    public String createShare(String name, String shareType) {
        return created("share", 200, tryCreateShare(name, shareType));
    }

    public HttpAnswer tryCreateShareSnapshot(String name, String share) {
        return post(
                SHARES + "/snapshots",
                Json.wrap("snapshot", Map.of("share_id", share, "name", name)));
    }

    public String createShareSnapshot(String name, String share) {
        return created("snapshot", 202, tryCreateShareSnapshot(name, share));
    }

    public HttpAnswer tryCreateReplica(String share) {
        return post(
                SHARES + "/share-replicas", Json.wrap("share_replica", Map.of("share_id", share)));
    }

    /** The instances of a share snapshot. Only administrators see them. */
    public List<JsonNode> instancesOf(String shareSnapshot) {
        HttpAnswer answer =
                get(Kind.SNAPSHOT_INSTANCE.all() + "/detail?snapshot_id=" + shareSnapshot);
        assertThat(answer.status()).as("instances of %s: %s", shareSnapshot, answer).isEqualTo(200);
        return answer.json().path("snapshot_instances").valueStream().toList();
    }

    public String createVolumeType(String name) {
        return created(
                "volume_type", 200, post("/types", Json.wrap("volume_type", Map.of("name", name))));
    }

    public String createGroupType(String name) {
        return created(
                "group_type",
                202,
                post("/group_types", Json.wrap("group_type", Map.of("name", name))));
    }

    public String createGroup(String name, String groupType, String volumeType) {
        return created(
                "group",
                202,
                post(
                        "/groups",
                        Json.wrap(
                                "group",
                                Map.of(
                                        "name", name,
                                        "group_type", groupType,
                                        "volume_types", List.of(volumeType)))));
    }

    /** A volume of 1 GiB in a group. */
    public String createVolume(String name, String volumeType, String group) {
        return created(
                "volume",
                202,
                post(
                        "/volumes",
                        Json.wrap(
                                "volume",
                                Map.of(
                                        "size", 1,
                                        "name", name,
                                        "volume_type", volumeType,
                                        "group_id", group))));
    }

    /** A volume of 1 GiB in no group. */
    public HttpAnswer tryCreateVolume(String name, String volumeType) {
        return post(
                "/volumes",
                Json.wrap("volume", Map.of("size", 1, "name", name, "volume_type", volumeType)));
    }

    public String createGroupSnapshot(String name, String group) {
        return created("group_snapshot", 202, tryCreateGroupSnapshot(name, group));
    }

    public HttpAnswer tryCreateGroupSnapshot(String name, String group) {
        return post(
                "/group_snapshots",
                Json.wrap("group_snapshot", Map.of("name", name, "group_id", group)));
    }

    /** A group with one volume in it, both available. */
    public GroupWithVolume createGroupWithVolume(Types types, String name) {
        String group = createGroup(name, types.groupType(), types.volumeType());
        awaitStatus(Kind.GROUP, group, "available");
        String volume = createVolume(name, types.volumeType(), group);
        awaitStatus(Kind.VOLUME, volume, "available");
        return new GroupWithVolume(group, volume);
    }

    /** Types of this run's own. Only administrators make types. */
    public Types createTypes(String name) {
        return new Types(createVolumeType(name), createGroupType(name));
    }

    public record Types(String volumeType, String groupType) {}

    public record GroupWithVolume(String group, String volume) {}

    /** A volume of some size, in a group or in none. */
    public HttpAnswer tryCreateVolume(int size, String volumeType, Optional<String> group) {
        Map<String, Object> volume = new HashMap<>();
        volume.put("size", size);
        volume.put("volume_type", volumeType);
        group.ifPresent(id -> volume.put("group_id", id));
        return post("/volumes", Json.wrap("volume", volume));
    }

    /** A volume as large as the snapshot that it is made from. */
    public HttpAnswer tryCopySnapshot(String snapshot) {
        return post("/volumes", Json.wrap("volume", Map.of("snapshot_id", snapshot)));
    }

    /** A volume as large as the one that it is a copy of. */
    public HttpAnswer tryCopyVolume(String volume) {
        return post("/volumes", Json.wrap("volume", Map.of("source_volid", volume)));
    }

    public HttpAnswer tryExtendVolume(String volume, int size) {
        return post(
                "/volumes/" + volume + "/action", Json.wrap("os-extend", Map.of("new_size", size)));
    }

    /** A snapshot by itself. */
    public HttpAnswer tryCreateSnapshot(String volume) {
        return post("/snapshots", Json.wrap("snapshot", Map.of("volume_id", volume)));
    }

    /** Deletes a volume and its snapshots. */
    public HttpAnswer deleteWithSnapshots(String volume) {
        return delete(Kind.VOLUME.path(volume) + "?cascade=true");
    }

    public HttpAnswer tryCreateGroup(Types types) {
        return post(
                "/groups",
                Json.wrap(
                        "group",
                        Map.of(
                                "group_type", types.groupType(),
                                "volume_types", List.of(types.volumeType()))));
    }

    /** Deletes a group and its volumes. */
    public HttpAnswer deleteGroup(String group) {
        return post(
                "/groups/" + group + "/action",
                Json.wrap("delete", Map.of("delete-volumes", true)));
    }

    /** Sets a volume's status by an administrator's hand. */
    public HttpAnswer resetVolumeStatus(String volume, String status) {
        return post(
                "/volumes/" + volume + "/action",
                Json.wrap("os-reset_status", Map.of("status", status)));
    }

    /** Sets limits of the caller's project. Only administrators do. */
    public HttpAnswer setLimits(Map<String, Integer> limits) {
        return put("/os-quota-sets/" + caller.projectId(), Json.wrap("quota_set", limits));
    }

    /** The limits of the caller's project, and what it uses. */
    public JsonNode usage() {
        HttpAnswer answer = get("/os-quota-sets/" + caller.projectId() + "?usage=True");
        assertThat(answer.status()).as("usage: %s", answer).isEqualTo(200);
        return answer.json().path("quota_set");
    }

    /** What the last comparison of usage with the events found, if there was one. */
    public Optional<JsonNode> quotaCheck() {
        HttpAnswer answer = exchange(request("GET", "/audit/v1/quota-check"));
        assertThat(answer.status()).as("quota check: %s", answer).isIn(200, 503);
        return answer.status() == 200 ? Optional.of(answer.json()) : Optional.empty();
    }

    /** What the next comparison of usage with the events finds. */
    public JsonNode nextQuotaCheck() {
        Instant now = Instant.now();
        return Eventually.get(
                WORK_LIMIT,
                () -> "usage is compared with the events",
                () ->
                        quotaCheck()
                                .filter(found ->
                                        Instant.parse(found.path("checked_at").asString())
                                                .isAfter(now)));
    }

    /** Sets a group snapshot's status by an administrator's hand. */
    public HttpAnswer resetStatus(String groupSnapshot, String status, String reason) {
        return resetStatus(Kind.GROUP_SNAPSHOT, groupSnapshot, status, reason);
    }

    /** Sets the status of something by an administrator's hand. */
    public HttpAnswer resetStatus(Kind kind, String id, String status, String reason) {
        return post(
                kind.path(id) + "/action",
                Json.wrap("reset_status", Map.of("status", status)),
                reason);
    }

    /** What has a status, and how it is called in paths, bodies and the history. */
    public enum Kind {
        GROUP("", "groups", "group", "group"),
        VOLUME("", "volumes", "volume", "volume"),
        SNAPSHOT("", "snapshots", "snapshot", "snapshot"),
        GROUP_SNAPSHOT("", "group_snapshots", "group_snapshot", "group-snapshot"),
        SHARE(SHARES, "shares", "share", "share"),
        /** A share's instance, where the share is replicated. */
        REPLICA(SHARES, "share-replicas", "share_replica", "share-instance"),
        SHARE_SNAPSHOT(SHARES, "snapshots", "snapshot", "share-snapshot"),
        /** Administrators see every project's, others none. */
        SNAPSHOT_INSTANCE(
                SHARES, "snapshot-instances", "snapshot_instance", "share-snapshot-instance");

        private final String api;
        private final String collection;
        private final String member;
        private final String resourceType;

        Kind(String api, String collection, String member, String resourceType) {
            this.api = api;
            this.collection = collection;
            this.member = member;
            this.resourceType = resourceType;
        }

        /** Those that a project's member may list. */
        public static Stream<Kind> ofMembers() {
            return Stream.of(values()).filter(kind -> kind != SNAPSHOT_INSTANCE);
        }

        private String all() {
            return api + "/" + collection;
        }

        /** Where it is listed and made. */
        public String collectionPath() {
            return all();
        }

        public String path(String id) {
            return all() + "/" + id;
        }

        /** The name of one in answers and requests. */
        public String member() {
            return member;
        }

        /** The name of the list in answers. */
        public String rows() {
            return collection.replace('-', '_');
        }

        /** Whether lists of it come in pages. */
        private boolean isPaged() {
            return this != REPLICA && this != SNAPSHOT_INSTANCE;
        }

        /** The parameters of a list in pages by ascending id. */
        private String byId() {
            return api.isEmpty() ? "sort=id:asc" : "sort_key=id&sort_dir=asc";
        }

        public String resourceType() {
            return resourceType;
        }
    }

    /** The resource as it is shown; empty if there is none. */
    public Optional<JsonNode> find(Kind kind, String id) {
        HttpAnswer answer = get(kind.path(id));
        if (answer.status() == 404) {
            return Optional.empty();
        }
        assertThat(answer.status()).as("GET %s: %s", kind.path(id), answer).isEqualTo(200);
        return Optional.of(answer.json().path(kind.member));
    }

    /** Every resource of the caller's project, with all its fields. */
    public List<JsonNode> list(Kind kind) {
        if (kind == Kind.SNAPSHOT_INSTANCE) {
            return list(Kind.SHARE_SNAPSHOT).stream()
                    .flatMap(snapshot -> instancesOf(snapshot.path("id").asString()).stream())
                    .toList();
        }
        List<JsonNode> rows = rows(kind, "/detail");
        // Of these administrators see every project's too.
        Set<String> shares =
                kind == Kind.REPLICA
                        ? list(Kind.SHARE).stream()
                                .map(share -> share.path("id").asString())
                                .collect(Collectors.toSet())
                        : Set.of();
        return kind == Kind.REPLICA
                ? rows.stream()
                        .filter(row -> shares.contains(row.path("share_id").asString()))
                        .toList()
                : rows;
    }

    private List<JsonNode> rows(Kind kind, String rest) {
        HttpAnswer answer = get(kind.all() + rest);
        assertThat(answer.status())
                .as("GET %s%s: %s", kind.collection, rest, answer)
                .isEqualTo(200);
        return answer.json().path(kind.rows()).valueStream().toList();
    }

    /** Every resource of every project, with all its fields; for administrators. */
    public List<JsonNode> listOfAllProjects(Kind kind) {
        if (!kind.isPaged()) {
            return rows(kind, "/detail");
        }
        List<JsonNode> all = new ArrayList<>();
        List<JsonNode> page;
        do {
            String marker = all.isEmpty() ? "" : "&marker=" + all.getLast().path("id").asString();
            page = rows(kind, "/detail?all_tenants=1&limit=1000&" + kind.byId() + marker);
            all.addAll(page);
        } while (!page.isEmpty());
        return all;
    }

    public JsonNode awaitStatus(Kind kind, String id, String status) {
        String[] last = {"none"};
        return Eventually.get(
                WORK_LIMIT,
                () -> "%s %s is %s; it is %s".formatted(kind.member, id, status, last[0]),
                () -> {
                    Optional<JsonNode> shown = find(kind, id);
                    last[0] = shown.map(JsonNode::toString).orElse("gone");
                    return shown.filter(one -> one.path("status").asString().equals(status));
                });
    }

    public void awaitGone(Kind kind, String id) {
        String[] last = {"none"};
        Eventually.get(
                WORK_LIMIT,
                () -> "%s %s is gone; it is %s".formatted(kind.member, id, last[0]),
                () -> {
                    Optional<JsonNode> shown = find(kind, id);
                    last[0] = shown.map(JsonNode::toString).orElse("gone");
                    return shown.isPresent() ? Optional.empty() : Optional.of(id);
                });
    }

    /** The resources of the caller's project that are still being worked on. */
    public List<JsonNode> restless(Kind kind) {
        return list(kind).stream()
                .filter(shown -> !RESTING.contains(shown.path("status").asString()))
                .toList();
    }

    /** What the service answers when asked for a resource's history. */
    public HttpAnswer askHistory(Kind kind, String id) {
        return exchange(request("GET", "/audit/v1/" + kind.resourceType + "/" + id + "/history"));
    }

    /** Every status change of a resource, oldest first. */
    public List<StatusChange> history(Kind kind, String id) {
        HttpAnswer answer = askHistory(kind, id);
        assertThat(answer.status()).as("history of %s %s: %s", kind, id, answer).isEqualTo(200);
        return StatusChange.listIn(answer.json());
    }

    /**
     * Every status change of a resource, oldest first, once the last of them is the one to a
     * status: views and histories are brought up to date each by itself.
     */
    public List<StatusChange> historyUpTo(String status, Kind kind, String id) {
        String[] last = {"none"};
        return Eventually.get(
                WORK_LIMIT,
                () ->
                        "the history of %s %s ends with %s; it is %s"
                                .formatted(kind.member, id, status, last[0]),
                () -> {
                    List<StatusChange> history = history(kind, id);
                    last[0] = history.toString();
                    return Optional.of(history)
                            .filter(changes -> status.equals(changes.getLast().to()));
                });
    }

    private static String created(String member, int status, HttpAnswer answer) {
        assertThat(answer.status()).as("creating a %s: %s", member, answer).isEqualTo(status);
        return answer.json().path(member).path("id").asString();
    }
}
