package io.snapledger.gateway.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import io.snapledger.contract.list.ListQuery.Filter;
import io.snapledger.contract.refusal.RefusedException;
import io.snapledger.contract.resource.MetadataChange;
import io.snapledger.contract.resource.NewText;
import io.snapledger.contract.snapshot.SnapshotCommand.ChangeSnapshotMetadata;
import io.snapledger.contract.snapshot.SnapshotCommand.CreateSnapshot;
import io.snapledger.contract.snapshot.SnapshotCommand.DeleteSnapshot;
import io.snapledger.contract.snapshot.SnapshotCommand.RenameSnapshot;
import io.snapledger.contract.snapshot.SnapshotCommand.ReportSnapshotStatus;
import io.snapledger.contract.snapshot.SnapshotCommand.ResetSnapshotStatus;
import io.snapledger.contract.snapshot.SnapshotId;
import io.snapledger.contract.snapshot.SnapshotRefused;
import io.snapledger.contract.snapshot.SnapshotStatus;
import io.snapledger.contract.volume.VolumeId;
import io.snapledger.contract.volume.VolumeStatus;
import io.snapledger.gateway.fake.RawResponse;
import io.snapledger.gateway.fake.Rows;
import io.snapledger.gateway.fake.RunningGateway;
import io.snapledger.gateway.json.PythonJson;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
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
        gateway.asMember("GET", ALL + "?metadata=%7B'a':'b'%7D").at("3.21").send();
        gateway.asMember("GET", ALL + "?metadata=%7B'a':'b'%7D").at("3.22").send();
        gateway.asMember("GET", ALL + "?metadata=x").at("3.22").send();

        assertThat(gateway.reads.queries.get(0).filters()).isEmpty();
        assertThat(gateway.reads.queries.get(1).filters())
                .containsExactly(new Filter("metadata", "{\"a\": \"b\"}", false));
        assertThat(gateway.reads.queries.get(2).filters())
                .containsExactly(new Filter("metadata", "null", false));
    }

    @Test
    void aListSaysHowManyThereAreFrom345On() {
        assertThat(gateway.asMember("GET", ALL + "?with_count=1&limit=1").at("3.45").send().body())
                .endsWith("}], \"count\": 1}");
        assertThat(gateway.asMember("GET", ALL + "?with_count=0").send().body())
                .doesNotContain("count");
        assertThat(gateway.asMember("GET", ALL + "?with_count=1").at("3.44").send().status())
                .isEqualTo(400);
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

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    3.0  |
                    3.14 | , "group_snapshot_id": null
                    3.41 | , "group_snapshot_id": null, "user_id": "demo"
                    3.65 | , "group_snapshot_id": null, "user_id": "demo", "consumes_quota": true
                    """)
    void aNewOneIsShownAsItWasAccepted(String version, @Nullable String fields) {
        gateway.reads.volumes.add(Rows.volume());

        RawResponse answer =
                gateway.asMember("POST", ALL)
                        .at(version)
                        .json(
                                "{\"snapshot\": {\"volume_id\": \"%s\", \"name\": \" s1 \","
                                                .formatted(Rows.VOLUME)
                                        + " \"metadata\": {\"k\": \"v\"}}}")
                        .send();

        CreateSnapshot command = (CreateSnapshot) gateway.commands.onlyCommand();
        assertThat(answer.status()).isEqualTo(202);
        assertThat(answer.body())
                .isEqualTo(
                        "{\"snapshot\": {\"id\": \"%s\", \"created_at\": \"%s\", \"updated_at\": null,"
                                        .formatted(command.id(), PythonJson.timestamp(command.at()))
                                + " \"name\": \"s1\", \"description\": null, \"volume_id\": \"%s\","
                                        .formatted(Rows.VOLUME)
                                + " \"status\": \"creating\", \"size\": 2, \"metadata\": {\"k\":"
                                + " \"v\"}%s}}".formatted(fields == null ? "" : fields));
        assertThat(command)
                .returns("s1", CreateSnapshot::name)
                .returns(Map.of("k", "v"), CreateSnapshot::metadata)
                .returns("d0", CreateSnapshot::projectId)
                .returns("demo", CreateSnapshot::userId);
    }

    @ParameterizedTest
    @CsvSource({
        "3.65,,false",
        "3.65,\"force\": \"no\",false",
        "3.65,\"force\": true,true",
        "3.66,,true",
        "3.66,\"force\": \"yes\",true"
    })
    void aVolumeInUseNeedsForceUntil366(String version, @Nullable String force, boolean inUseToo) {
        gateway.reads.volumes.add(Rows.volume());

        gateway.asMember("POST", ALL).at(version).json(asked(force)).send();

        assertThat(((CreateSnapshot) gateway.commands.onlyCommand()).inUseToo())
                .isEqualTo(inUseToo);
    }

    private static String asked(@Nullable String more) {
        return "{\"snapshot\": {\"volume_id\": \"%s\"%s}}"
                .formatted(Rows.VOLUME, more == null ? "" : ", " + more);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    {"snapshot": {"name": "x"}} | 400 | Invalid input for field/attribute snapshot. Value: {'name': 'x'}. 'volume_id' is a required property
                    {"snapshot": {"volume_id": "nope"}} | 400 | Invalid input for field/attribute volume_id. Value: nope. 'nope' is not valid under any of the given schemas
                    {"snapshot": {"volume_id": null}} | 404 | Volume None could not be found.
                    {"snapshot": {"volume_id": "{u}"}} | 404 | Volume {u} could not be found.
                    {"snapshot": {"volume_id": "{v}", "force": 1}} | 400 | Invalid input for field/attribute force. Value: 1. 1 is not of type 'boolean', 'string'
                    {"snapshot": {"volume_id": "{v}", "force": false}} | 400 | Since microversion 3.66 the 'force' flag is invalid for this request.  For backward compatability, however, when the 'force' flag is passed with a value evaluating to True, it is silently ignored.
                    {"snapshot": {"volume_id": "{v}", "status": "error"}} | 400 | Invalid input for field/attribute snapshot. Value: {'volume_id': '{v}', 'status': 'error'}. Additional properties are not allowed ('status' was unexpected)
                    {"snapshot": {"volume_id": "{v}", "metadata": {"k": 1}}} | 400 | Invalid input for field/attribute k. Value: 1. 1 is not of type 'string'
                    {} | 400 | 'snapshot' is a required property
                    """)
    void whatCannotBeTakenIsRefused(String body, int status, String message) {
        gateway.reads.volumes.add(Rows.volume());

        assertFault(
                gateway.asMember("POST", ALL).json(filled(body)).send(),
                status,
                status == 404 ? "itemNotFound" : "badRequest",
                filled(message));
        assertThat(gateway.commands.sent()).isEmpty();
    }

    private static String filled(String text) {
        return text.replace("{u}", Rows.UNKNOWN).replace("{v}", Rows.VOLUME);
    }

    @Test
    void readersTakeNone() {
        gateway.reads.volumes.add(Rows.volume());

        assertFault(
                gateway.asMember("POST", ALL)
                        .header("X-Auth-Token", "r:d0:reader")
                        .json(asked(null))
                        .send(),
                403,
                "forbidden",
                "Policy doesn't allow volume:create_snapshot to be performed.");
    }

    private static Stream<Arguments> refusals() {
        VolumeId volume = VolumeId.of(Rows.VOLUME);
        SnapshotId snapshot = SnapshotId.of(ID);
        return Stream.of(
                Arguments.of(
                        new SnapshotRefused.VolumeHasNoHost(volume),
                        "Invalid volume: The snapshot cannot be created because volume has not been"
                                + " scheduled to any host."),
                Arguments.of(
                        new SnapshotRefused.VolumeMigrates(volume),
                        "Invalid volume: Snapshot cannot be created while volume is migrating."),
                Arguments.of(
                        new SnapshotRefused.VolumeStatusForbids(
                                volume, VolumeStatus.MAINTENANCE, true),
                        "Invalid volume: The snapshot cannot be created when the volume is in"
                                + " maintenance mode."),
                Arguments.of(
                        new SnapshotRefused.VolumeStatusForbids(volume, VolumeStatus.ERROR, true),
                        "Invalid volume: The snapshot cannot be created when the volume is in error"
                                + " status."),
                Arguments.of(
                        new SnapshotRefused.VolumeStatusForbids(volume, VolumeStatus.IN_USE, false),
                        "Invalid volume: Volume "
                                + volume
                                + " status must be available, but"
                                + " current status is: in-use."),
                Arguments.of(
                        new SnapshotRefused.VolumeStatusForbids(
                                volume, VolumeStatus.UPLOADING, true),
                        "Invalid volume: Volume "
                                + volume
                                + " status must be available, in-use,"
                                + " but current status is: uploading."),
                Arguments.of(
                        new SnapshotRefused.StateForbidsDeletion(snapshot, SnapshotStatus.CREATING),
                        "Invalid snapshot: Snapshot status must be available or error and must not"
                                + " be part of a group."),
                Arguments.of(
                        new SnapshotRefused.PartOfGroupSnapshot(snapshot),
                        "Invalid snapshot: Snapshot  must not be part of a group."),
                Arguments.of(
                        new SnapshotRefused.NothingToReport(snapshot, SnapshotStatus.AVAILABLE),
                        "Snapshot status available not allowed for update_snapshot_status"),
                Arguments.of(
                        new SnapshotRefused.ReportDoesNotFollow(
                                snapshot, SnapshotStatus.CREATING, "deleted"),
                        "Provided snapshot status deleted not allowed for snapshot with status"
                                + " creating."));
    }

    @Test
    void everyRefusalIsTried() {
        List<Object> tried =
                Stream.concat(
                                refusals().<Object>map(arguments -> arguments.get()[0].getClass()),
                                Stream.of(
                                        SnapshotRefused.NotFound.class,
                                        SnapshotRefused.VolumeNotFound.class))
                        .toList();

        assertThat(tried).contains((Object[]) SnapshotRefused.class.getPermittedSubclasses());
    }

    @Test
    void whatIsGoneWhenItIsDecidedIsNotFound() {
        gateway.commands.failNext(
                new RefusedException(new SnapshotRefused.NotFound(SnapshotId.of(ID))),
                new RefusedException(new SnapshotRefused.VolumeNotFound(VolumeId.of(Rows.VOLUME))));
        gateway.reads.volumes.add(Rows.volume());

        assertFault(
                gateway.asMember("DELETE", ONE).send(),
                404,
                "itemNotFound",
                "Snapshot " + ID + " could not be found.");
        assertFault(
                gateway.asMember("POST", ALL).json(asked(null)).send(),
                404,
                "itemNotFound",
                "Volume " + Rows.VOLUME + " could not be found.");
    }

    @ParameterizedTest
    @MethodSource("refusals")
    void aRefusalHasUpstreamsWords(SnapshotRefused refused, String message) {
        gateway.commands.failNext(new RefusedException(refused));

        assertFault(gateway.asMember("DELETE", ONE).send(), 400, "badRequest", message);
    }

    @Test
    void oneIsDeletedForAReason() {
        RawResponse answer = gateway.asMember("DELETE", ONE).header("X-Audit-Reason", "old").send();

        assertThat(answer.status()).isEqualTo(202);
        assertThat(answer.body()).isEmpty();
        assertThat(answer.header("Content-Type")).isEqualTo("text/html; charset=UTF-8");
        assertThat((DeleteSnapshot) gateway.commands.onlyCommand())
                .returns("old", DeleteSnapshot::reason)
                .returns(false, DeleteSnapshot::force);
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

    @Test
    void anAdministratorDeletesByForce() {
        RawResponse answer =
                gateway.asAdmin("POST", "/v3/a0/snapshots/" + ID + "/action")
                        .json("{\"os-force_delete\": null}")
                        .send();

        assertThat(answer.status()).isEqualTo(202);
        assertThat(answer.body()).isEmpty();
        assertThat(answer.header("Content-Type")).isEqualTo("application/json");
        assertThat(answer.header("x-compute-request-id")).startsWith("req-");
        assertThat(((DeleteSnapshot) gateway.commands.onlyCommand()).force()).isTrue();
        assertFault(
                action("{\"os-force_delete\": {}}"),
                403,
                "forbidden",
                "Policy doesn't allow volume_extension:snapshot_admin_actions:force_delete to be"
                        + " performed.");
    }

    private static RawResponse action(String body) {
        return gateway.asMember("POST", ONE + "/action").json(body).send();
    }

    @Test
    void anAdministratorResetsTheStatus() {
        RawResponse answer =
                gateway.asAdmin("POST", "/v3/a0/snapshots/" + ID + "/action")
                        .json("{\"os-reset_status\": {\"status\": \"Backing-Up\"}}")
                        .send();

        assertThat(answer.status()).isEqualTo(202);
        assertThat(answer.header("Content-Type")).isEqualTo("application/json");
        assertThat(((ResetSnapshotStatus) gateway.commands.onlyCommand()).status())
                .isEqualTo(SnapshotStatus.BACKING_UP);
        assertFault(
                action("{\"os-reset_status\": {\"status\": \"error\"}}"),
                403,
                "forbidden",
                "Policy doesn't allow volume_extension:snapshot_admin_actions:reset_status to be"
                        + " performed.");
        assertFault(
                action("{\"os-reset_status\": {\"status\": \"nope\"}}"),
                400,
                "badRequest",
                "Snapshot status: nope is invalid, valid statuses are: ('error', 'available',"
                        + " 'creating', 'deleting', 'deleted', 'updating', 'error_deleting',"
                        + " 'unmanaging', 'backing-up', 'restoring').");
    }

    @Test
    void whoTakesItInStoragesPlaceReports() {
        RawResponse answer =
                action(
                        "{\"os-update_snapshot_status\": {\"status\": \"creating\", \"progress\":"
                                + " \"40%\"}}");

        assertThat(answer.status()).isEqualTo(202);
        assertThat(answer.header("Content-Type")).isEqualTo("text/html; charset=UTF-8");
        assertThat((ReportSnapshotStatus) gateway.commands.onlyCommand())
                .returns("creating", ReportSnapshotStatus::status)
                .returns(40, ReportSnapshotStatus::progress);
        assertFault(
                action(
                        "{\"os-update_snapshot_status\": {\"status\": \"error\", \"progress\":"
                                + " \"101%\"}}"),
                400,
                "badRequest",
                "Invalid input received: progress must be an integer percentage between 0 and 100");
        assertFault(
                action(
                        "{\"os-update_snapshot_status\": {\"status\": \"error\", \"progress\":"
                                + " \"half\"}}"),
                400,
                "badRequest",
                "Invalid input received: progress must be an integer percentage");
    }

    @Test
    void oneIsRenamed() {
        RawResponse answer =
                gateway.asMember("PUT", ONE)
                        .json("{\"snapshot\": {\"name\": \" other \", \"display_name\": \"x\"}}")
                        .send();

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body())
                .startsWith("{\"snapshot\": {\"id\": ")
                .endsWith("\"consumes_quota\": true}}");
        assertThat((RenameSnapshot) gateway.commands.onlyCommand())
                .returns(new NewText("other"), RenameSnapshot::name)
                .returns(null, RenameSnapshot::description);
        assertFault(
                gateway.asMember("PUT", ONE).json("{\"snapshot\": {}}").send(),
                400,
                "badRequest",
                "Invalid input for field/attribute snapshot. Value: {}. {} is not valid under any"
                        + " of the given schemas");
        assertFault(
                gateway.asMember("PUT", ONE)
                        .header("X-Auth-Token", "r:d0:reader")
                        .json("{\"snapshot\": {\"description\": null}}")
                        .send(),
                403,
                "forbidden",
                "Policy doesn't allow volume:update_snapshot to be performed.");
    }

    @Test
    void metadataIsReadAndChangedEntryByEntryAndAsAWhole() {
        gateway.reads.snapshots.set(0, Rows.singleSnapshot());
        String all = ONE + "/metadata";

        assertThat(gateway.asMember("GET", all).send().body())
                .isEqualTo("{\"metadata\": {\"m\": \"n\"}}");
        assertThat(gateway.asMember("GET", all + "/m").send().body())
                .isEqualTo("{\"meta\": {\"m\": \"n\"}}");
        assertFault(
                gateway.asMember("GET", all + "/k").send(),
                404,
                "itemNotFound",
                "Snapshot " + ID + " has no metadata with key k.");
        assertThat(
                        gateway.asMember("POST", all)
                                .json("{\"metadata\": {\"k\": \"v\"}}")
                                .send()
                                .body())
                .isEqualTo("{\"metadata\": {\"m\": \"n\", \"k\": \"v\"}}");
        assertThat(
                        gateway.asMember("PUT", all)
                                .json("{\"metadata\": {\"k\": \"v\"}}")
                                .send()
                                .body())
                .isEqualTo("{\"metadata\": {\"k\": \"v\"}}");
        assertThat(
                        gateway.asMember("PUT", all + "/k")
                                .json("{\"meta\": {\"k\": \"v\"}}")
                                .send()
                                .body())
                .isEqualTo("{\"meta\": {\"k\": \"v\"}}");
        assertThat(gateway.asMember("DELETE", all + "/m").send().status()).isEqualTo(200);

        assertThat(gateway.commands.sent())
                .extracting(message -> ((ChangeSnapshotMetadata) message.getPayload()).change())
                .containsExactly(
                        MetadataChange.adding(Map.of("k", "v")),
                        MetadataChange.replacingAllBy(Map.of("k", "v")),
                        MetadataChange.adding(Map.of("k", "v")),
                        MetadataChange.removing("m"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    {} | 'meta' is a required property
                    {"meta": {}} | Invalid input for field/attribute meta. Value: {}. {} does not have enough properties
                    {"meta": {"a": "b", "k": "v"}} | Invalid input for field/attribute meta. Value: {'a': 'b', 'k': 'v'}. {'a': 'b', 'k': 'v'} has too many properties
                    {"meta": {"a": "b"}} | Request body and URI mismatch
                    {"meta": {"a/b": "b"}} | Invalid input for field/attribute meta. Value: {'a/b': 'b'}. 'a/b' does not match any of the regexes: '^[a-zA-Z0-9-_:. ]{1,255}$'
                    """)
    void anEntryMustBeTheOneInThePath(String body, String message) {
        assertFault(
                gateway.asMember("PUT", ONE + "/metadata/k").json(body).send(),
                400,
                "badRequest",
                message);
        assertThat(gateway.commands.sent()).isEmpty();
    }

    private static void assertFault(RawResponse answer, int status, String key, String message) {
        assertThat(answer.body())
                .isEqualTo(
                        "{\"%s\": {\"code\": %d, \"message\": \"%s\"}}"
                                .formatted(key, status, message));
        assertThat(answer.status()).isEqualTo(status);
    }
}
