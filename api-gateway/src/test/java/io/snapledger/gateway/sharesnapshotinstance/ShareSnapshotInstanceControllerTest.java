package io.snapledger.gateway.sharesnapshotinstance;

import static org.assertj.core.api.Assertions.assertThat;

import io.snapledger.contract.refusal.RefusedException;
import io.snapledger.contract.sharesnapshot.ShareSnapshotId;
import io.snapledger.contract.sharesnapshot.ShareSnapshotStatus;
import io.snapledger.contract.sharesnapshotinstance.ShareSnapshotInstanceCommand.ResetShareSnapshotInstanceStatus;
import io.snapledger.contract.sharesnapshotinstance.ShareSnapshotInstanceId;
import io.snapledger.contract.sharesnapshotinstance.ShareSnapshotInstanceQuery;
import io.snapledger.contract.sharesnapshotinstance.ShareSnapshotInstanceRefused;
import io.snapledger.gateway.fake.RawRequest;
import io.snapledger.gateway.fake.RawResponse;
import io.snapledger.gateway.fake.Rows;
import io.snapledger.gateway.fake.RunningGateway;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.json.JsonMapper;

class ShareSnapshotInstanceControllerTest {

    private static final String LIST = "/v2/snapshot-instances";
    private static final String ITEM = LIST + "/" + Rows.SNAPSHOT_INSTANCE;
    private static final String ACTION = ITEM + "/action";

    private static final String SUMMARY =
            "{\"id\": \"%s\", \"snapshot_id\": \"%s\", \"status\": \"available\"}"
                    .formatted(Rows.SNAPSHOT_INSTANCE, Rows.SHARE_SNAPSHOT);

    private static final String DETAIL =
            ("{\"id\": \"%s\", \"snapshot_id\": \"%s\", \"created_at\":"
                            + " \"2026-11-21T18:15:25.000123\", \"updated_at\":"
                            + " \"2026-11-21T18:15:26.000000\", \"status\": \"available\","
                            + " \"share_id\": \"%s\", \"share_instance_id\": \"%s\", \"progress\":"
                            + " \"100%%\", \"provider_location\": \"snapshots/one\"}")
                    .formatted(
                            Rows.SNAPSHOT_INSTANCE,
                            Rows.SHARE_SNAPSHOT,
                            Rows.SHARE,
                            Rows.SHARE_INSTANCE);

    private static final String INVALID =
            "Invalid state. Valid states: creating, available, deleting, error, error_deleting,"
                    + " migrating, migrating_to, server_migrating.";

    private static final int TEN_THOUSAND = 10_000;
    private static final int PAGE = 500;

    private RunningGateway gateway;

    @BeforeEach
    void fill() {
        gateway = RunningGateway.shared();
        gateway.reads.shareSnapshotInstances.add(Rows.snapshotInstance());
    }

    private RawRequest admin(String method, String target) {
        return gateway.asShareAdmin(method, target);
    }

    private static String fault(String key, int code, String message) {
        return "{\"%s\": {\"code\": %d, \"message\": \"%s\"}}".formatted(key, code, message);
    }

    @Test
    void theListHasThreeFields() {
        RawResponse answer = admin("GET", LIST).send();

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("{\"snapshot_instances\": [" + SUMMARY + "]}");
        assertThat(answer.apiHeaders())
                .isEqualTo(
                        Map.of(
                                "content-type", "application/json",
                                "x-openstack-manila-api-version", "2.73",
                                "vary", "X-OpenStack-Manila-API-Version",
                                "x-compute-request-id", "<id>"));
    }

    @Test
    void theDetailsHaveNineInTheirOrder() {
        assertThat(admin("GET", LIST + "/detail").send().body())
                .isEqualTo("{\"snapshot_instances\": [" + DETAIL + "]}");
        assertThat(admin("GET", ITEM).send().body())
                .isEqualTo("{\"snapshot_instance\": " + DETAIL + "}");
    }

    @Test
    void thousandsAreListedWholePageByPage() {
        gateway.reads.shareSnapshotInstances.clear();
        for (int i = 0; i < 2_000; i++) {
            gateway.reads.shareSnapshotInstances.add(
                    Rows.snapshotInstance("cccccccc-0000-4000-8000-%012d".formatted(i)));
        }

        RawResponse answer = admin("GET", LIST + "/detail").send();

        assertThat(Pattern.compile("\"id\": ").matcher(answer.body()).results().count())
                .isEqualTo(2_000);
        assertThat(answer.body()).contains("-000000000000\"", "-000000001999\"").endsWith("]}");
        // The last page was full, so that there might have been another.
        assertThat(gateway.reads.snapshotInstanceQueries)
                .hasSize(5)
                .extracting(ShareSnapshotInstanceQuery::limit)
                .containsOnly(500);
    }

    @Test
    void aPageIsReadOnceTheClientHasTheOneBeforeTheLast() throws Exception {
        gateway.reads.shareSnapshotInstances.clear();
        for (int i = 0; i < TEN_THOUSAND; i++) {
            gateway.reads.shareSnapshotInstances.add(
                    Rows.snapshotInstance("cccccccc-0000-4000-8000-%012d".formatted(i)));
        }
        Semaphore received = new Semaphore(0);
        List<Integer> tooEarly = new CopyOnWriteArrayList<>();
        gateway.reads.beforeSnapshotInstances =
                () -> {
                    // What the server's buffers may still hold of the last page is no whole page.
                    int page = gateway.reads.snapshotInstanceQueries.size();
                    if (page > 2 && tooEarly.isEmpty() && !acquire(received, PAGE)) {
                        tooEarly.add(page);
                    }
                };

        List<String> ids = new ArrayList<>();
        try (HttpClient client = HttpClient.newHttpClient();
                InputStream body =
                        client.send(
                                        HttpRequest.newBuilder(
                                                        URI.create(
                                                                "http://127.0.0.1:%d%s/detail"
                                                                        .formatted(
                                                                                gateway.port(),
                                                                                LIST)))
                                                .header("X-Auth-Token", "root:a0:admin")
                                                .header("X-OpenStack-Manila-API-Version", "2.73")
                                                .build(),
                                        BodyHandlers.ofInputStream())
                                .body();
                JsonParser parser = JsonMapper.shared().createParser(body)) {
            while (parser.nextToken() != null) {
                if (parser.currentToken() == JsonToken.PROPERTY_NAME
                        && parser.currentName().equals("id")) {
                    ids.add(parser.nextStringValue());
                    received.release();
                }
            }
        }

        assertThat(tooEarly).isEmpty();
        assertThat(ids)
                .isEqualTo(
                        IntStream.range(0, TEN_THOUSAND)
                                .mapToObj("cccccccc-0000-4000-8000-%012d"::formatted)
                                .toList());
        assertThat(gateway.reads.snapshotInstanceQueries)
                .hasSize(TEN_THOUSAND / PAGE + 1)
                .allSatisfy(query -> assertThat(query.limit()).isLessThanOrEqualTo(PAGE));
    }

    private static boolean acquire(Semaphore permits, int number) {
        try {
            return permits.tryAcquire(number, 30, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    @Test
    void aSnapshotNarrowsTheListAndTheLastOneCounts() {
        admin("GET", LIST + "?snapshot_id=" + Rows.UNKNOWN + "&snapshot_id=" + Rows.SHARE_SNAPSHOT)
                .send();

        assertThat(gateway.reads.snapshotInstanceQueries)
                .extracting(ShareSnapshotInstanceQuery::snapshotIds)
                .containsExactly(List.of(ShareSnapshotId.of(Rows.SHARE_SNAPSHOT)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"nope", "%C3%A9", Rows.UNKNOWN, Rows.UNKNOWN + "," + Rows.UNKNOWN})
    void noSnapshotHasNone(String id) {
        assertThat(admin("GET", LIST + "?snapshot_id=" + id).send().body())
                .isEqualTo("{\"snapshot_instances\": []}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"snapshot_id=", "limit=abc", "limit=0", "sort_key=foo", "status=x", "id=1"})
    void everythingElseIsPassedOver(String query) {
        assertThat(admin("GET", LIST + "?" + query).send().body())
                .isEqualTo("{\"snapshot_instances\": [" + SUMMARY + "]}");
    }

    @Test
    void textThatIsNoneIsToldInThisApisWords() {
        assertThat(admin("GET", LIST + "?snapshot_id=%ff").send().body())
                .isEqualTo(
                        fault(
                                "badRequest",
                                400,
                                "Error decoding your request. Either the URL or the request body"
                                        + " contained characters that could not be decoded by"
                                        + " Manila."));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/detail", "/" + Rows.SNAPSHOT_INSTANCE, "/" + Rows.UNKNOWN})
    void membersMayNotEvenAsk(String path) {
        RawResponse answer = gateway.asShareMember("GET", LIST + path).send();

        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.body())
                .isEqualTo(fault("forbidden", 403, "Access was denied to this resource."));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/detail", "/" + Rows.SNAPSHOT_INSTANCE})
    void beforeItsVersionThereIsNothing(String path) {
        String header = "X-OpenStack-Manila-API-Version";
        RawResponse before = admin("GET", LIST + path).header(header, "2.18").send();

        assertThat(before.status()).isEqualTo(404);
        assertThat(before.body())
                .isEqualTo(fault("itemNotFound", 404, "The resource could not be found."));
        assertThat(before.header(header)).isEqualTo("2.18");
        assertThat(admin("GET", LIST + path).without(header).send().header(header))
                .isEqualTo("2.0");
        assertThat(admin("GET", LIST + path).header(header, "2.19").send().status()).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource({
        "2.74, 406, computeFault, Version 2.74 is not supported by the API. Minimum is 2.0 and maximum is 2.73.",
        "1.0, 406, computeFault, Version 1.0 is not supported by the API. Minimum is 2.0 and maximum is 2.73.",
        "latest, 400, badRequest, API Version String latest is of invalid format. Must be of format MajorNum.MinorNum.",
        "2.019, 400, badRequest, API Version String 2.019 is of invalid format. Must be of format MajorNum.MinorNum."
    })
    void anotherVersionIsRefused(String version, int code, String key, String message) {
        RawResponse answer =
                admin("GET", LIST).header("X-OpenStack-Manila-API-Version", version).send();

        assertThat(answer.status()).isEqualTo(code);
        assertThat(answer.body()).isEqualTo(fault(key, code, message));
        assertThat(answer.header("X-OpenStack-Manila-API-Version"))
                .isEqualTo(code == 406 ? version : null);
    }

    @Test
    void theOtherApisVersionMeansNothing() {
        assertThat(
                        admin("GET", LIST)
                                .without("X-OpenStack-Manila-API-Version")
                                .header("OpenStack-API-Version", "shared-file-system 2.19")
                                .send()
                                .status())
                .isEqualTo(404);
    }

    @Test
    void experimentsAreEchoed() {
        String header = "X-OpenStack-Manila-API-Experimental";

        assertThat(admin("GET", LIST).header(header, "true").send().header(header))
                .isEqualTo("True");
        assertThat(admin("GET", LIST).header(header, "no").send().header(header)).isNull();
    }

    @Test
    void anUnknownOneIsNamed() {
        assertThat(admin("GET", LIST + "/" + Rows.UNKNOWN).send().body())
                .isEqualTo(
                        fault(
                                "itemNotFound",
                                404,
                                "Snapshot instance " + Rows.UNKNOWN + " not found."));
    }

    @ParameterizedTest
    @EnumSource(
            value = ShareSnapshotStatus.class,
            mode = EnumSource.Mode.EXCLUDE,
            names = "DELETED")
    void aStatusIsReset(ShareSnapshotStatus status) {
        RawResponse answer =
                admin("POST", ACTION)
                        .header("X-Audit-Reason", "checked by hand")
                        .json(
                                "{\"reset_status\": {\"status\": \""
                                        + status.word()
                                        + "\", \"x\": 1}}")
                        .send();

        assertThat(answer.status()).as(answer.body()).isEqualTo(202);
        assertThat(answer.body()).isEmpty();
        assertThat(answer.apiHeaders())
                .isEqualTo(
                        Map.of(
                                "content-type", "text/html; charset=UTF-8",
                                "x-openstack-manila-api-version", "2.73",
                                "vary", "X-OpenStack-Manila-API-Version",
                                "x-compute-request-id", "<id>"));
        assertThat(gateway.commands.onlyCommand())
                .isInstanceOfSatisfying(
                        ResetShareSnapshotInstanceStatus.class,
                        command -> {
                            assertThat(command.id().toString()).isEqualTo(Rows.SNAPSHOT_INSTANCE);
                            assertThat(command.status()).isEqualTo(status);
                            assertThat(command.reason()).isEqualTo("checked by hand");
                        });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"reset_status\": {\"status\": \"ERROR\"}} | " + INVALID,
                "{\"reset_status\": {\"status\": \" error\"}} | " + INVALID,
                "{\"reset_status\": {\"status\": \"\"}} | " + INVALID,
                "{\"reset_status\": {\"status\": null}} | " + INVALID,
                "{\"reset_status\": {\"status\": 5}} | " + INVALID,
                "{\"reset_status\": {\"status\": \"deleted\"}} | " + INVALID,
                "{\"reset_status\": {\"status\": \"None\"}} | " + INVALID,
                "{\"reset_status\": {\"status\": [\"error\"]}} | The server could not comply with the request since it is either malformed or otherwise incorrect.",
                "{\"reset_status\": null} | Must specify 'status'",
                "{\"reset_status\": \"error\"} | Must specify 'status'",
                "{\"reset_status\": [\"error\"]} | Must specify 'status'",
                "{\"reset_status\": {\"state\": \"error\"}} | Must specify 'status'",
                "{\"reset_status\": {\"status\": \"error\"}, \"x\": 1} | Malformed request body",
                "{} | Malformed request body",
                "[] | Malformed request body",
                "{ | Malformed request body",
                "{\"nothing\": {}} | There is no such action: nothing",
                "{\"os-reset_status\": {}} | There is no such action: os-reset_status",
                "{\"force_delete\": null} | There is no such action: force_delete"
            })
    void whatIsWrongWithABodyIsSaid(String body, String message) {
        RawResponse answer = admin("POST", ACTION).json(body).send();

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body()).isEqualTo(fault("badRequest", 400, message));
        assertThat(gateway.commands.sent()).isEmpty();
    }

    @Test
    void aBodyOfAnotherTypeIsAsIfThereWereNone() {
        String body = "{\"reset_status\": {\"status\": \"error\"}}";
        String none = fault("badRequest", 400, "There is no such action: None");

        assertThat(admin("POST", ACTION).send().body()).isEqualTo(none);
        assertThat(admin("POST", ACTION).body(body).send().body()).isEqualTo(none);
        assertThat(
                        admin("POST", ACTION)
                                .json(body)
                                .header("Content-Type", "text/plain")
                                .send()
                                .body())
                .isEqualTo(none);
    }

    @Test
    void theStatusIsLookedAtBeforeTheId() {
        String unknown = LIST + "/" + Rows.UNKNOWN + "/action";

        assertThat(
                        admin("POST", unknown)
                                .json("{\"reset_status\": {\"status\": \"nothing\"}}")
                                .send()
                                .status())
                .isEqualTo(400);
        assertThat(
                        admin("POST", unknown)
                                .json("{\"reset_status\": {\"status\": \"error\"}}")
                                .send()
                                .body())
                .isEqualTo(fault("itemNotFound", 404, "The resource could not be found."));
        assertThat(
                        gateway.asShareMember("POST", unknown)
                                .json("{\"reset_status\": {\"status\": \"nothing\"}}")
                                .send()
                                .status())
                .isEqualTo(403);
    }

    @Test
    void oneThatWentMeanwhileIsNotFound() {
        gateway.commands.failNext(
                new RefusedException(
                        new ShareSnapshotInstanceRefused.NotFound(
                                ShareSnapshotInstanceId.of(Rows.SNAPSHOT_INSTANCE))));

        RawResponse answer =
                admin("POST", ACTION).json("{\"reset_status\": {\"status\": \"error\"}}").send();

        assertThat(answer.status()).isEqualTo(404);
    }

    @ParameterizedTest
    @CsvSource({
        "POST, /v2/snapshot-instances, 400, There is no such action: create",
        "DELETE, /v2/snapshot-instances/x, 400, There is no such action: delete",
        "PUT, /v2/snapshot-instances/x, 404, The resource could not be found.",
        "GET, /v2/snapshot-instances/new, 404, The resource could not be found.",
        "GET, /v2/snapshot-instances/x/edit, 404, The resource could not be found."
    })
    void whatIsRoutedAndNotServed(String method, String target, int code, String message) {
        RawResponse answer = admin(method, target).send();

        assertThat(answer.status()).isEqualTo(code);
        assertThat(answer.body()).contains("\"message\": \"" + message + "\"");
        assertThat(answer.header("X-OpenStack-Manila-API-Version")).isEqualTo("2.73");
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /v2/snapshot-instances/",
        "GET, /v2/snapshot_instances",
        "PATCH, /v2/snapshot-instances",
        "PUT, /v2/snapshot-instances",
        "POST, /v2/snapshot-instances/detail",
        "GET, /v2/not-a-project/snapshot-instances"
    })
    void whatIsNotRouted(String method, String target) {
        RawResponse answer = admin(method, target).send();

        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.apiHeaders()).isEqualTo(Map.of("content-type", "application/json"));
        assertThat(answer.body()).contains("\"code\": \"404 Not Found\"");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/v2/snapshot-instances.json",
                "/v2//snapshot-instances",
                "/v2/a0/snapshot-instances"
            })
    void otherFormsOfThePath(String target) {
        assertThat(admin("GET", target).send().status()).isEqualTo(200);
    }

    @Test
    void anotherProjectInThePathIsMalformed() {
        assertThat(admin("GET", "/v2/d0/snapshot-instances").send().body())
                .isEqualTo(fault("badRequest", 400, "Malformed request url"));
    }

    @Test
    void withoutATokenNothingIsTold() {
        RawResponse answer =
                gateway.request("GET", LIST).header("Accept", "application/json").send();

        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.apiHeaders())
                .isEqualTo(
                        Map.of(
                                "content-type",
                                "application/json",
                                "www-authenticate",
                                "Keystone uri=\"http://127.0.0.1:" + gateway.port() + "\""));
    }

    @Test
    void exportLocationsOfASnapshotAreThoseOfItsInstances() {
        gateway.reads.shareSnapshots.add(Rows.shareSnapshot());
        String snapshot = "/v2/snapshots/" + Rows.SHARE_SNAPSHOT + "/export-locations";
        String location = Rows.snapshotInstance().exportLocations().getFirst().id().toString();

        assertThat(admin("GET", snapshot).send().body())
                .isEqualTo(admin("GET", ITEM + "/export-locations").send().body())
                .contains(location);
        assertThat(admin("GET", snapshot + "/" + location).send().body())
                .isEqualTo(admin("GET", ITEM + "/export-locations/" + location).send().body());
        assertThat(
                        gateway.asMember("GET", snapshot)
                                .header("X-OpenStack-Manila-API-Version", "2.32")
                                .send()
                                .body())
                .contains(location)
                .doesNotContain("is_admin_only", Rows.SNAPSHOT_INSTANCE + "\"");
        assertThat(admin("GET", snapshot + "/" + Rows.UNKNOWN).send().body())
                .isEqualTo(fault("itemNotFound", 404, "NotFound: Resource could not be found."));
        assertThat(admin("GET", "/v2/snapshots/nothing/export-locations").send().body())
                .isEqualTo(fault("itemNotFound", 404, "Snapshot 'nothing' not found."));
        assertThat(
                        admin("GET", snapshot)
                                .header("X-OpenStack-Manila-API-Version", "2.31")
                                .send()
                                .status())
                .isEqualTo(404);
    }

    @Test
    void exportLocationsAreThoseOfTheInstance() {
        String location = Rows.snapshotInstance().exportLocations().getFirst().id().toString();
        String links =
                ("\"links\": [{\"rel\": \"self\", \"href\": \"http://127.0.0.1:%1$d/v2/share_snapshot_export_locations/%2$s\"},"
                                + " {\"rel\": \"bookmark\", \"href\": \"http://127.0.0.1:%1$d/share_snapshot_export_locations/%2$s\"}]")
                        .formatted(gateway.port(), location);
        String five =
                "{\"id\": \"%s\", \"path\": \"127.0.0.1:/s\", %s, \"share_snapshot_instance_id\": \"%s\", \"is_admin_only\": false"
                        .formatted(location, links, Rows.SNAPSHOT_INSTANCE);

        assertThat(admin("GET", ITEM + "/export-locations").send().body())
                .isEqualTo("{\"share_snapshot_export_locations\": [" + five + "}]}");
        assertThat(admin("GET", ITEM + "/export-locations/" + location).send().body())
                .isEqualTo(
                        "{\"share_snapshot_export_location\": "
                                + five
                                + ", \"created_at\": \"2026-11-21T18:15:25.000123\","
                                + " \"updated_at\": \"2026-11-21T18:15:26.000000\"}}");
        assertThat(
                        admin("GET", ITEM + "/export-locations")
                                .header("X-OpenStack-Manila-API-Version", "2.31")
                                .send()
                                .status())
                .isEqualTo(404);
        assertThat(admin("GET", LIST + "/" + Rows.UNKNOWN + "/export-locations").send().body())
                .contains("Snapshot instance '" + Rows.UNKNOWN + "' not found.");
        assertThat(admin("GET", ITEM + "/export-locations/" + Rows.UNKNOWN).send().body())
                .contains("NotFound: Resource could not be found.");
    }
}
