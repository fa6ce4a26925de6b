package io.snapledger.gateway.group;

import static org.assertj.core.api.Assertions.assertThat;

import io.snapledger.contract.group.GroupCommand.CreateGroup;
import io.snapledger.contract.group.GroupCommand.CreateGroupFromSource;
import io.snapledger.contract.group.GroupCommand.DeleteGroup;
import io.snapledger.contract.group.GroupCommand.ResetGroupStatus;
import io.snapledger.contract.group.GroupCommand.UpdateGroup;
import io.snapledger.contract.group.GroupId;
import io.snapledger.contract.group.GroupRefused;
import io.snapledger.contract.group.GroupStatus;
import io.snapledger.contract.groupsnapshot.GroupSnapshotId;
import io.snapledger.contract.grouptype.GroupTypeId;
import io.snapledger.contract.list.ListQuery.Filter;
import io.snapledger.contract.origin.Origin;
import io.snapledger.contract.refusal.RefusedException;
import io.snapledger.contract.snapshot.SnapshotId;
import io.snapledger.contract.snapshot.SnapshotStatus;
import io.snapledger.contract.volume.VolumeId;
import io.snapledger.contract.volume.VolumeStatus;
import io.snapledger.contract.volumetype.VolumeTypeId;
import io.snapledger.gateway.fake.RawRequest;
import io.snapledger.gateway.fake.RawResponse;
import io.snapledger.gateway.fake.Rows;
import io.snapledger.gateway.fake.RunningGateway;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class GroupControllerTest {

    private static final String ID = Rows.GROUP;
    private static final String ONE = "/v3/d0/groups/" + ID;
    private static final String BODY =
            "{\"group\": {\"group_type\": \"%s\", \"volume_types\": [\"%s\"]}}"
                    .formatted(Rows.GROUP_TYPE, Rows.VOLUME_TYPE);

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
        gateway.reads.groups.add(Rows.group());
        gateway.reads.groupTypes.add(Rows.groupType());
        gateway.reads.groupTypes.add(Rows.reservedGroupType());
        gateway.reads.groupTypes.add(Rows.privateGroupType());
        gateway.reads.volumeTypes.add(Rows.volumeType());
        gateway.reads.volumeTypes.add(Rows.privateVolumeType());
        gateway.reads.groupSnapshots.add(Rows.groupSnapshot());
    }

    @Test
    void oneIsMade() {
        RawResponse answer =
                gateway.asMember("POST", "/v3/d0/groups")
                        .json(
                                "{\"group\": {\"name\": \"  g1 \", \"description\": \" d \","
                                        + " \"group_type\": \"%s\", \"volume_types\": [\"%s\"]}}"
                                                .formatted(Rows.GROUP_TYPE, Rows.VOLUME_TYPE))
                        .send();

        assertThat(answer.status()).isEqualTo(202);
        CreateGroup command = (CreateGroup) gateway.commands.onlyCommand();
        assertThat(answer.body())
                .isEqualTo(
                        "{\"group\": {\"id\": \"%s\", \"name\": \"g1\"}}".formatted(command.id()));
        assertThat(command.name()).isEqualTo("g1");
        assertThat(command.description()).isEqualTo("d");
        assertThat(command.groupTypeId()).isEqualTo(GroupTypeId.of(Rows.GROUP_TYPE));
        assertThat(command.volumeTypeIds()).containsExactly(VolumeTypeId.of(Rows.VOLUME_TYPE));
        assertThat(command.availabilityZone()).isEqualTo("nova");
        assertThat(command.projectId()).isEqualTo("d0");
        assertThat(command.userId()).isEqualTo("demo");
    }

    @Test
    void typesMayBeNamedAndVolumeTypesMayBeAnybodys() {
        RawResponse answer =
                gateway.asMember("POST", "/v3/d0/groups")
                        .json(
                                "{\"group\": {\"group_type\": \"plain\", \"volume_types\":"
                                        + " [\"gold\", \"secret\"], \"availability_zone\":"
                                        + " \"nova\"}}")
                        .send();

        CreateGroup command = (CreateGroup) gateway.commands.onlyCommand();
        assertThat(answer.body()).endsWith("\"name\": null}}");
        assertThat(command.groupTypeId()).isEqualTo(GroupTypeId.of(Rows.GROUP_TYPE));
        assertThat(command.volumeTypeIds())
                .containsExactly(
                        VolumeTypeId.of(Rows.VOLUME_TYPE),
                        VolumeTypeId.of(Rows.PRIVATE_VOLUME_TYPE));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'name': 'x', 'volume_types': ['VT']}|Invalid input for field/attribute group."
                        + " Value: {'name': 'x', 'volume_types': ['VT']}. 'group_type' is a"
                        + " required property",
                "{'name': 'x', 'group_type': 'GT'}|Invalid input for field/attribute group. Value:"
                        + " {'name': 'x', 'group_type': 'GT'}. 'volume_types' is a required"
                        + " property",
                "{'group_type': '', 'volume_types': ['VT']}|Invalid input for field/attribute"
                        + " group_type. Value: . '' is not a 'group_type'",
                "{'group_type': '  ', 'volume_types': ['VT']}|Invalid input for field/attribute"
                        + " group_type. Value:   . '  ' is not a 'group_type'",
                "{'group_type': 'GT', 'volume_types': []}|Invalid input for field/attribute"
                        + " volume_types. Value: []. [] is too short",
                "{'group_type': 'GT', 'volume_types': ['a', 'a']}|Invalid input for"
                        + " field/attribute volume_types. Value: ['a', 'a']. ['a', 'a'] has"
                        + " non-unique elements",
                "{'group_type': 'GT', 'volume_types': ['VT'], 'foo': 1}|Invalid input for"
                        + " field/attribute group. Value: {'group_type': 'GT', 'volume_types':"
                        + " ['VT'], 'foo': 1}. Additional properties are not allowed ('foo' was"
                        + " unexpected)",
                "{'group_type': 'GT', 'volume_types': ['VT'], 'availability_zone': 'nowhere'}|"
                        + "Invalid input received: Availability zone 'nowhere' is invalid.",
                "{'group_type': 'GT', 'volume_types': ['VT'], 'availability_zone': ''}|"
                        + "The 'availability_zone' can not be None.",
                "{'group_type': 'GT', 'volume_types': ['VT'], 'availability_zone': ' '}|Invalid"
                        + " input received: availability_zone has 0 characters, less than 1."
            })
    void aBadBodyIsRefused(String group, String message) {
        String body =
                ("{\"group\": " + group.replace('\'', '"') + "}")
                        .replace("GT", Rows.GROUP_TYPE)
                        .replace("VT", Rows.VOLUME_TYPE);

        assertFault(
                gateway.asMember("POST", "/v3/d0/groups").json(body).send(),
                400,
                "badRequest",
                message.replace("GT", Rows.GROUP_TYPE).replace("VT", Rows.VOLUME_TYPE));
        assertThat(gateway.commands.sent()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                Rows.UNKNOWN
                        + "|gold|Group type 00000000-0000-4000-8000-00000000dead could not be"
                        + " found.",
                "nope|gold|Group type with name nope could not be found.",
                "hidden|gold|Group type with name hidden could not be found.",
                "plain|00000000-0000-4000-8000-00000000dead|Volume type"
                        + " 00000000-0000-4000-8000-00000000dead could not be found.",
                "plain|nope|Volume type with name nope could not be found."
            })
    void unknownTypesAreNotFound(String groupType, String volumeType, String message) {
        RawResponse answer =
                gateway.asMember("POST", "/v3/d0/groups")
                        .json(
                                "{\"group\": {\"group_type\": \"%s\", \"volume_types\": [\"%s\"]}}"
                                        .formatted(groupType, volumeType))
                        .send();

        assertFault(answer, 404, "itemNotFound", message);
        assertThat(gateway.commands.sent()).isEmpty();
    }

    @Test
    void theReservedTypeIsNotForNewGroups() {
        assertFault(
                gateway.asMember("POST", "/v3/d0/groups")
                        .json(BODY.replace(Rows.GROUP_TYPE, Rows.RESERVED_GROUP_TYPE))
                        .send(),
                400,
                "badRequest",
                "Group_type "
                        + Rows.RESERVED_GROUP_TYPE
                        + " is reserved for migrating CGs to groups. Migrated group can only be"
                        + " operated by CG APIs.");
    }

    @Test
    void readersOnlyRead() {
        assertThat(asReader("GET", ONE).send().status()).isEqualTo(200);
        assertThat(asReader("GET", "/v3/d0/groups").send().status()).isEqualTo(200);
        assertFault(
                asReader("POST", "/v3/d0/groups").json(BODY).send(),
                403,
                "forbidden",
                "Policy doesn't allow group:create to be performed.");
        assertFault(
                asReader("PUT", ONE).json("{\"group\": {\"name\": \"x\"}}").send(),
                403,
                "forbidden",
                "Policy doesn't allow group:update to be performed.");
        assertFault(
                asReader("POST", ONE + "/action").json("{\"delete\": {}}").send(),
                403,
                "forbidden",
                "Policy doesn't allow group:delete to be performed.");
        assertThat(gateway.commands.sent()).isEmpty();
    }

    private static Stream<Arguments> versions() {
        String first =
                "{\"group\": {\"id\": \"%s\", \"status\": \"available\", \"availability_zone\":"
                                .formatted(ID)
                        + " \"nova\", \"created_at\": \"2026-11-21T18:15:25.000123\", \"name\":"
                        + " \"g1\", \"description\": null, \"group_type\": \"%s\","
                                .formatted(Rows.GROUP_TYPE)
                        + " \"volume_types\": [\"%s\"]".formatted(Rows.VOLUME_TYPE);
        String sources = first + ", \"group_snapshot_id\": null, \"source_group_id\": null";
        String volumes = sources + ", \"volumes\": [\"%s\"]".formatted(Rows.VOLUME);
        String replication = ", \"replication_status\": \"disabled\"";
        return Stream.of(
                Arguments.of("3.13", "true", first),
                Arguments.of("3.14", "true", sources),
                Arguments.of("3.24", "True", sources),
                Arguments.of("3.25", "True", volumes),
                Arguments.of("3.25", "no", sources),
                Arguments.of("3.37", "1", volumes),
                Arguments.of("3.38", "1", volumes + replication),
                Arguments.of("3.57", "0", sources + replication),
                Arguments.of("3.70", "0", sources + replication));
    }

    @ParameterizedTest
    @MethodSource("versions")
    void eachVersionShowsItsFields(String version, String listVolume, String body) {
        RawResponse answer =
                gateway.asMember("GET", ONE + "?list_volume=" + listVolume).at(version).send();

        assertThat(answer.body()).isEqualTo(body + "}}");
    }

    @Test
    void theProjectIsShownToAdministratorsSince358() {
        String path = "/v3/a0/groups/" + ID;

        assertThat(gateway.asAdmin("GET", path).at("3.57").send().body())
                .doesNotContain("project_id");
        assertThat(gateway.asAdmin("GET", path).at("3.58").send().body())
                .endsWith("\"project_id\": \"d0\"}}");
    }

    @Test
    void theyWereBornAt313() {
        for (String version : List.of("3.0", "3.12")) {
            assertFault(
                    gateway.asMember("GET", ONE).at(version).send(),
                    404,
                    "itemNotFound",
                    "The resource could not be found.");
        }
        assertFault(
                gateway.asMember("POST", "/v3/d0/groups").at("3.12").json(BODY).send(),
                404,
                "itemNotFound",
                "The resource could not be found.");
    }

    @Test
    void aWordThatIsNoBooleanIsRefused() {
        assertFault(
                gateway.asMember("GET", ONE + "?list_volume=maybe").send(),
                400,
                "badRequest",
                "Value 'maybe' for 'list_volume' is not a boolean.");
        assertThat(gateway.asMember("GET", ONE + "?list_volume=maybe").at("3.24").send().status())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {Rows.UNKNOWN, "nope", "333333330000400080000000000000 01"})
    void whatIsNotThereIsNotFound(String id) {
        assertFault(
                gateway.asMember("GET", "/v3/d0/groups/" + id.replace(" ", "%20")).send(),
                404,
                "itemNotFound",
                "Group " + id + " could not be found.");
    }

    @Test
    void strangersFindNothing() {
        for (RawRequest request :
                List.of(
                        asStranger("GET", "/v3/b0/groups/" + ID),
                        asStranger("PUT", "/v3/b0/groups/" + ID)
                                .json("{\"group\": {\"name\": \"x\"}}"),
                        asStranger("POST", "/v3/b0/groups/" + ID + "/action")
                                .json("{\"delete\": {\"delete-volumes\": true}}"),
                        asStranger("POST", "/v3/b0/groups/" + ID + "/action")
                                .json("{\"reset_status\": {\"status\": \"error\"}}"))) {
            assertFault(
                    request.send(), 404, "itemNotFound", "Group " + ID + " could not be found.");
        }
        assertThat(gateway.commands.sent()).isEmpty();
    }

    @Test
    void listsShowIdsAndNamesOfTheOwnProject() {
        RawResponse answer = gateway.asMember("GET", "/v3/d0/groups?name=g1").send();

        assertThat(answer.body())
                .isEqualTo("{\"groups\": [{\"id\": \"%s\", \"name\": \"g1\"}]}".formatted(ID));
        assertThat(gateway.reads.onlyQuery().projectId()).isEqualTo("d0");
        assertThat(gateway.reads.onlyQuery().filters())
                .containsExactly(new Filter("name", "g1", false));
    }

    @Test
    void detailedListsShowVolumesIfAskedTo() {
        assertThat(gateway.asMember("GET", "/v3/d0/groups/detail?list_volume=True").send().body())
                .startsWith("{\"groups\": [{\"id\": \"" + ID)
                .contains("\"volumes\": [\"" + Rows.VOLUME + "\"]");
        assertThat(gateway.reads.onlyQuery().filters()).isEmpty();
        assertThat(gateway.asMember("GET", "/v3/d0/groups/detail").send().body())
                .doesNotContain("\"volumes\"");
    }

    @Test
    void theNextPageIsOneOfSummaries() {
        RawResponse answer =
                gateway.asMember("GET", "/v3/d0/groups/detail?limit=1&sort=name:desc").send();

        assertThat(answer.body())
                .endsWith(
                        "\"group_links\": [{\"rel\": \"next\", \"href\":"
                                + " \"http://127.0.0.1:%d/v3/d0/groups?limit=1&sort=name%%3Adesc&marker=%s\"}]}"
                                        .formatted(gateway.port(), ID));
    }

    @Test
    void anAdministratorListsEveryProjects() {
        gateway.asAdmin("GET", "/v3/a0/groups?all_tenants=1").send();

        assertThat(gateway.reads.onlyQuery().projectId()).isNull();
    }

    @Test
    void unknownFiltersAreRefusedSince331() {
        assertFault(
                gateway.asMember("GET", "/v3/d0/groups?foo=bar").send(),
                400,
                "badRequest",
                "Invalid filters foo are found in query options.");
        gateway.asMember("GET", "/v3/d0/groups?foo=bar").at("3.30").send();
        assertThat(gateway.reads.onlyQuery().filters())
                .containsExactly(new Filter("foo", "bar", false));
    }

    @Test
    void aMarkerThatIsNobodysIsNotFound() {
        assertFault(
                gateway.asMember("GET", "/v3/d0/groups?marker=" + Rows.UNKNOWN).send(),
                404,
                "itemNotFound",
                "Group " + Rows.UNKNOWN + " could not be found.");
        assertFault(
                asStranger("GET", "/v3/b0/groups?marker=" + ID).send(),
                404,
                "itemNotFound",
                "Group " + ID + " could not be found.");
    }

    @Test
    void namesAndMembersAreChanged() {
        RawResponse answer =
                gateway.asMember("PUT", ONE)
                        .json(
                                "{\"group\": {\"name\": \" renamed \", \"description\": \"\","
                                        + " \"add_volumes\": \",%s,%s,\", \"remove_volumes\":"
                                                .formatted(Rows.VOLUME, Rows.VOLUME)
                                        + " \"%s\"}}".formatted(Rows.UNKNOWN))
                        .send();

        assertThat(answer.status()).isEqualTo(202);
        assertThat(answer.body()).isEmpty();
        UpdateGroup command = (UpdateGroup) gateway.commands.onlyCommand();
        assertThat(command.id()).isEqualTo(GroupId.of(ID));
        assertThat(command.name()).isEqualTo("renamed");
        assertThat(command.description()).isEmpty();
        assertThat(command.addVolumes()).containsExactly(VolumeId.of(Rows.VOLUME));
        assertThat(command.removeVolumes()).containsExactly(VolumeId.of(Rows.UNKNOWN));
    }

    @Test
    void whatIsNotNamedIsKept() {
        gateway.asMember("PUT", ONE).json("{\"group\": {\"add_volumes\": null}}").send();

        UpdateGroup command = (UpdateGroup) gateway.commands.onlyCommand();
        assertThat(command.name()).isNull();
        assertThat(command.description()).isNull();
        assertThat(command.addVolumes()).isEmpty();
        assertThat(command.removeVolumes()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{}|'group' is a required property",
                "{\"group\": {}}|Invalid input for field/attribute group. Value: {}. {} is not"
                        + " valid under any of the given schemas",
                "{\"group\": {\"add_volumes\": \"nope\"}}|Invalid volume: Cannot add volume nope to"
                        + " group {g} because volume cannot be found.",
                "{\"group\": {\"remove_volumes\": \"nope\"}}|Invalid volume: Cannot remove volume"
                        + " nope from group {g} because it is not in the group.",
                "{\"group\": {\"add_volumes\": \"a,b\", \"remove_volumes\": \"b,c\"}}|Invalid"
                        + " volume: UUIDs ['b'] are in both add and remove volume list."
            })
    void aBadChangeIsRefused(String body, String message) {
        assertFault(
                gateway.asMember("PUT", ONE).json(body).send(),
                400,
                "badRequest",
                message.replace("{g}", ID));
        assertThat(gateway.commands.sent()).isEmpty();
    }

    private static Stream<Arguments> refusals() {
        GroupId id = GroupId.of(ID);
        VolumeId volume = VolumeId.of(Rows.VOLUME);
        return Stream.of(
                Arguments.of(
                        new GroupRefused.NotFound(id), 404, "Group " + ID + " could not be found."),
                Arguments.of(
                        new GroupRefused.GroupTypeNotFound(GroupTypeId.of(Rows.GROUP_TYPE)),
                        404,
                        "Group type " + Rows.GROUP_TYPE + " could not be found."),
                Arguments.of(
                        new GroupRefused.VolumeTypeNotFound(VolumeTypeId.of(Rows.VOLUME_TYPE)),
                        404,
                        "Volume type " + Rows.VOLUME_TYPE + " could not be found."),
                Arguments.of(
                        new GroupRefused.NotAvailable(id, GroupStatus.ERROR),
                        400,
                        "Invalid Group: Group status must be available."),
                Arguments.of(
                        new GroupRefused.NothingToUpdate(id),
                        400,
                        "Invalid Group: Cannot update group "
                                + ID
                                + " because no valid name, description, add_volumes, or"
                                + " remove_volumes were provided."),
                Arguments.of(
                        new GroupRefused.AddedAndRemoved(List.of(volume)),
                        400,
                        "Invalid volume: UUIDs ['"
                                + Rows.VOLUME
                                + "'] are in both add and remove volume list."),
                Arguments.of(
                        new GroupRefused.VolumeToAddNotFound(id, volume),
                        400,
                        "Invalid volume: Cannot add volume {v} to group {g} because volume cannot"
                                + " be found."),
                Arguments.of(
                        new GroupRefused.VolumeInOtherGroup(id, volume, GroupId.of(Rows.UNKNOWN)),
                        400,
                        "Invalid volume: Cannot add volume {v} to group {g} because it is already"
                                + " in group "
                                + Rows.UNKNOWN
                                + "."),
                Arguments.of(
                        new GroupRefused.VolumeInOtherProject(id, volume),
                        400,
                        "Invalid volume: Cannot add volume {v} to group {g} because volume cannot"
                                + " be found."),
                Arguments.of(
                        new GroupRefused.VolumeTypeNotInGroup(
                                id, volume, VolumeTypeId.of(Rows.VOLUME_TYPE)),
                        400,
                        "Invalid volume: Cannot add volume {v} to group {g} because volume type "
                                + Rows.VOLUME_TYPE
                                + " is not supported by the group."),
                Arguments.of(
                        new GroupRefused.VolumeStatusForbids(id, volume, VolumeStatus.ERROR, true),
                        400,
                        "Invalid volume: Cannot add volume {v} to group {g} because volume is in"
                                + " an invalid state: error. Valid states are: ('available',"
                                + " 'in-use')."),
                Arguments.of(
                        new GroupRefused.VolumeStatusForbids(
                                id, volume, VolumeStatus.CREATING, false),
                        400,
                        "Invalid volume: Cannot remove volume {v} from group {g} because volume is"
                                + " in an invalid state: creating. Valid states are: ('available',"
                                + " 'in-use', 'error', 'error_deleting')."),
                Arguments.of(
                        new GroupRefused.VolumeNotInGroup(id, volume),
                        400,
                        "Invalid volume: Cannot remove volume {v} from group {g} because it is not"
                                + " in the group."),
                Arguments.of(
                        new GroupRefused.StatusForbidsDeletion(id, GroupStatus.CREATING),
                        400,
                        "Invalid Group: Group status must be available or error, but current status"
                                + " is: creating"),
                Arguments.of(
                        new GroupRefused.HasVolumes(id),
                        400,
                        "Invalid Group: Group {g} still contains volumes. The delete-volumes flag is"
                                + " required to delete it."),
                Arguments.of(
                        new GroupRefused.HasGroupSnapshots(id),
                        400,
                        "Invalid Group: Group has existing snapshots."),
                Arguments.of(
                        new GroupRefused.VolumeKeepsGroup(id, volume),
                        400,
                        "Invalid Group: Volume in group still has dependent snapshots."),
                Arguments.of(
                        new GroupRefused.IsBeingCopied(id, true),
                        400,
                        "Invalid Group: Cannot delete group {g}. Group status must be available or"
                                + " error and must not have dependent group snapshots, and it cannot"
                                + " be the source for an ongoing group or group snapshot creation."),
                Arguments.of(
                        new GroupRefused.IsBeingCopied(id, false),
                        400,
                        "Invalid Group: Cannot delete group {g}. Group must not have attached"
                                + " volumes, volumes with snapshots, or dependent group snapshots,"
                                + " and it cannot be the source for an ongoing group or group"
                                + " snapshot creation."),
                Arguments.of(
                        new GroupRefused.GroupSnapshotNotFound(
                                GroupSnapshotId.of(Rows.GROUP_SNAPSHOT)),
                        404,
                        "GroupSnapshot " + Rows.GROUP_SNAPSHOT + " could not be found."),
                Arguments.of(
                        new GroupRefused.GroupSnapshotIsEmpty(
                                GroupSnapshotId.of(Rows.GROUP_SNAPSHOT)),
                        400,
                        "Invalid Group: Group snapshot is empty. No group will be created."),
                Arguments.of(
                        new GroupRefused.SourceGroupIsEmpty(id),
                        400,
                        "Invalid Group: Source Group is empty. No group will be created."),
                Arguments.of(
                        new GroupRefused.SnapshotNotAvailable(
                                SnapshotId.of(Rows.SNAPSHOT), SnapshotStatus.ERROR),
                        400,
                        "Invalid snapshot: Originating snapshot status must be one of 'available'"
                                + " values"),
                Arguments.of(
                        new GroupRefused.SourceVolumeStatusForbids(volume, VolumeStatus.ERROR),
                        400,
                        "Invalid volume: Originating source volume status must be one of"
                                + " 'available, in-use' values"),
                Arguments.of(
                        new GroupRefused.SourceTypeNotFound(VolumeTypeId.of(Rows.VOLUME_TYPE)),
                        400,
                        "Volume type " + Rows.VOLUME_TYPE + " could not be found."));
    }

    @ParameterizedTest
    @MethodSource("refusals")
    void eachRefusalHasItsFault(GroupRefused refused, int status, String message) {
        gateway.commands.failNext(new RefusedException(refused));

        assertFault(
                gateway.asMember("PUT", ONE).json("{\"group\": {\"name\": \"x\"}}").send(),
                status,
                status == 404 ? "itemNotFound" : "badRequest",
                message.replace("{v}", Rows.VOLUME).replace("{g}", ID));
    }

    @Test
    void everyRefusalIsTried() {
        List<Object> tried =
                refusals().<Object>map(arguments -> arguments.get()[0].getClass()).toList();

        assertThat(tried).contains((Object[]) GroupRefused.class.getPermittedSubclasses());
    }

    @Test
    void anAdministratorIsToldOfAnotherProjectsVolume() {
        gateway.commands.failNext(
                new RefusedException(
                        new GroupRefused.VolumeInOtherProject(
                                GroupId.of(ID), VolumeId.of(Rows.VOLUME))));

        assertFault(
                gateway.asAdmin("PUT", "/v3/a0/groups/" + ID)
                        .json("{\"group\": {\"name\": \"x\"}}")
                        .send(),
                400,
                "badRequest",
                "Invalid volume: Cannot add volume %s to group %s as they belong to different"
                                .formatted(Rows.VOLUME, ID)
                        + " projects.");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"delete-volumes\": true}|true",
                "{\"delete-volumes\": \"yes\"}|true",
                "{\"delete-volumes\": false}|false",
                "{}|false"
            })
    void oneIsDeletedByAnAction(String arguments, boolean deleteVolumes) {
        RawResponse answer =
                gateway.asMember("POST", ONE + "/action")
                        .json("{\"delete\": " + arguments + "}")
                        .header("X-Audit-Reason", "end of life")
                        .send();

        assertThat(answer.status()).isEqualTo(202);
        assertThat(answer.body()).isEmpty();
        DeleteGroup command = (DeleteGroup) gateway.commands.onlyCommand();
        assertThat(command.id()).isEqualTo(GroupId.of(ID));
        assertThat(command.deleteVolumes()).isEqualTo(deleteVolumes);
        assertThat(command.reason()).isEqualTo("end of life");
    }

    @Test
    void aBadFlagIsRefused() {
        assertThat(
                        gateway.asMember("POST", ONE + "/action")
                                .json("{\"delete\": {\"delete-volumes\": \"maybe\"}}")
                                .send()
                                .body())
                .contains(
                        "Invalid input for field/attribute delete-volumes. Value: maybe. 'maybe' is"
                                + " not one of [True, 'True',");
    }

    @Test
    void theMethodDeleteDeletesNothing() {
        assertFault(
                gateway.asMember("DELETE", ONE).send(),
                400,
                "badRequest",
                "There is no such action: delete. Verify the request body and Content-Type header"
                        + " and try again.");
    }

    @Test
    void anAdministratorResetsAStatus() {
        RawResponse answer =
                gateway.asAdmin("POST", "/v3/a0/groups/" + ID + "/action")
                        .json("{\"reset_status\": {\"status\": \"Error_Deleting\"}}")
                        .send();

        assertThat(answer.status()).isEqualTo(202);
        ResetGroupStatus command = (ResetGroupStatus) gateway.commands.onlyCommand();
        assertThat(command.status()).isEqualTo(GroupStatus.ERROR_DELETING);
        assertThat(gateway.commands.sent().getFirst().getMetaData().get(Origin.CAUSE))
                .isEqualTo("administrator");
    }

    @Test
    void resettingWasBornAt320() {
        assertFault(
                gateway.asAdmin("POST", "/v3/a0/groups/" + ID + "/action")
                        .at("3.19")
                        .json("{\"reset_status\": {\"status\": \"available\"}}")
                        .send(),
                404,
                "itemNotFound",
                "The resource could not be found.");
    }

    @Test
    void membersResetNothing() {
        assertFault(
                gateway.asMember("POST", ONE + "/action")
                        .json("{\"reset_status\": {\"status\": \"available\"}}")
                        .send(),
                403,
                "forbidden",
                "Policy doesn't allow group:reset_status to be performed.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"nothing", "in-use", " available"})
    void onlySomeStatusesCanBeSet(String status) {
        assertFault(
                gateway.asMember("POST", ONE + "/action")
                        .json("{\"reset_status\": {\"status\": \"" + status + "\"}}")
                        .send(),
                400,
                "badRequest",
                "Invalid Group Status: Group status: "
                        + status
                        + " is invalid, valid status are: ('error', 'available', 'creating',"
                        + " 'deleting', 'deleted', 'updating', 'in-use', 'error_deleting').");
    }

    @Test
    void anEmptyStatusIsRefused() {
        assertFault(
                gateway.asMember("POST", ONE + "/action")
                        .json("{\"reset_status\": {\"status\": \" \"}}")
                        .send(),
                400,
                "badRequest",
                "Invalid Group Status: The 'status' can not be empty.");
    }

    @Test
    void anUnknownOrForeignSourceIsNotFound() {
        assertFault(
                gateway.asMember("POST", "/v3/d0/groups/action")
                        .json(fromSource("group_snapshot_id", Rows.UNKNOWN))
                        .send(),
                404,
                "itemNotFound",
                "GroupSnapshot " + Rows.UNKNOWN + " could not be found.");
        assertFault(
                asStranger("POST", "/v3/b0/groups/action")
                        .json(fromSource("group_snapshot_id", Rows.GROUP_SNAPSHOT))
                        .send(),
                404,
                "itemNotFound",
                "GroupSnapshot " + Rows.GROUP_SNAPSHOT + " could not be found.");
        assertFault(
                asStranger("POST", "/v3/b0/groups/action")
                        .json(fromSource("source_group_id", ID))
                        .send(),
                404,
                "itemNotFound",
                "Group " + ID + " could not be found.");
    }

    @Test
    void oneIsMadeFromAGroupSnapshot() {
        RawResponse answer =
                gateway.asMember("POST", "/v3/d0/groups/action")
                        .json(
                                "{\"create-from-src\": {\"name\": \" x \", \"description\": \" d \","
                                        + " \"group_snapshot_id\": \"%s\"}}"
                                                .formatted(Rows.GROUP_SNAPSHOT))
                        .send();

        CreateGroupFromSource command = (CreateGroupFromSource) gateway.commands.onlyCommand();
        assertThat(answer.status()).isEqualTo(202);
        assertThat(answer.body())
                .isEqualTo(
                        "{\"group\": {\"id\": \"%s\", \"name\": \"x\"}}".formatted(command.id()));
        assertThat(command.name()).isEqualTo("x");
        assertThat(command.description()).isEqualTo("d");
        assertThat(command.groupSnapshotId()).isEqualTo(GroupSnapshotId.of(Rows.GROUP_SNAPSHOT));
        assertThat(command.sourceGroupId()).isNull();
        assertThat(command.projectId()).isEqualTo("d0");
        assertThat(command.userId()).isEqualTo("demo");
    }

    @Test
    void oneIsMadeFromAnotherGroup() {
        RawResponse answer =
                gateway.asMember("POST", "/v3/d0/groups/action")
                        .json("{\"create-from-src\": {\"source_group_id\": \"%s\"}}".formatted(ID))
                        .send();

        CreateGroupFromSource command = (CreateGroupFromSource) gateway.commands.onlyCommand();
        assertThat(answer.body()).endsWith("\"name\": null}}");
        assertThat(command.sourceGroupId()).isEqualTo(GroupId.of(ID));
        assertThat(command.groupSnapshotId()).isNull();
    }

    @Test
    void whoMayNotCreateGroupsIsToldSoInABadRequest() {
        assertFault(
                asReader("POST", "/v3/d0/groups/action")
                        .json(fromSource("source_group_id", ID))
                        .send(),
                400,
                "badRequest",
                "Policy doesn't allow group:create to be performed.");
        assertThat(gateway.commands.sent()).isEmpty();
    }

    @Test
    void theGroupOfTheGroupSnapshotMustBeVisibleToo() {
        gateway.reads.groups.clear();

        assertFault(
                gateway.asMember("POST", "/v3/d0/groups/action")
                        .json(fromSource("group_snapshot_id", Rows.GROUP_SNAPSHOT))
                        .send(),
                404,
                "itemNotFound",
                "Group " + ID + " could not be found.");
        assertThat(gateway.commands.sent()).isEmpty();
    }

    @Test
    void creatingFromASourceWasBornAt314() {
        assertFault(
                gateway.asMember("POST", "/v3/d0/groups/action")
                        .at("3.13")
                        .json(fromSource("source_group_id", ID))
                        .send(),
                404,
                "itemNotFound",
                "The resource could not be found.");
    }

    private static String fromSource(String key, String id) {
        return "{\"create-from-src\": {\"name\": \"x\", \"%s\": \"%s\"}}".formatted(key, id);
    }

    private static RawRequest asReader(String method, String path) {
        return gateway.asMember(method, path).header("X-Auth-Token", "reader:d0:reader");
    }

    private static RawRequest asStranger(String method, String path) {
        return gateway.asMember(method, path).header("X-Auth-Token", "alt:b0:member,reader");
    }

    private static void assertFault(RawResponse answer, int status, String key, String message) {
        assertThat(answer.body())
                .isEqualTo(
                        "{\"%s\": {\"code\": %d, \"message\": \"%s\"}}"
                                .formatted(key, status, message));
        assertThat(answer.status()).isEqualTo(status);
    }
}
