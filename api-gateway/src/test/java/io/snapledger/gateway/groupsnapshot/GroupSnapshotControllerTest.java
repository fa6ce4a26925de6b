package io.snapledger.gateway.groupsnapshot;

import static org.assertj.core.api.Assertions.assertThat;

import io.snapledger.contract.group.GroupId;
import io.snapledger.contract.group.GroupStatus;
import io.snapledger.contract.group.GroupView;
import io.snapledger.contract.groupsnapshot.GroupSnapshotCommand.CreateGroupSnapshot;
import io.snapledger.contract.groupsnapshot.GroupSnapshotCommand.DeleteGroupSnapshot;
import io.snapledger.contract.groupsnapshot.GroupSnapshotCommand.ResetGroupSnapshotStatus;
import io.snapledger.contract.groupsnapshot.GroupSnapshotId;
import io.snapledger.contract.groupsnapshot.GroupSnapshotRefused;
import io.snapledger.contract.groupsnapshot.GroupSnapshotStatus;
import io.snapledger.contract.groupsnapshot.GroupSnapshotView;
import io.snapledger.contract.grouptype.GroupTypeId;
import io.snapledger.contract.grouptype.GroupTypeView;
import io.snapledger.contract.list.ListQuery;
import io.snapledger.contract.origin.Cause;
import io.snapledger.contract.origin.Origin;
import io.snapledger.contract.refusal.Refused;
import io.snapledger.contract.refusal.RefusedException;
import io.snapledger.contract.volume.VolumeId;
import io.snapledger.contract.volume.VolumeStatus;
import io.snapledger.gateway.fake.RawRequest;
import io.snapledger.gateway.fake.RawResponse;
import io.snapledger.gateway.fake.RunningGateway;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class GroupSnapshotControllerTest {

    private static final String GROUP = "0c0de0aa-0000-4000-8000-000000000001";
    private static final String TYPE = "0c0de0aa-0000-4000-8000-000000000002";
    private static final String NIGHTLY = "0c0de0aa-0000-4000-8000-000000000003";
    private static final String VOLUME = "0c0de0aa-0000-4000-8000-000000000004";
    private static final String NOBODY = "00000000-0000-4000-8000-00000000dead";
    private static final String UPPER = "0C0DE0AA-0000-4000-8000-000000000003";

    private static final String LIST = "/v3/d0/group_snapshots";
    private static final String ITEM = LIST + "/" + NIGHTLY;
    private static final String ACTION = ITEM + "/action";
    private static final String ADMIN_ITEM = "/v3/a0/group_snapshots/" + NIGHTLY;

    private static final String SHOWN =
            "{\"id\": \""
                    + NIGHTLY
                    + "\", \"group_id\": \""
                    + GROUP
                    + "\", \"group_type_id\": \""
                    + TYPE
                    + "\", \"status\": \"available\", \"created_at\": \"2026-11-21T18:15:25.000001\","
                    + " \"name\": \"nightly\", \"description\": null";

    private static final Map<String, String> EMPTY =
            Map.of(
                    "content-type", "text/html; charset=UTF-8",
                    "openstack-api-version", "volume 3.70",
                    "vary", "OpenStack-API-Version",
                    "x-openstack-request-id", "<id>");

    private RunningGateway gateway;

    @BeforeEach
    void oneGroupAndOneSnapshotOfIt() {
        gateway = RunningGateway.shared();
        gateway.reads.groups.add(group(GroupStatus.AVAILABLE, List.of(VolumeId.of(VOLUME))));
        gateway.reads.groupSnapshots.add(nightly("d0", TYPE));
    }

    private static GroupView group(GroupStatus status, List<VolumeId> volumes) {
        return new GroupView(
                GroupId.of(GROUP),
                "d0",
                "demo",
                "g",
                null,
                status,
                GroupTypeId.of(TYPE),
                List.of(),
                volumes,
                "nova",
                null,
                null,
                Instant.EPOCH,
                null);
    }

    private static GroupSnapshotView nightly(String project, String type) {
        return new GroupSnapshotView(
                GroupSnapshotId.of(NIGHTLY),
                GroupId.of(GROUP),
                GroupTypeId.of(type),
                project,
                "demo",
                "nightly",
                null,
                GroupSnapshotStatus.AVAILABLE,
                Instant.parse("2026-11-21T18:15:25.000001Z"),
                null);
    }

    private void reserve(String type) {
        gateway.reads.groupTypes.add(
                new GroupTypeView(
                        GroupTypeId.of(type),
                        "default_cgsnapshot_type",
                        null,
                        true,
                        Map.of(),
                        Instant.EPOCH));
    }

    private static String fault(String key, int code, String message) {
        return "{\"" + key + "\": {\"code\": " + code + ", \"message\": \"" + message + "\"}}";
    }

    private static String badRequest(String message) {
        return fault("badRequest", 400, message);
    }

    private static String notFound(String message) {
        return fault("itemNotFound", 404, message);
    }

    // Versions

    static Stream<Arguments> everyRequest() {
        return Stream.of(
                Arguments.of("GET", LIST, null),
                Arguments.of("GET", LIST + "/detail", null),
                Arguments.of("GET", ITEM, null),
                Arguments.of("POST", LIST, "{}"),
                Arguments.of("DELETE", ITEM, null),
                Arguments.of("POST", ACTION, "{\"reset_status\": {}}"));
    }

    @ParameterizedTest
    @MethodSource("everyRequest")
    void beforeItsVersionNothingIsThere(String method, String target, @Nullable String body) {
        RawRequest request = gateway.asMember(method, target).at("3.13");

        RawResponse response = (body == null ? request : request.json(body)).send();

        assertThat(response.body()).isEqualTo(notFound("The resource could not be found."));
        assertThat(response.header("OpenStack-API-Version")).isEqualTo("volume 3.13");
        assertThat(gateway.commands.sent()).isEmpty();
    }

    @Test
    void fromItsVersionOnItIsThere() {
        assertThat(gateway.asMember("GET", ITEM).at("3.14").send().body())
                .isEqualTo("{\"group_snapshot\": " + SHOWN + "}}");
    }

    @Test
    void resettingIsBornLater() {
        String body = "{\"reset_status\": {\"status\": \"error\"}}";
        String target = ADMIN_ITEM + "/action";

        assertThat(gateway.asAdmin("POST", target).at("3.18").json(body).send().status())
                .isEqualTo(404);
        assertThat(gateway.asAdmin("POST", target).at("3.19").json(body).send().status())
                .isEqualTo(202);
    }

    // Show

    @ParameterizedTest
    @ValueSource(strings = {NIGHTLY, UPPER, NIGHTLY + ".json"})
    void anIdIsFoundInEitherCase(String id) {
        assertThat(gateway.asMember("GET", LIST + "/" + id).send().body())
                .isEqualTo("{\"group_snapshot\": " + SHOWN + "}}");
    }

    @ParameterizedTest
    @ValueSource(strings = {NOBODY, "nope", "0c0de0aa000040008000000000000003"})
    void whatIsNobodysIdIsNotFound(String id) {
        assertThat(gateway.asMember("GET", LIST + "/" + id).send().body())
                .isEqualTo(notFound("GroupSnapshot " + id + " could not be found."));
    }

    @Test
    void anotherProjectsIsNotFoundButAnAdministratorFindsItAndSeesWhose() {
        gateway.reads.groupSnapshots.set(0, nightly("elsewhere", TYPE));

        assertThat(gateway.asMember("GET", ITEM).send().status()).isEqualTo(404);
        assertThat(gateway.asAdmin("GET", ADMIN_ITEM).send().body())
                .isEqualTo("{\"group_snapshot\": " + SHOWN + ", \"project_id\": \"elsewhere\"}}");
    }

    @Test
    void theProjectIsShownFromItsVersionOnAndToAdministratorsOnly() {
        String withProject = ", \"project_id\": \"d0\"";

        assertThat(gateway.asAdmin("GET", ADMIN_ITEM).at("3.57").send().body())
                .doesNotContain("project_id");
        assertThat(gateway.asAdmin("GET", ADMIN_ITEM).at("3.58").send().body())
                .contains(withProject);
        assertThat(gateway.asMember("GET", ITEM).at("3.58").send().body())
                .doesNotContain("project_id");
    }

    @Test
    void detailIsAnIdOnlyForWhoDeletes() {
        assertThat(gateway.asMember("DELETE", LIST + "/detail").send().body())
                .isEqualTo(notFound("GroupSnapshot detail could not be found."));
    }

    // List

    @Test
    void aSummaryHasTwoFieldsAndADetailHasAll() {
        assertThat(gateway.asMember("GET", LIST).send().body())
                .isEqualTo(
                        "{\"group_snapshots\": [{\"id\": \""
                                + NIGHTLY
                                + "\", \"name\": \"nightly\"}]}");
        assertThat(gateway.asMember("GET", LIST + "/detail").send().body())
                .isEqualTo("{\"group_snapshots\": [" + SHOWN + "}]}");
        assertThat(gateway.asAdmin("GET", "/v3/a0/group_snapshots/detail").send().body())
                .contains(", \"project_id\": \"d0\"}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/detail"})
    void aFullPageLinksToTheNextOneOfSummaries(String detail) {
        assertThat(gateway.asMember("GET", LIST + detail + "?limit=1&offset=0").send().body())
                .endsWith(
                        "], \"group_snapshot_links\": [{\"rel\": \"next\", \"href\":"
                                + " \"http://127.0.0.1:"
                                + gateway.port()
                                + LIST
                                + "?limit=1&marker="
                                + NIGHTLY
                                + "\"}]}");
    }

    @Test
    void aLinkHasTheProjectOnlyIfTheRequestHadIt() {
        assertThat(gateway.asMember("GET", "/v3/group_snapshots?limit=1").send().body())
                .contains("/v3/group_snapshots?limit=1&marker=");
    }

    @Test
    void theParametersBecomeTheQuery() {
        gateway.asMember(
                        "GET",
                        LIST + "?status=error&sort=name:asc&limit=7&offset=2&marker=" + NIGHTLY)
                .send();

        assertThat(gateway.reads.onlyQuery())
                .isEqualTo(
                        new ListQuery(
                                "d0",
                                List.of(new ListQuery.Filter("status", "error", false)),
                                List.of(new ListQuery.Sort("name", true)),
                                UUID.fromString(NIGHTLY),
                                7,
                                2));
    }

    @Test
    void beforePagingOnlyTheLimitIsLookedAtAndOnlyForTheLink() {
        RawRequest request = gateway.asMember("GET", LIST + "?limit=1&sort=foo&x=y").at("3.28");

        assertThat(request.send().body()).contains("group_snapshot_links");
        assertThat(gateway.reads.onlyQuery())
                .isEqualTo(new ListQuery("d0", List.of(), List.of(), null, Integer.MAX_VALUE, 0));
        assertThat(gateway.asMember("GET", LIST + "?limit=x").at("3.14").send().body())
                .isEqualTo(badRequest("limit param must be an integer"));
    }

    @Test
    void aMarkerThatIsNobodysIsNotFound() {
        assertThat(gateway.asMember("GET", LIST + "?marker=nope").send().body())
                .isEqualTo(notFound("GroupSnapshot nope could not be found."));
    }

    @Test
    void aMarkerOfAnotherProjectIsNotFoundEither() {
        RawResponse response =
                gateway.asMember("GET", "/v3/group_snapshots?marker=" + NIGHTLY)
                        .header("X-Auth-Token", "alt:b0:member,reader")
                        .send();

        assertThat(response.body())
                .isEqualTo(notFound("GroupSnapshot " + NIGHTLY + " could not be found."));
    }

    @Test
    void aQueryThatCannotBeDecodedIsABadRequestAtItsVersion() {
        RawResponse response = gateway.asMember("GET", LIST + "?name=%ff").send();

        assertThat(response.body()).contains("Error decoding your request.");
        assertThat(response.header("OpenStack-API-Version")).isEqualTo("volume 3.70");
    }

    // Create

    private RawResponse create(String root) {
        return gateway.asMember("POST", LIST).json("{\"group_snapshot\": " + root + "}").send();
    }

    @Test
    void aCreateIsACommandOfTheCallersOwn() {
        RawResponse response =
                create(
                        "{\"group_id\": \""
                                + GROUP
                                + "\", \"name\": \" n \", \"description\": \"d\"}");

        CreateGroupSnapshot command = (CreateGroupSnapshot) gateway.commands.onlyCommand();
        assertThat(command.groupId()).isEqualTo(GroupId.of(GROUP));
        assertThat(command.name()).isEqualTo(" n ");
        assertThat(command.description()).isEqualTo("d");
        assertThat(command.projectId()).isEqualTo("d0");
        assertThat(command.userId()).isEqualTo("demo");
        assertThat(command.id().value().version()).isEqualTo(4);
        assertThat(command.workId()).isNotEqualTo(command.id().value());
        assertThat(command.at()).isEqualTo(command.at().truncatedTo(ChronoUnit.MICROS));
        Origin origin = Origin.from(gateway.commands.sent().getFirst().getMetaData());
        assertThat(origin.cause()).isEqualTo(Cause.REQUEST);
        assertThat(origin.actor().address()).isEqualTo("127.0.0.1");
        assertThat(origin.requestId()).isEqualTo(response.header("x-openstack-request-id"));
        assertThat(response.status()).isEqualTo(202);
        assertThat(response.body())
                .isEqualTo(
                        "{\"group_snapshot\": {\"id\": \""
                                + command.id()
                                + "\", \"name\": \" n \", \"group_type_id\": \""
                                + TYPE
                                + "\"}}");
        assertThat(response.header("content-type")).isEqualTo("application/json");
        assertThat(response.header("x-compute-request-id")).isNotNull();
    }

    @Test
    void theGlobalRequestIdTravelsAlong() {
        String global = "req-00000000-0000-4000-8000-000000000001";

        gateway.asMember("DELETE", ITEM).header("X-Openstack-Request-Id", global).send();

        assertThat(Origin.from(gateway.commands.sent().getFirst().getMetaData()).globalRequestId())
                .isEqualTo(global);
    }

    @Test
    void whatIsNotGivenIsNullAndTheEmptyTextStays() {
        create("{\"group_id\": \"" + GROUP + "\", \"name\": \"\"}");

        CreateGroupSnapshot command = (CreateGroupSnapshot) gateway.commands.onlyCommand();
        assertThat(command.name()).isEmpty();
        assertThat(command.description()).isNull();
    }

    @Test
    void anAdministratorsSnapshotOfAnothersGroupIsTheAdministrators() {
        gateway.asAdmin("POST", "/v3/a0/group_snapshots")
                .json("{\"group_snapshot\": {\"group_id\": \"" + GROUP + "\"}}")
                .send();

        CreateGroupSnapshot command = (CreateGroupSnapshot) gateway.commands.onlyCommand();
        assertThat(command.projectId()).isEqualTo("a0");
        assertThat(command.userId()).isEqualTo("root");
    }

    @Test
    void anotherProjectsGroupIsNotFound() {
        RawResponse response =
                gateway.request("POST", "/v3/b0/group_snapshots")
                        .header("X-Auth-Token", "alt:b0:member")
                        .at("3.70")
                        .json("{\"group_snapshot\": {\"group_id\": \"" + GROUP + "\"}}")
                        .send();

        assertThat(response.body()).isEqualTo(notFound("Group " + GROUP + " could not be found."));
        assertThat(gateway.commands.sent()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "[1] | [1] is not of type 'object'",
                "null | None is not of type 'object'",
                "{} | 'group_snapshot' is a required property",
                "{\"group_snapshot\": []} | Invalid input for field/attribute group_snapshot. Value:"
                        + " []. [] is not of type 'object'",
                "{\"group_snapshot\": {\"name\": \"n\"}} | Invalid input for field/attribute"
                        + " group_snapshot. Value: {'name': 'n'}. 'group_id' is a required property",
                "{\"group_snapshot\": {\"group_id\": \"nope\"}} | Invalid input for field/attribute"
                        + " group_id. Value: nope. 'nope' is not a 'uuid'",
                "{\"group_snapshot\": {\"name\": 5, \"description\": 7}} | Invalid input for"
                        + " field/attribute name. Value: 5. 5 is not of type 'string', 'null'",
                "{\"group_snapshot\": {\"group_id\": \"0c0de0aa-0000-4000-8000-000000000001\"},"
                        + " \"type\": {}} | Additional properties are not allowed ('type' was"
                        + " unexpected)"
            })
    void aBodyThatIsNotRightIsNotSent(String body, String message) {
        RawResponse response = gateway.asMember("POST", LIST).json(body).send();

        assertThat(response.body()).isEqualTo(badRequest(message));
        assertThat(gateway.commands.sent()).isEmpty();
    }

    @Test
    void theGroupIsNamedAsItWasWritten() {
        String upper = "00000000-0000-4000-8000-00000000DEAD";

        assertThat(create("{\"group_id\": \"" + upper + "\"}").body())
                .isEqualTo(notFound("Group " + upper + " could not be found."));
        assertThat(create("{\"group_id\": \"{0c0de0aa000040008000000000000001}\"}").body())
                .isEqualTo(
                        notFound("Group {0c0de0aa000040008000000000000001} could not be found."));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\\u0000b", "\\ud800", "x\\udc00"})
    void aNameThatNoDatabaseHoldsIsABadRequest(String name) {
        RawResponse response =
                create("{\"group_id\": \"" + GROUP + "\", \"name\": \"" + name + "\"}");

        assertThat(response.body())
                .isEqualTo(
                        badRequest(
                                "Invalid input for field/attribute name. It contains a character that"
                                        + " cannot be stored: U+0000 or half of a surrogate pair."));
        assertThat(gateway.commands.sent()).isEmpty();
    }

    @Test
    void aNameBeyondTheBasicPlaneIsFine() {
        RawResponse response =
                create("{\"group_id\": \"" + GROUP + "\", \"name\": \"a\\ud83d\\ude00b\"}");

        assertThat(response.status()).isEqualTo(202);
        assertThat(response.body()).contains("\"name\": \"a\\ud83d\\ude00b\"");
    }

    static Stream<Arguments> refusals() {
        return Stream.of(
                Arguments.of(
                        new GroupSnapshotRefused.GroupNotReady(GroupId.of(GROUP)),
                        badRequest(
                                "Invalid Group: Source group cannot be empty or in 'creating' or"
                                        + " 'updating' state. No group snapshot will be created.")),
                Arguments.of(
                        new GroupSnapshotRefused.VolumeHasNoHost(VolumeId.of(VOLUME)),
                        badRequest(
                                "Invalid volume: The snapshot cannot be created because volume has"
                                        + " not been scheduled to any host.")),
                Arguments.of(
                        new GroupSnapshotRefused.VolumeMigrates(VolumeId.of(VOLUME)),
                        badRequest(
                                "Invalid volume: Snapshot cannot be created while volume is"
                                        + " migrating.")),
                Arguments.of(
                        new GroupSnapshotRefused.VolumeStatusForbids(
                                VolumeId.of(VOLUME), VolumeStatus.ERROR),
                        badRequest(
                                "Invalid volume: The snapshot cannot be created when the volume is"
                                        + " in error status.")),
                Arguments.of(
                        new GroupSnapshotRefused.VolumeStatusForbids(
                                VolumeId.of(VOLUME), VolumeStatus.MAINTENANCE),
                        badRequest(
                                "Invalid volume: The snapshot cannot be created when the volume is"
                                        + " in maintenance mode.")),
                Arguments.of(
                        new GroupSnapshotRefused.GroupNotFound(GroupId.of(GROUP)),
                        notFound("Group " + GROUP + " could not be found.")),
                Arguments.of(
                        new GroupSnapshotRefused.GroupTypeReserved(GroupTypeId.of(TYPE)),
                        badRequest(
                                "Group_type "
                                        + TYPE
                                        + " is reserved for migrating CGs to groups. Migrated group"
                                        + " snapshots can only be operated by CG snapshot APIs.")));
    }

    @ParameterizedTest
    @MethodSource("refusals")
    void aRefusedCreateIsAFault(Refused refused, String body) {
        gateway.commands.failNext(new RefusedException(refused));

        assertThat(create("{\"group_id\": \"" + GROUP + "\"}").body()).isEqualTo(body);
    }

    @Test
    void anythingElseThatFailsIsOurMistake() {
        gateway.commands.failNext(new IllegalStateException("x"));

        assertThat(create("{\"group_id\": \"" + GROUP + "\"}").status()).isEqualTo(500);
    }

    @Test
    void aViewThatLagsIsAnnounced() {
        gateway.commands.position(7);
        gateway.reads.inTime = false;

        RawResponse response = create("{\"group_id\": \"" + GROUP + "\"}");

        assertThat(response.status()).isEqualTo(202);
        assertThat(response.header("X-Snapledger-Stale-Reads")).isEqualTo("true");
    }

    // Delete

    @Test
    void aDeleteIsACommandAndItsAnswerIsEmpty() {
        RawResponse response =
                gateway.asMember("DELETE", ITEM)
                        .header("X-Audit-Reason", " no longer needed, é ")
                        .send();

        DeleteGroupSnapshot command = (DeleteGroupSnapshot) gateway.commands.onlyCommand();
        assertThat(command.id()).isEqualTo(GroupSnapshotId.of(NIGHTLY));
        assertThat(command.reason()).isEqualTo("no longer needed, é");
        assertThat(response.status()).isEqualTo(202);
        assertThat(response.body()).isEmpty();
        assertThat(response.header("content-length")).isEqualTo("0");
        assertThat(response.apiHeaders()).isEqualTo(EMPTY);
    }

    @Test
    void withoutAReasonThereIsNone() {
        gateway.asMember("DELETE", ITEM).send();

        assertThat(((DeleteGroupSnapshot) gateway.commands.onlyCommand()).reason()).isNull();
    }

    @Test
    void aReasonHasAnEnd() {
        RawResponse longest =
                gateway.asMember("DELETE", ITEM).header("X-Audit-Reason", "é".repeat(1024)).send();
        RawResponse tooLong =
                gateway.asMember("DELETE", ITEM).header("X-Audit-Reason", "é".repeat(1025)).send();

        assertThat(longest.status()).isEqualTo(202);
        assertThat(tooLong.body())
                .isEqualTo(badRequest("X-Audit-Reason must not be longer than 1024 characters."));
        assertThat(gateway.commands.sent()).hasSize(1);
    }

    @Test
    void aDeleteThatItsStatusForbidsIsABadRequestAndNoConflict() {
        gateway.commands.failNext(
                new RefusedException(
                        new GroupSnapshotRefused.StatusForbids(
                                GroupSnapshotId.of(NIGHTLY),
                                "delete",
                                GroupSnapshotStatus.DELETING)));

        assertThat(gateway.asMember("DELETE", ITEM).send().body())
                .isEqualTo(
                        badRequest(
                                "Invalid GroupSnapshot: GroupSnapshot status must be available or"
                                        + " error, and no Group can be currently using it as source for"
                                        + " its creation."));
    }

    @Test
    void aDeleteThatComesTooLateIsNotFound() {
        gateway.commands.failNext(
                new RefusedException(
                        new GroupSnapshotRefused.NotFound(GroupSnapshotId.of(NIGHTLY))));

        assertThat(gateway.asMember("DELETE", ITEM).send().body())
                .isEqualTo(notFound("GroupSnapshot " + NIGHTLY + " could not be found."));
    }

    // Reset status

    private RawResponse reset(String status) {
        return gateway.asAdmin("POST", ADMIN_ITEM + "/action")
                .header("X-Audit-Reason", "stuck")
                .json("{\"reset_status\": {\"status\": \"" + status + "\"}}")
                .send();
    }

    @ParameterizedTest
    @EnumSource
    void anyStatusMayBeResetTo(GroupSnapshotStatus status) {
        RawResponse response = reset(status.word());

        ResetGroupSnapshotStatus command =
                (ResetGroupSnapshotStatus) gateway.commands.onlyCommand();
        assertThat(command.id()).isEqualTo(GroupSnapshotId.of(NIGHTLY));
        assertThat(command.status()).isEqualTo(status);
        assertThat(command.reason()).isEqualTo("stuck");
        assertThat(Origin.from(gateway.commands.sent().getFirst().getMetaData()).cause())
                .isEqualTo(Cause.ADMINISTRATOR);
        assertThat(response.status()).isEqualTo(202);
        assertThat(response.body()).isEmpty();
        assertThat(response.apiHeaders()).isEqualTo(EMPTY);
    }

    @Test
    void theCaseOfAStatusDoesNotMatter() {
        reset("ERROR_deleting");

        assertThat(((ResetGroupSnapshotStatus) gateway.commands.onlyCommand()).status())
                .isEqualTo(GroupSnapshotStatus.ERROR_DELETING);
    }

    @ParameterizedTest
    @ValueSource(strings = {"in-use", " available", "nothing"})
    void aStatusThatIsNoneIsNamed(String status) {
        assertThat(reset(status).body())
                .isEqualTo(
                        badRequest(
                                "Invalid GroupSnapshot Status: Group snapshot status: "
                                        + status
                                        + " is invalid, valid statuses are: ('error', 'available',"
                                        + " 'creating', 'deleting', 'deleted', 'updating',"
                                        + " 'error_deleting')."));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\\t"})
    void aBlankStatusIsEmpty(String status) {
        assertThat(reset(status).body())
                .isEqualTo(
                        badRequest("Invalid GroupSnapshot Status: The 'status' can not be empty."));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{} | Invalid input for field/attribute reset_status. Value: {}. 'status' is a"
                        + " required property",
                "\"available\" | Invalid input for field/attribute reset_status. Value: available."
                        + " 'available' is not of type 'object'",
                "{\"status\": null} | Invalid input for field/attribute status. Value: None. None is"
                        + " not of type 'string'",
                "{\"status\": \"error\", \"x\": 1} | Invalid input for field/attribute reset_status."
                        + " Value: {'status': 'error', 'x': 1}. Additional properties are not"
                        + " allowed ('x' was unexpected)"
            })
    void aResetThatIsNotRightIsNotSent(String inside, String message) {
        RawResponse response =
                gateway.asAdmin("POST", ADMIN_ITEM + "/action")
                        .json("{\"reset_status\": " + inside + "}")
                        .send();

        assertThat(response.body()).isEqualTo(badRequest(message));
        assertThat(gateway.commands.sent()).isEmpty();
    }

    @Test
    void aMemberMayNotResetAndLearnsSoOnlyOfItsOwn() {
        String good = "{\"reset_status\": {\"status\": \"error\"}}";
        String bad = "{\"reset_status\": {\"status\": \"nothing\"}}";

        assertThat(gateway.asMember("POST", ACTION).json(good).send().body())
                .isEqualTo(
                        fault(
                                "forbidden",
                                403,
                                "Policy doesn't allow group:reset_group_snapshot_status to be"
                                        + " performed."));
        assertThat(gateway.asMember("POST", ACTION).json(bad).send().status()).isEqualTo(400);
        assertThat(
                        gateway.asMember("POST", LIST + "/" + NOBODY + "/action")
                                .json(good)
                                .send()
                                .status())
                .isEqualTo(404);
        assertThat(
                        gateway.asMember("POST", LIST + "/" + NOBODY + "/action")
                                .json(bad)
                                .send()
                                .status())
                .isEqualTo(400);
    }

    // New defaults, and the reserved type: each in a gateway of its own

    @Test
    void withTheNewDefaultsARoleIsNeeded() {
        try (RunningGateway strict =
                RunningGateway.with("snapledger.policy.enforce-new-defaults=true")) {
            strict.reads.groups.add(group(GroupStatus.AVAILABLE, List.of(VolumeId.of(VOLUME))));
            strict.reads.groupSnapshots.add(nightly("d0", TYPE));
            String body = "{\"group_snapshot\": {\"group_id\": \"" + GROUP + "\"}}";

            assertThat(as(strict, "reader", "GET", ITEM).send().status()).isEqualTo(200);
            assertThat(as(strict, "reader", "GET", LIST).send().status()).isEqualTo(200);
            assertThat(as(strict, "reader", "DELETE", ITEM).send().body())
                    .contains("Policy doesn't allow group:delete_group_snapshot to be performed.");
            assertThat(as(strict, "reader", "POST", LIST).json(body).send().body())
                    .contains("Policy doesn't allow group:create_group_snapshot to be performed.");
            assertThat(as(strict, "other", "GET", ITEM).send().body())
                    .contains("Policy doesn't allow group:get_group_snapshot to be performed.");
            assertThat(as(strict, "other", "GET", LIST).send().body())
                    .contains(
                            "Policy doesn't allow group:get_all_group_snapshots to be performed.");
            assertThat(as(strict, "other", "POST", LIST).json(body).send().body())
                    .contains("Policy doesn't allow group:get to be performed.");
            assertThat(as(strict, "member,reader", "POST", LIST).json(body).send().status())
                    .isEqualTo(202);
            assertThat(strict.commands.sent()).hasSize(1);
        }
    }

    private static RawRequest as(
            RunningGateway gateway, String roles, String method, String target) {
        return gateway.request(method, target)
                .header("X-Auth-Token", "demo:d0:" + roles)
                .at("3.70");
    }

    @Test
    void whatIsOfTheReservedTypeIsNotServedHere() {
        try (RunningGateway other = RunningGateway.with()) {
            gateway = other;
            reserve(TYPE);
            other.reads.groups.add(group(GroupStatus.AVAILABLE, List.of(VolumeId.of(VOLUME))));
            other.reads.groupSnapshots.add(nightly("d0", TYPE));
            String reserved =
                    badRequest(
                            "Group_type "
                                    + TYPE
                                    + " is reserved for migrating CGs to groups. Migrated group"
                                    + " snapshots can only be operated by CG snapshot APIs.");

            assertThat(other.asMember("GET", ITEM).send().body()).isEqualTo(reserved);
            assertThat(other.asMember("DELETE", ITEM).send().body()).isEqualTo(reserved);
            assertThat(create("{\"group_id\": \"" + GROUP + "\"}").body()).isEqualTo(reserved);
            assertThat(other.commands.sent()).isEmpty();
            assertThat(reset("error").status()).isEqualTo(202);
        }
    }
}
