package io.snapledger.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.UUID;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A client of the API, an administrator. */
final class Client implements AutoCloseable {

    static final String PROJECT = "observed-project";
    static final String ADMIN = "root:" + PROJECT;

    private final HttpClient http = HttpClient.newHttpClient();
    private final String url;

    Client(String url) {
        this.url = url;
    }

    /** A group, a volume in it, and a group snapshot of it; and once something that is refused. */
    String takeGroupSnapshot() throws Exception {
        String name = "n" + UUID.randomUUID();
        String type = create("types", "volume_type", "{'name': '%s'}".formatted(name));
        assertThat(
                        post("/v3/types", "{'volume_type': {'name': '%s'}}".formatted(name))
                                .statusCode())
                .isEqualTo(409);
        String groupType = create("group_types", "group_type", "{'name': '%s'}".formatted(name));
        String group =
                create(
                        "groups",
                        "group",
                        "{'group_type': '%s', 'volume_types': ['%s']}".formatted(groupType, type));
        String volume =
                create(
                        "volumes",
                        "volume",
                        "{'size': 1, 'volume_type': '%s', 'group_id': '%s'}"
                                .formatted(type, group));
        awaitAvailable("/v3/volumes/" + volume, "volume");
        String snapshot =
                create("group_snapshots", "group_snapshot", "{'group_id': '%s'}".formatted(group));
        awaitAvailable("/v3/group_snapshots/" + snapshot, "group_snapshot");
        return snapshot;
    }

    private String create(String collection, String member, String body) throws Exception {
        HttpResponse<String> answer =
                post("/v3/" + collection, "{'%s': %s}".formatted(member, body));
        assertThat(answer.statusCode()).as(answer.body()).isBetween(200, 202);
        return JsonMapper.shared().readTree(answer.body()).at("/" + member + "/id").asString();
    }

    private void awaitAvailable(String path, String member) {
        await().atMost(Duration.ofSeconds(60))
                .until(() -> {
                    JsonNode shown =
                            JsonMapper.shared()
                                    .readTree(
                                            get(
                                                    path,
                                                    "X-Auth-Token",
                                                    ADMIN,
                                                    "OpenStack-API-Version",
                                                    "volume 3.70"));
                    String status = shown.at("/" + member + "/status").asString();
                    assertThat(status).isNotEqualTo("error");
                    return status.equals("available");
                });
    }

    HttpResponse<String> post(String path, String body) throws IOException, InterruptedException {
        return http.send(
                request(
                                path,
                                "X-Auth-Token",
                                ADMIN,
                                "OpenStack-API-Version",
                                "volume 3.70",
                                "Content-Type",
                                "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(body.replace('\'', '"')))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    String get(String path, String... headers) throws IOException, InterruptedException {
        return http.send(request(path, headers).build(), HttpResponse.BodyHandlers.ofString())
                .body();
    }

    int status(String path, String... headers) throws IOException, InterruptedException {
        return http.send(request(path, headers).build(), HttpResponse.BodyHandlers.discarding())
                .statusCode();
    }

    private HttpRequest.Builder request(String path, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url + path));
        return headers.length == 0 ? request : request.headers(headers);
    }

    @Override
    public void close() {
        http.close();
    }
}
