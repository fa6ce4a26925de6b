package io.snapledger.gateway.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import io.snapledger.contract.list.ListQuery.Filter;
import io.snapledger.gateway.fake.RawResponse;
import io.snapledger.gateway.fake.Rows;
import io.snapledger.gateway.fake.RunningGateway;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class SnapshotControllerTest {

    private static final String ID = Rows.SNAPSHOT;
    private static final String ALL = "/v3/d0/snapshots";
    private static final String ONE = ALL + "/" + ID;
    private static final String BASICS =
            "{\"id\": \"%s\", \"created_at\": \"2026-11-21T18:15:25.000123\", \"updated_at\":"
                            .formatted(ID)
                    + " \"2026-11-21T18:15:26.000000\", \"name\": \"gs1\", \"description\":"
                    + " \"desc\", \"volume_id\": \"%s\", \"status\": \"available\", \"size\": 2,"
                            .formatted(Rows.VOLUME)
                    + " \"metadata\": {}";
    private static final String EXTENDED =
            ", \"os-extended-snapshot-attributes:project_id\": \"d0\","
                    + " \"os-extended-snapshot-attributes:progress\": \"100%\"}";

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
        gateway.commands.reset();
        gateway.reads.reset();
        gateway.reads.snapshots.add(Rows.snapshot());
    }

    private static Stream<Arguments> versions() {
        String group = ", \"group_snapshot_id\": \"%s\"".formatted(Rows.GROUP_SNAPSHOT);
        String user = group + ", \"user_id\": \"demo\"";
        String quota = user + ", \"consumes_quota\": true";
        return Stream.of(
                Arguments.of("3.0", ""),
                Arguments.of("3.13", ""),
                Arguments.of("3.14", group),
                Arguments.of("3.40", group),
                Arguments.of("3.41", user),
                Arguments.of("3.64", user),
                Arguments.of("3.65", quota),
                Arguments.of("3.70", quota));
    }

    @ParameterizedTest
    @MethodSource("versions")
    void eachVersionShowsItsFields(String version, String fields) {
        String snapshot = BASICS + fields + EXTENDED;

        assertThat(gateway.asMember("GET", ONE).at(version).send().body())
                .isEqualTo("{\"snapshot\": " + snapshot + "}");
        assertThat(gateway.asMember("GET", ALL + "/detail").at(version).send().body())
                .isEqualTo("{\"snapshots\": [" + snapshot + "]}");
    }

    @Test
    void thePlainListShowsTheFirstNineFields() {
        assertThat(gateway.asMember("GET", ALL + "?status=available").send().body())
                .isEqualTo("{\"snapshots\": [" + BASICS + "}]}");
        assertThat(gateway.reads.onlyQuery().projectId()).isEqualTo("d0");
        assertThat(gateway.reads.onlyQuery().filters())
                .containsExactly(new Filter("status", "available", false));
    }

    @Test
    void membersOfAGroupSnapshotAreFoundByAdministratorsOnly() {
        String query = "?group_snapshot_id=" + Rows.GROUP_SNAPSHOT;

        assertFault(
                gateway.asMember("GET", ALL + query).at("3.31").send(),
                400,
                "badRequest",
                "Invalid filters group_snapshot_id are found in query options.");
        gateway.asMember("GET", ALL + query).at("3.30").send();
        gateway.asAdmin("GET", "/v3/a0/snapshots" + query + "&all_tenants=1").send();

        assertThat(gateway.reads.queries.getFirst().filters()).isEmpty();
        assertThat(gateway.reads.queries.getLast().projectId()).isNull();
        assertThat(gateway.reads.queries.getLast().filters())
                .containsExactly(new Filter("group_snapshot_id", Rows.GROUP_SNAPSHOT, false));
    }

    @Test
    void metadataBecameAFilterAt322() {
        gateway.asMember("GET", ALL + "?metadata=x").at("3.21").send();
        gateway.asMember("GET", ALL + "?metadata=x").at("3.22").send();

        assertThat(gateway.reads.queries.getFirst().filters()).isEmpty();
        assertThat(gateway.reads.queries.getLast().filters()).hasSize(1);
    }

    @Test
    void theNextDetailedPageIsDetailed() {
        assertThat(gateway.asMember("GET", ALL + "/detail?limit=1").send().body())
                .endsWith(
                        "\"snapshots_links\": [{\"rel\": \"next\", \"href\":"
                                + " \"http://127.0.0.1:%d/v3/d0/snapshots/detail?limit=1&marker=%s\"}]}"
                                        .formatted(gateway.port(), ID));
    }

    @ParameterizedTest
    @CsvSource({
        "demo:d0:member," + Rows.UNKNOWN,
        "demo:d0:reader,nope",
        "alt:b0:reader," + Rows.SNAPSHOT
    })
    void whatACallerMayNotSeeIsNotThere(String token, String id) {
        assertFault(
                gateway.asMember("GET", "/v3/snapshots/" + id).header("X-Auth-Token", token).send(),
                404,
                "itemNotFound",
                "Snapshot " + id + " could not be found.");
    }

    @Test
    void aMemberGoesWithItsGroupSnapshotOnly() {
        assertFault(
                gateway.asMember("DELETE", ONE).send(),
                400,
                "badRequest",
                "Invalid snapshot: Snapshot status must be available or error and must not be part"
                        + " of a group.");
        assertFault(
                gateway.asMember("DELETE", ONE).header("X-Auth-Token", "r:d0:reader").send(),
                403,
                "forbidden",
                "Policy doesn't allow volume:delete_snapshot to be performed.");
        assertFault(
                gateway.asMember("DELETE", ALL + "/" + Rows.UNKNOWN).send(),
                404,
                "itemNotFound",
                "Snapshot " + Rows.UNKNOWN + " could not be found.");
    }

    private static void assertFault(RawResponse answer, int status, String key, String message) {
        assertThat(answer.body())
                .isEqualTo(
                        "{\"%s\": {\"code\": %d, \"message\": \"%s\"}}"
                                .formatted(key, status, message));
        assertThat(answer.status()).isEqualTo(status);
    }
}
