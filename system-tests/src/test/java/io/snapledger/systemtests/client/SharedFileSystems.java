package io.snapledger.systemtests.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.snapledger.systemtests.http.HttpAnswer;
import io.snapledger.systemtests.http.HttpConnection;
import io.snapledger.systemtests.http.HttpRequest;
import io.snapledger.systemtests.http.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * One caller's view of the shared file systems' API, over one connection. Not for several threads.
 */
public final class SharedFileSystems implements AutoCloseable {

    private final Caller caller;
    private final HttpConnection connection;

    public SharedFileSystems(URI base, Caller caller) {
        this.caller = caller;
        connection = new HttpConnection(base);
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private HttpAnswer exchange(HttpRequest request) {
        try {
            return connection.exchange(
                    request.with("X-Auth-Token", caller.token())
                            .with("X-OpenStack-Manila-API-Version", "2.73")
                            .with("Accept", "application/json"));
        } catch (IOException e) {
            throw new UncheckedIOException(request.method() + " " + request.target(), e);
        }
    }

    private HttpRequest request(String method, String path) {
        return HttpRequest.of(method, "/v2/" + caller.projectId() + path);
    }

    private HttpAnswer post(String path, String member, Map<String, ?> fields) {
        return exchange(request("POST", path).withJson(Json.wrap(member, fields)));
    }

    public String createShareType(String name, Map<String, String> specs) {
        Map<String, String> all = new HashMap<>(specs);
        all.put("driver_handles_share_servers", "False");
        all.put("snapshot_support", "True");
        HttpAnswer answer = post("/types", "share_type", Map.of("name", name, "extra_specs", all));
        assertThat(answer.status()).as("%s", answer).isEqualTo(200);
        return answer.json().path("share_type").path("id").asString();
    }

    public HttpAnswer tryCreateShare(int size, String type) {
        return post(
                "/shares", "share", Map.of("share_proto", "NFS", "size", size, "share_type", type));
    }

    public HttpAnswer tryCopySnapshot(String snapshot, int size) {
        return post(
                "/shares",
                "share",
                Map.of("share_proto", "NFS", "size", size, "snapshot_id", snapshot));
    }

    public HttpAnswer tryCreateSnapshot(String share) {
        return post("/snapshots", "snapshot", Map.of("share_id", share));
    }

    public HttpAnswer tryCreateReplica(String share) {
        return post("/share-replicas", "share_replica", Map.of("share_id", share));
    }

    public HttpAnswer tryExtend(String share, int size) {
        return post("/shares/" + share + "/action", "extend", Map.of("new_size", size));
    }

    public HttpAnswer delete(Kind kind, String id) {
        return exchange(request("DELETE", kind.path(id)));
    }

    /** Only administrators do. */
    public HttpAnswer forceDelete(Kind kind, String id) {
        return post(kind.path(id) + "/action", "force_delete", Map.of());
    }

    /** Sets a status by an administrator's hand. */
    public HttpAnswer resetStatus(Kind kind, String id, String status) {
        return post(kind.path(id) + "/action", "reset_status", Map.of("status", status));
    }

    /** Sets limits of the caller's project. Only administrators do. */
    public HttpAnswer setLimits(Map<String, ?> limits) {
        return exchange(
                request("PUT", "/quota-sets/" + caller.projectId())
                        .withJson(Json.wrap("quota_set", limits)));
    }

    /** The limits of the caller's project, and what it uses: of one share type, or of all. */
    public JsonNode usage(Optional<String> shareType) {
        HttpAnswer answer =
                exchange(
                        request(
                                "GET",
                                "/quota-sets/"
                                        + caller.projectId()
                                        + "/detail"
                                        + shareType.map(type -> "?share_type=" + type).orElse("")));
        assertThat(answer.status()).as("usage: %s", answer).isEqualTo(200);
        return answer.json().path("quota_set");
    }

    /** Every resource of the caller's project, with all its fields. */
    public List<JsonNode> list(Kind kind) {
        HttpAnswer answer = exchange(request("GET", "/" + kind.collection + "/detail"));
        assertThat(answer.status()).as("the list of %s: %s", kind, answer).isEqualTo(200);
        return answer.json().path(kind.list).valueStream().toList();
    }

    /** What is listed here, and how it is called in paths and bodies. */
    public enum Kind {
        SHARE("shares", "shares"),
        SNAPSHOT("snapshots", "snapshots"),
        REPLICA("share-replicas", "share_replicas");

        private final String collection;
        private final String list;

        Kind(String collection, String list) {
            this.collection = collection;
            this.list = list;
        }

        private String path(String id) {
            return "/" + collection + "/" + id;
        }
    }
}
