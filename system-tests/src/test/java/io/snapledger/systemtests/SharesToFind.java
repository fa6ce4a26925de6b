package io.snapledger.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import io.snapledger.systemtests.client.BlockStorage;
import io.snapledger.systemtests.client.Caller;
import io.snapledger.systemtests.http.HttpAnswer;
import io.snapledger.systemtests.http.HttpConnection;
import io.snapledger.systemtests.http.HttpRequest;
import io.snapledger.systemtests.http.Json;
import io.snapledger.systemtests.sut.Eventually;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** A replicated share of one caller with a snapshot, and all that comes with them. */
final class SharesToFind {

    private final URI base;
    private final Caller owner;
    private final Caller administrator;

    SharesToFind(URI base, Caller owner, Caller administrator) {
        this.base = base;
        this.owner = owner;
        this.administrator = administrator;
    }

    /** Makes them, and says their ids, by what they are. */
    Map<String, String> make(String names) {
        Map<String, String> ids = new HashMap<>();
        Map<String, Object> specs =
                Map.of(
                        "driver_handles_share_servers", "False",
                        "snapshot_support", "True",
                        "replication_type", "readable");
        String type = create(administrator, "types", "share_type", type(names, specs, true));
        ids.put("share_type", type);
        ids.put(
                "private_share_type",
                create(
                        administrator,
                        "types",
                        "share_type",
                        type(names + "-private", specs, false)));
        String share =
                create(
                        owner,
                        "shares",
                        "share",
                        Map.of(
                                "name",
                                names,
                                "share_proto",
                                "NFS",
                                "size",
                                1,
                                "share_type",
                                type,
                                "metadata",
                                Map.of("m", "n")));
        awaitAvailable("shares/" + share, "share");
        ids.put("share", share);
        String replica =
                create(owner, "share-replicas", "share_replica", Map.of("share_id", share));
        awaitAvailable("share-replicas/" + replica, "share_replica");
        ids.put("replica", replica);
        String snapshot =
                create(
                        owner,
                        "snapshots",
                        "snapshot",
                        Map.of("name", names, "share_id", share, "metadata", Map.of("m", "n")));
        awaitAvailable("snapshots/" + snapshot, "snapshot");
        ids.put("share_snapshot", snapshot);
        JsonNode location = get(owner, "shares/" + share + "/export_locations");
        ids.put("export_location", firstOf(location, "export_locations"));
        String instance =
                instances(share).stream()
                        .filter(id -> !id.equals(replica))
                        .findFirst()
                        .orElseThrow();
        ids.put("share_instance", instance);
        ids.put(
                "snapshot_instance",
                firstOf(
                        get(administrator, "snapshot-instances?snapshot_id=" + snapshot),
                        "snapshot_instances"));
        return ids;
    }

    private static Map<String, Object> type(
            String name, Map<String, Object> specs, boolean isPublic) {
        return Map.of("name", name, "extra_specs", specs, "share_type_access:is_public", isPublic);
    }

    private List<String> instances(String share) {
        return get(administrator, "shares/" + share + "/instances")
                .path("share_instances")
                .valueStream()
                .map(instance -> instance.path("id").asString())
                .toList();
    }

    private static String firstOf(JsonNode answer, String list) {
        return answer.path(list).path(0).path("id").asString();
    }

    private void awaitAvailable(String path, String member) {
        String[] last = {"none"};
        Eventually.get(
                BlockStorage.WORK_LIMIT,
                () -> path + " is available; it is " + last[0],
                () -> {
                    JsonNode shown = get(owner, path).path(member);
                    last[0] = shown.toString();
                    return Optional.of(shown)
                            .filter(one -> one.path("status").asString().equals("available"));
                });
    }

    private String create(
            Caller caller, String collection, String member, Map<String, Object> fields) {
        HttpAnswer answer =
                send(
                        caller,
                        HttpRequest.of("POST", "/v2/" + collection)
                                .withJson(Json.wrap(member, fields)));
        assertThat(answer.status()).as(answer.body()).isIn(200, 202);
        return answer.json().path(member).path("id").asString();
    }

    private JsonNode get(Caller caller, String path) {
        HttpAnswer answer = send(caller, HttpRequest.of("GET", "/v2/" + path));
        assertThat(answer.status()).as(path + " " + answer.body()).isEqualTo(200);
        return answer.json();
    }

    private HttpAnswer send(Caller caller, HttpRequest request) {
        try {
            return HttpConnection.once(
                    base,
                    request.with("X-Auth-Token", caller.token())
                            .with("X-OpenStack-Manila-API-Version", "2.73"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
