package io.snapledger.gateway.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.snapledger.contract.audit.OtherChangeView;
import io.snapledger.contract.audit.StatusChangeView;
import io.snapledger.contract.origin.Actor;
import io.snapledger.contract.origin.Cause;
import io.snapledger.gateway.fake.RawResponse;
import io.snapledger.gateway.fake.Rows;
import io.snapledger.gateway.fake.RunningGateway;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class HistoryControllerTest {

    private static final String ID = Rows.GROUP_SNAPSHOT;
    private static final String PATH = "/audit/v1/group-snapshot/" + ID + "/history";

    private static RunningGateway gateway;

    @BeforeAll
    static void start() {
        gateway = RunningGateway.with();
    }

    @AfterAll
    static void stop() {
        gateway.close();
    }

    @BeforeEach
    void reset() {
        gateway.reads.reset();
        gateway.reads.changes.add(requested());
        gateway.reads.changes.add(deleted());
    }

    private static StatusChangeView requested() {
        return new StatusChangeView(
                UUID.fromString("88888888-0000-4000-8000-000000000001"),
                17,
                Instant.parse("2026-11-21T18:15:25.000123Z"),
                "group-snapshot.requested",
                "group-snapshot",
                UUID.fromString(ID),
                "d0",
                null,
                "creating",
                Cause.REQUEST,
                null,
                new Actor("demo", "d0", List.of("member", "reader"), "192.0.2.7"),
                "req-00000000-0000-4000-8000-000000000001",
                null);
    }

    private static StatusChangeView deleted() {
        return new StatusChangeView(
                UUID.fromString("88888888-0000-4000-8000-000000000002"),
                23,
                Instant.parse("2026-11-21T18:16:00Z"),
                "group-snapshot.deleted",
                "group-snapshot",
                UUID.fromString(ID),
                "d0",
                "deleting",
                "deleted",
                Cause.AGENT,
                "caf\u00e9 closed",
                new Actor("host1", null, List.of(), null),
                "req-00000000-0000-4000-8000-000000000002",
                "req-00000000-0000-4000-8000-000000000003");
    }

    private static StatusChangeView ofType(@Nullable String project) {
        return new StatusChangeView(
                UUID.fromString("88888888-0000-4000-8000-000000000003"),
                2,
                Instant.parse("2026-11-21T18:00:00Z"),
                "volume-type.created",
                "volume-type",
                UUID.fromString(Rows.VOLUME_TYPE),
                project,
                null,
                "available",
                Cause.ADMINISTRATOR,
                null,
                Actor.SERVICE,
                "req-00000000-0000-4000-8000-000000000004",
                null);
    }

    @Test
    void everyChangeIsToldOldestFirstAlsoOfWhatIsGone() {
        RawResponse answer = gateway.asMember("GET", PATH).without("OpenStack-API-Version").send();

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Content-Type")).isEqualTo("application/json");
        assertThat(answer.header("OpenStack-API-Version")).isNull();
        assertThat(answer.body())
                .isEqualTo(
                        "{\"history\": [{\"position\": 17, \"event_id\":"
                                + " \"88888888-0000-4000-8000-000000000001\", \"event\":"
                                + " \"group-snapshot.requested\", \"at\":"
                                + " \"2026-11-21T18:15:25.000123Z\", \"resource_type\":"
                                + " \"group-snapshot\", \"resource_id\": \"ID\", \"project_id\":"
                                        .replace("ID", ID)
                                + " \"d0\", \"from\": null, \"to\": \"creating\", \"cause\":"
                                + " \"request\", \"reason\": null, \"actor\": {\"user_id\":"
                                + " \"demo\", \"project_id\": \"d0\", \"roles\": [\"member\","
                                + " \"reader\"], \"address\": \"192.0.2.7\"}, \"request_id\":"
                                + " \"req-00000000-0000-4000-8000-000000000001\","
                                + " \"global_request_id\": null}, {\"position\": 23, \"event_id\":"
                                + " \"88888888-0000-4000-8000-000000000002\", \"event\":"
                                + " \"group-snapshot.deleted\", \"at\":"
                                + " \"2026-11-21T18:16:00.000000Z\", \"resource_type\":"
                                + " \"group-snapshot\", \"resource_id\": \"ID\", \"project_id\":"
                                        .replace("ID", ID)
                                + " \"d0\", \"from\": \"deleting\", \"to\": \"deleted\","
                                + " \"cause\": \"agent\", \"reason\": \"caf\\u00e9 closed\","
                                + " \"actor\": {\"user_id\": null, \"project_id\": null,"
                                + " \"roles\": [], \"address\": null}, \"request_id\":"
                                + " \"req-00000000-0000-4000-8000-000000000002\","
                                + " \"global_request_id\":"
                                + " \"req-00000000-0000-4000-8000-000000000003\"}]}");
    }

    @Test
    void aParameterIsRefusedInsteadOfPassedOver() {
        RawResponse answer = gateway.asMember("GET", PATH + "?limit=1").send();

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body()).contains("There is no parameter limit.");
    }

    @Test
    void changesOfSomethingElseThanTheStatusStandBetweenThoseOfIt() {
        gateway.reads.otherChanges.add(
                otherChange(
                        20,
                        "group-snapshot",
                        ID,
                        Cause.ADMINISTRATOR,
                        new Actor("root", "a0", List.of("admin"), "198.51.100.9")));

        RawResponse answer = gateway.asMember("GET", PATH).send();

        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        List<JsonNode> rows =
                JsonMapper.shared().readTree(answer.body()).get("history").valueStream().toList();
        assertThat(rows)
                .extracting(row -> row.get("position").asLong())
                .containsExactly(17L, 20L, 23L);
        assertThat(rows.get(0).has("changed")).isFalse();
        assertThat(rows.get(1).toString())
                .isEqualTo(
                        "{\"position\":20,\"event_id\":\"88888888-0000-4000-8000-000000000014\","
                                + "\"event\":\"group-snapshot.told\","
                                + "\"at\":\"2026-11-21T18:15:30.000000Z\","
                                + "\"resource_type\":\"group-snapshot\",\"resource_id\":\""
                                + ID
                                + "\",\"project_id\":\"d0\",\"from\":null,\"to\":null,"
                                + "\"cause\":\"administrator\",\"reason\":\"more room\","
                                + "\"actor\":{\"user_id\":\"root\",\"project_id\":\"a0\","
                                + "\"roles\":[\"admin\"],\"address\":null},"
                                + "\"request_id\":\"req-00000000-0000-4000-8000-000000000005\","
                                + "\"global_request_id\":null,\"changed\":{\"limits\":[7]}}");
        assertThat(gateway.asAdmin("GET", PATH).send().body()).contains("198.51.100.9");
    }

    @Test
    void whatHasNoStatusHasAHistoryOfItsOwnAndAStrangerNone() {
        String limits = UUID.randomUUID().toString();
        gateway.reads.otherChanges.add(
                otherChange(
                        20,
                        "quota-set",
                        limits,
                        Cause.REQUEST,
                        new Actor("root", "a0", List.of("admin"), null)));
        String path = "/audit/v1/quota-set/" + limits + "/history";

        assertThat(gateway.asMember("GET", path).send().status()).isEqualTo(200);
        assertThat(
                        gateway.asMember("GET", path)
                                .header("X-Auth-Token", "alt:b0:reader")
                                .send()
                                .status())
                .isEqualTo(404);
        assertThat(
                        gateway.asMember("GET", path)
                                .header("X-Auth-Token", "demo:d0:guest")
                                .send()
                                .status())
                .isEqualTo(403);
    }

    private static OtherChangeView otherChange(
            long position, String type, String id, Cause cause, Actor actor) {
        return new OtherChangeView(
                UUID.fromString("88888888-0000-4000-8000-0000000000" + Long.toHexString(position)),
                position,
                Instant.parse("2026-11-21T18:15:30Z"),
                type + ".told",
                type,
                UUID.fromString(id),
                "d0",
                cause,
                "more room",
                actor,
                "req-00000000-0000-4000-8000-000000000005",
                null,
                JsonMapper.shared().readTree("{\"limits\": [7]}"));
    }

    @Test
    void administratorsSeeEveryProjects() {
        assertThat(gateway.asAdmin("GET", PATH).send().status()).isEqualTo(200);
    }

    @Test
    void strangersAreToldThatThereIsNone() {
        assertFault(
                gateway.asMember("GET", PATH).header("X-Auth-Token", "alt:b0:reader").send(),
                404,
                "itemNotFound",
                "There is no history of group-snapshot " + ID + ".");
    }

    @Test
    void ofTheOwnProjectItTakesAReader() {
        assertFault(
                gateway.asMember("GET", PATH).header("X-Auth-Token", "demo:d0:guest").send(),
                403,
                "forbidden",
                "Policy doesn't allow audit:history:get to be performed.");
    }

    @Test
    void theHistoryOfTypesIsTheAdministrators() {
        gateway.reads.changes.add(ofType(null));
        String path = "/audit/v1/volume-type/" + Rows.VOLUME_TYPE + "/history";

        assertThat(gateway.asAdmin("GET", path).send().body())
                .contains("\"project_id\": null", "\"user_id\": \"snapledger\"");
        assertFault(
                gateway.asMember("GET", path).send(),
                404,
                "itemNotFound",
                "There is no history of volume-type " + Rows.VOLUME_TYPE + ".");
    }

    @ParameterizedTest
    @ValueSource(strings = {Rows.UNKNOWN, "nope"})
    void whatNeverWasHasNone(String id) {
        assertFault(
                gateway.asMember("GET", "/audit/v1/group-snapshot/" + id + "/history").send(),
                404,
                "itemNotFound",
                "There is no history of group-snapshot " + id + ".");
    }

    @Test
    void anUnknownKindOfThingIsNotFound() {
        assertFault(
                gateway.asMember("GET", "/audit/v1/teapot/" + ID + "/history").send(),
                404,
                "itemNotFound",
                "There is no resource type teapot.");
    }

    @Test
    void itTakesAToken() {
        assertThat(gateway.request("GET", PATH).send().status()).isEqualTo(401);
    }

    private static void assertFault(RawResponse answer, int status, String key, String message) {
        assertThat(answer.body())
                .isEqualTo(
                        "{\"%s\": {\"code\": %d, \"message\": \"%s\"}}"
                                .formatted(key, status, message));
        assertThat(answer.status()).isEqualTo(status);
    }
}
