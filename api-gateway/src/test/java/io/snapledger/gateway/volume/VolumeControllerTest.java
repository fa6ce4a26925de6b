package io.snapledger.gateway.volume;

import static org.assertj.core.api.Assertions.assertThat;

import io.snapledger.contract.group.GroupId;
import io.snapledger.contract.group.GroupStatus;
import io.snapledger.contract.list.ListQuery.Filter;
import io.snapledger.contract.list.ListQuery.Sort;
import io.snapledger.contract.origin.Origin;
import io.snapledger.contract.refusal.RefusedException;
import io.snapledger.contract.resource.NewText;
import io.snapledger.contract.snapshot.SnapshotId;
import io.snapledger.contract.snapshot.SnapshotStatus;
import io.snapledger.contract.volume.MigrationStatus;
import io.snapledger.contract.volume.VolumeCommand.CreateVolume;
import io.snapledger.contract.volume.VolumeCommand.CreateVolumeFromSource;
import io.snapledger.contract.volume.VolumeCommand.DeleteVolume;
import io.snapledger.contract.volume.VolumeCommand.ExtendVolume;
import io.snapledger.contract.volume.VolumeCommand.NewMigration;
import io.snapledger.contract.volume.VolumeCommand.ResetVolumeStatus;
import io.snapledger.contract.volume.VolumeCommand.UpdateVolume;
import io.snapledger.contract.volume.VolumeId;
import io.snapledger.contract.volume.VolumeRefused;
import io.snapledger.contract.volume.VolumeStatus;
import io.snapledger.contract.volumetype.VolumeTypeId;
import io.snapledger.contract.volumetype.VolumeTypeView;
import io.snapledger.gateway.fake.RawRequest;
import io.snapledger.gateway.fake.RawResponse;
import io.snapledger.gateway.fake.Rows;
import io.snapledger.gateway.fake.RunningGateway;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class VolumeControllerTest {

    private static final String ID = Rows.VOLUME;
    private static final String ALL = "/v3/d0/volumes";
    private static final String ONE = ALL + "/" + ID;
    private static final String HELD =
            "Invalid volume: Volume status must be available or error or error_restoring or"
                    + " error_extending or error_managing and must not be migrating, attached,"
                    + " belong to a group, have snapshots, awaiting a transfer, or be disassociated"
                    + " from snapshots after volume transfer.";

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
        gateway.reads.volumes.add(Rows.volume());
        gateway.reads.groups.add(Rows.group());
        gateway.reads.snapshots.add(Rows.snapshot());
        gateway.reads.volumeTypes.add(Rows.volumeType());
        gateway.reads.volumeTypes.add(Rows.defaultVolumeType());
        gateway.reads.volumeTypes.add(Rows.privateVolumeType());
    }

    @Test
    void oneIsMadeInAGroup() {
        RawResponse answer =
                create(
                        "'size': 2, 'name': ' v1 ', 'volume_type': '%s', 'group_id': '%s',"
                                        .formatted(Rows.VOLUME_TYPE, Rows.GROUP)
                                + " 'metadata': {'m': 'n'}");

        assertThat(answer.status()).isEqualTo(202);
        CreateVolume command = (CreateVolume) gateway.commands.onlyCommand();
        assertThat(command.name()).isEqualTo("v1");
        assertThat(command.description()).isNull();
        assertThat(command.sizeGib()).isEqualTo(2);
        assertThat(command.volumeTypeId()).isEqualTo(VolumeTypeId.of(Rows.VOLUME_TYPE));
        assertThat(command.groupId()).isEqualTo(GroupId.of(Rows.GROUP));
        assertThat(command.availabilityZone()).isEqualTo("nova");
        assertThat(command.metadata()).isEqualTo(Map.of("m", "n"));
        assertThat(command.projectId()).isEqualTo("d0");
        assertThat(command.userId()).isEqualTo("demo");
        assertThat(answer.body().replaceFirst("\"created_at\": \"[^\"]{26}\"", "\"created_at\": T"))
                .isEqualTo(
                        "{\"volume\": {\"id\": \"ID\", \"status\": \"creating\", \"size\": 2,"
                                        .replace("ID", command.id().toString())
                                + " \"availability_zone\": \"nova\", \"created_at\": T,"
                                + " \"updated_at\": null, \"name\": \"v1\", \"description\": null,"
                                + " \"volume_type\": \"gold\", \"snapshot_id\": null,"
                                + " \"source_volid\": null, \"metadata\": {\"m\": \"n\"}, \"links\":"
                                + " ["
                                + links(command.id().toString())
                                + "], \"user_id\": \"demo\", \"bootable\": \"false\","
                                + " \"encrypted\": false, \"replication_status\": null,"
                                + " \"consistencygroup_id\": null, \"multiattach\": false,"
                                + " \"attachments\": [], \"group_id\": \"%s\","
                                        .formatted(Rows.GROUP)
                                + " \"shared_targets\": true, \"service_uuid\": null,"
                                + " \"volume_type_id\": \"%s\", \"consumes_quota\": true}}"
                                        .formatted(Rows.VOLUME_TYPE));
    }

    @Test
    void withoutATypeItIsOfTheDefaultOne() {
        create("'size': '3', 'volume_type': ''");

        CreateVolume command = (CreateVolume) gateway.commands.onlyCommand();
        assertThat(command.sizeGib()).isEqualTo(3);
        assertThat(command.volumeTypeId()).isEqualTo(VolumeTypeId.of(Rows.DEFAULT_VOLUME_TYPE));
        assertThat(command.groupId()).isNull();
        assertThat(command.metadata()).isEmpty();
    }

    @Test
    void theTypeMayBeNamedAndTheOlderNamesCount() {
        create(
                "'size': 1, 'volume_type': 'gold', 'display_name': 'old', 'display_description':"
                        + " ' d ', 'metadata': null, 'snapshot_id': null, 'multiattach': false,"
                        + " 'availability_zone': 'nova'");

        CreateVolume command = (CreateVolume) gateway.commands.onlyCommand();
        assertThat(command.name()).isEqualTo("old");
        assertThat(command.description()).isEqualTo("d");
        assertThat(command.volumeTypeId()).isEqualTo(VolumeTypeId.of(Rows.VOLUME_TYPE));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "'size': 0|400|Invalid input for field/attribute size. Value: 0. 0 is less than the"
                        + " minimum of 1",
                "'size': 'x'|400|Invalid input for field/attribute size. Value: x. 'x' does not"
                        + " match '^[0-9]+$'",
                "'name': 'x'|400|The server could not comply with the request since it is either"
                        + " malformed or otherwise incorrect.",
                "'size': null|400|The server could not comply with the request since it is either"
                        + " malformed or otherwise incorrect.",
                "'size': 1, 'foo': 1|400|Invalid input for field/attribute volume. Value: {'size':"
                        + " 1, 'foo': 1}. Additional properties are not allowed ('foo' was"
                        + " unexpected)",
                "'size': 1, 'snapshot_id': 'x'|400|Invalid input for field/attribute snapshot_id."
                        + " Value: x. 'x' is not valid under any of the given schemas",
                "'size': 1, 'availability_zone': 'zz'|400|Availability zone 'zz' is invalid.",
                "'size': 1, 'multiattach': true|400|multiattach parameter has been removed. The"
                        + " default behavior is to use multiattach enabled volume types. Contact"
                        + " your administrator to create a multiattach enabled volume type and use"
                        + " it to create multiattach volumes.",
                "'size': 1, 'group_id': '{g}'|400|Invalid input received: volume_type must be"
                        + " provided when creating a volume in a group.",
                "'size': 1, 'volume_type': 'gold', 'group_id': '{u}'|404|Group {u} could not be"
                        + " found.",
                "'size': 1, 'volume_type': 'gold', 'group_id': ''|404|Group  could not be found.",
                "'size': 1, 'volume_type': 'nope'|404|Volume type with name nope could not be"
                        + " found.",
                "'size': 1, 'volume_type': 'secret'|404|Volume type with name secret could not be"
                        + " found.",
                "'size': 1, 'volume_type': '{u}'|404|Volume type {u} could not be found.",
                "'size': 1, 'snapshot_id': '{u}'|404|Snapshot {u} could not be found.",
                "'size': 1, 'source_volid': '{u}'|404|Volume {u} could not be found.",
                "'size': 1, 'consistencygroup_id': '{u}'|404|Group {u} could not be found.",
                "'size': 1, 'backup_id': '{u}'|404|Backup {u} could not be found.",
                "'size': 1, 'imageRef': '{u}'|400|Invalid image identifier or unable to access"
                        + " requested image.",
                "'size': 1, 'image_id': '{u}'|400|Invalid image identifier or unable to access"
                        + " requested image.",
                "'snapshot_id': '{s}', 'source_volid': '{v}'|400|Invalid input received: May"
                        + " specify only one of backup, imageRef, snapshot, source volume",
                "'snapshot_id': '{s}', 'volume_type': '__DEFAULT__'|400|Invalid input received:"
                        + " Invalid volume_type provided: {d} (requested type is not compatible;"
                        + " recommend omitting the type argument).",
                "'source_volid': '{v}', 'volume_type': '__DEFAULT__'|400|Invalid input received:"
                        + " Invalid volume_type provided: {d} (requested type is not compatible;"
                        + " either match source volume, or omit type argument).",
                "'source_volid': '{v}', 'group_id': '{g}'|400|Invalid input received: volume_type"
                        + " must be provided when creating a volume in a group.",
                "'source_volid': '{v}', 'backup_id': '{u}'|404|Backup {u} could not be found."
            })
    void whatCannotBeMadeIsRefused(String volume, int status, String message) {
        assertFault(create(filled(volume)), status, filled(message));
        assertThat(gateway.commands.sent()).isEmpty();
    }

    @Test
    void aSnapshotGivesSizeAndTypeWhereNoneIsAskedFor() {
        RawResponse answer = create("'name': 'copy', 'snapshot_id': '" + Rows.SNAPSHOT + "'");

        CreateVolumeFromSource command = (CreateVolumeFromSource) gateway.commands.onlyCommand();
        assertThat(answer.status()).isEqualTo(202);
        assertThat(answer.body())
                .contains("\"status\": \"creating\", \"size\": 2,")
                .contains(
                        "\"volume_type\": \"gold\", \"snapshot_id\": \"%s\", \"source_volid\": null"
                                .formatted(Rows.SNAPSHOT));
        assertThat(command.snapshotId()).isEqualTo(SnapshotId.of(Rows.SNAPSHOT));
        assertThat(command.sourceVolumeId()).isNull();
        assertThat(command.sizeGib()).isEqualTo(2);
        assertThat(command.volumeTypeId()).isEqualTo(VolumeTypeId.of(Rows.VOLUME_TYPE));
    }

    @Test
    void aCopyOfAVolumeMayBeLarger() {
        RawResponse answer =
                create("'size': 5, 'volume_type': 'gold', 'source_volid': '" + Rows.VOLUME + "'");

        CreateVolumeFromSource command = (CreateVolumeFromSource) gateway.commands.onlyCommand();
        assertThat(answer.body())
                .contains("\"size\": 5,")
                .contains("\"source_volid\": \"%s\"".formatted(Rows.VOLUME));
        assertThat(command.sourceVolumeId()).isEqualTo(VolumeId.of(Rows.VOLUME));
        assertThat(command.snapshotId()).isNull();
        assertThat(command.sizeGib()).isEqualTo(5);
    }

    @Test
    void anotherTypeOfTheSameBackendMayBeAskedFor() {
        gateway.reads.volumeTypes.replaceAll(type ->
                new VolumeTypeView(
                        type.id(),
                        type.name(),
                        type.description(),
                        type.isPublic(),
                        Map.of("volume_backend_name", "files"),
                        type.createdAt(),
                        type.projectIds()));

        assertThat(
                        create(
                                        "'volume_type': '__DEFAULT__', 'source_volid': '%s'"
                                                .formatted(Rows.VOLUME))
                                .status())
                .isEqualTo(202);
    }

    @Test
    void aForeignSourceIsNotThere() {
        RawRequest stranger =
                gateway.asMember("POST", "/v3/b0/volumes")
                        .header("X-Auth-Token", "alt:b0:member,reader");
        assertFault(
                stranger.json("{\"volume\": {\"snapshot_id\": \"%s\"}}".formatted(Rows.SNAPSHOT))
                        .send(),
                404,
                "Snapshot " + Rows.SNAPSHOT + " could not be found.");
        assertFault(
                stranger.json("{\"volume\": {\"source_volid\": \"%s\"}}".formatted(Rows.VOLUME))
                        .send(),
                404,
                "Volume " + Rows.VOLUME + " could not be found.");
    }

    private static String filled(String text) {
        return text.replace("{g}", Rows.GROUP)
                .replace("{u}", Rows.UNKNOWN)
                .replace("{s}", Rows.SNAPSHOT)
                .replace("{v}", Rows.VOLUME)
                .replace("{d}", Rows.DEFAULT_VOLUME_TYPE);
    }

    @Test
    void namesThatAreTooLongAreCountedWithoutBlanks() {
        assertFault(
                create("'size': 1, 'name': '" + "n".repeat(256) + "'"),
                400,
                "Invalid input received: name has 256 characters, more than 255.");
        assertThat(create("'size': 1, 'name': ' " + "n".repeat(255) + " '").status())
                .isEqualTo(202);
    }

    @Test
    void unknownFieldsPassUntil353() {
        String body = "{\"volume\": {\"size\": 1, \"foo\": 1}}";

        assertThat(gateway.asMember("POST", ALL).at("3.52").json(body).send().status())
                .isEqualTo(202);
        assertThat(gateway.asMember("POST", ALL).at("3.53").json(body).send().status())
                .isEqualTo(400);
    }

    @Test
    void readersMakeNone() {
        assertFault(
                asReader("POST", ALL).json("{\"volume\": {\"size\": 1}}").send(),
                403,
                "Policy doesn't allow volume:create to be performed.");
    }

    private static Stream<Arguments> refusals() {
        VolumeId id = VolumeId.of(ID);
        return Stream.of(
                Arguments.of(
                        new VolumeRefused.NotFound(VolumeId.of(ID)),
                        404,
                        "Volume " + ID + " could not be found."),
                Arguments.of(
                        new VolumeRefused.StateForbids(
                                VolumeId.of(ID), "delete", VolumeStatus.AVAILABLE),
                        400,
                        HELD),
                Arguments.of(
                        new VolumeRefused.VolumeTypeNotFound(VolumeTypeId.of(Rows.VOLUME_TYPE)),
                        404,
                        "Volume type " + Rows.VOLUME_TYPE + " could not be found."),
                Arguments.of(
                        new VolumeRefused.GroupNotFound(GroupId.of(Rows.GROUP)),
                        404,
                        "Group " + Rows.GROUP + " could not be found."),
                Arguments.of(
                        new VolumeRefused.VolumeTypeNotInGroup(
                                VolumeTypeId.of(Rows.VOLUME_TYPE), GroupId.of(Rows.GROUP)),
                        400,
                        "Invalid input received: Invalid volume_type provided: "
                                + Rows.VOLUME_TYPE
                                + " (requested type must be supported by this group)."),
                Arguments.of(
                        new VolumeRefused.GroupStatusForbids(
                                GroupId.of(Rows.GROUP), GroupStatus.ERROR),
                        400,
                        "Invalid Group: Originating group status must be one of 'available,"
                                + " creating' values"),
                Arguments.of(
                        new VolumeRefused.SnapshotNotFound(SnapshotId.of(Rows.SNAPSHOT)),
                        404,
                        "Snapshot " + Rows.SNAPSHOT + " could not be found."),
                Arguments.of(
                        new VolumeRefused.SnapshotNotAvailable(
                                SnapshotId.of(Rows.SNAPSHOT), SnapshotStatus.ERROR),
                        400,
                        "Invalid snapshot: Originating snapshot status must be one of 'available'"
                                + " values"),
                Arguments.of(
                        new VolumeRefused.SourceStatusForbids(VolumeId.of(ID), VolumeStatus.ERROR),
                        400,
                        "Invalid volume: Originating source volume status must be one of"
                                + " 'available, in-use' values"),
                Arguments.of(
                        new VolumeRefused.SmallerThanSnapshot(1, 2),
                        400,
                        "Invalid input received: Volume size '1'GB cannot be smaller than the"
                                + " snapshot size 2GB. They must be >= original snapshot size."),
                Arguments.of(
                        new VolumeRefused.SmallerThanSource(1, 2),
                        400,
                        "Invalid input received: Volume size '1'GB cannot be smaller than original"
                                + " volume size  2GB. They must be >= original volume size."),
                Arguments.of(
                        new VolumeRefused.HeldByOthers(id),
                        400,
                        "Invalid volume: Volume  must not be migrating, attached, belong to a"
                                + " group, have snapshots, awaiting a transfer, or be disassociated"
                                + " from snapshots after volume transfer."),
                Arguments.of(
                        new VolumeRefused.SnapshotInGroupSnapshot(id, SnapshotId.of(Rows.SNAPSHOT)),
                        400,
                        "Invalid volume: Failed to update snapshot."),
                Arguments.of(
                        new VolumeRefused.NotLarger(id, 2, 1),
                        400,
                        "Invalid input received: New size for extend must be greater than current"
                                + " size. (current: 2, extended: 1)."),
                Arguments.of(
                        new VolumeRefused.StatusForbidsExtension(
                                id, VolumeStatus.IN_USE, VolumeStatus.AVAILABLE),
                        400,
                        "Invalid volume: Volume "
                                + ID
                                + " status must be '{'status': 'available'}'"
                                + " to extend, currently in-use."),
                Arguments.of(
                        new VolumeRefused.InMaintenance(id),
                        400,
                        "Invalid volume: The volume cannot be updated during maintenance."),
                Arguments.of(
                        new VolumeRefused.StatusForbidsMetadata(id, VolumeStatus.UPLOADING, true),
                        400,
                        "Invalid volume: Deleting volume metadata is not allowed for volumes in"
                                + " uploading status."));
    }

    @ParameterizedTest
    @MethodSource("refusals")
    void eachRefusalHasItsFault(VolumeRefused refused, int status, String message) {
        gateway.commands.failNext(new RefusedException(refused));

        assertFault(gateway.asMember("DELETE", ONE).send(), status, message);
    }

    @Test
    void everyRefusalIsTried() {
        List<Object> tried =
                refusals().<Object>map(arguments -> arguments.get()[0].getClass()).toList();

        assertThat(tried).contains((Object[]) VolumeRefused.class.getPermittedSubclasses());
    }

    private static Stream<Arguments> versions() {
        String group = ", \"group_id\": \"%s\"".formatted(Rows.GROUP);
        String service =
                group
                        + ", \"shared_targets\": false, \"service_uuid\": \"%s\""
                                .formatted(Rows.AGENT);
        String type = service + ", \"volume_type_id\": \"%s\"".formatted(Rows.VOLUME_TYPE);
        return Stream.of(
                Arguments.of("3.0", ""),
                Arguments.of("3.12", ""),
                Arguments.of("3.13", group),
                Arguments.of("3.47", group),
                Arguments.of("3.48", service),
                Arguments.of("3.62", service),
                Arguments.of("3.63", type),
                Arguments.of("3.64", type),
                Arguments.of("3.65", type + ", \"consumes_quota\": true"),
                Arguments.of("3.70", type + ", \"consumes_quota\": true"));
    }

    @ParameterizedTest
    @MethodSource("versions")
    void eachVersionShowsItsFields(String version, String fields) {
        assertThat(gateway.asMember("GET", ONE).at(version).send().body())
                .isEqualTo(
                        "{\"volume\": {\"id\": \"%s\", \"status\": \"available\", \"size\": 2,"
                                        .formatted(ID)
                                + " \"availability_zone\": \"nova\", \"created_at\":"
                                + " \"2026-11-21T18:15:25.000123\", \"updated_at\":"
                                + " \"2026-11-21T18:15:26.000000\", \"name\": \"v1\","
                                + " \"description\": null, \"volume_type\": \"gold\","
                                + " \"snapshot_id\": null, \"source_volid\": null, \"metadata\":"
                                + " {\"m\": \"n\"}, \"links\": ["
                                + links(ID)
                                + "], \"user_id\": \"demo\", \"bootable\": \"false\","
                                + " \"encrypted\": false, \"replication_status\": null,"
                                + " \"consistencygroup_id\": null, \"multiattach\": false,"
                                + " \"attachments\": []"
                                + fields
                                + ", \"os-vol-tenant-attr:tenant_id\": \"d0\"}}");
    }

    @Test
    void administratorsSeeMore() {
        assertThat(gateway.asAdmin("GET", "/v3/a0/volumes/" + ID).send().body())
                .endsWith(
                        "\"attachments\": [], \"migration_status\": null, \"group_id\": \"%s\","
                                        .formatted(Rows.GROUP)
                                + " \"provider_id\": null, \"shared_targets\": false,"
                                + " \"service_uuid\": \"%s\", \"cluster_name\": null,"
                                        .formatted(Rows.AGENT)
                                + " \"volume_type_id\": \"%s\", \"consumes_quota\": true,"
                                        .formatted(Rows.VOLUME_TYPE)
                                + " \"os-vol-tenant-attr:tenant_id\": \"d0\","
                                + " \"os-vol-mig-status-attr:migstat\": null,"
                                + " \"os-vol-mig-status-attr:name_id\": null,"
                                + " \"os-vol-host-attr:host\": \"host1@files#pool\"}}");
        assertThat(gateway.asAdmin("GET", "/v3/a0/volumes/" + ID).at("3.20").send().body())
                .doesNotContain("provider_id", "cluster_name");
        assertThat(gateway.asAdmin("GET", "/v3/a0/volumes/" + ID).at("3.60").send().body())
                .contains("provider_id")
                .doesNotContain("cluster_name");
    }

    @Test
    void oneThatNoAgentHasMadeYetHasNoHost() {
        gateway.reads.volumes.set(0, Rows.newVolume());

        assertThat(gateway.asAdmin("GET", "/v3/a0/volumes/" + ID).send().body())
                .contains("\"shared_targets\": true, \"service_uuid\": null")
                .endsWith("\"os-vol-host-attr:host\": null}}");
    }

    @ParameterizedTest
    @EnumSource(VolumeStatus.class)
    void twoStatusesAreShownUnderOlderNames(VolumeStatus status) {
        gateway.reads.volumes.set(0, Rows.volume(status, null));
        String shown =
                Map.of(VolumeStatus.MANAGING, "creating", VolumeStatus.ERROR_MANAGING, "error")
                        .getOrDefault(status, status.word());

        assertThat(gateway.asMember("GET", ONE).send().body())
                .contains("\"status\": \"" + shown + "\"");
    }

    @Test
    void whoMayNotSeeOneIsToldThatItIsNotThere() {
        String message = "Volume " + ID + " could not be found.";

        assertFault(asStranger("GET", "/v3/b0/volumes/" + ID).send(), 404, message);
        assertFault(asStranger("DELETE", "/v3/b0/volumes/" + ID).send(), 404, message);
        assertFault(
                gateway.asMember("GET", ONE).header("X-Auth-Token", "x:d0:none").send(),
                404,
                message);
        assertFault(
                gateway.asMember("GET", ALL + "/" + Rows.UNKNOWN).send(),
                404,
                "Volume " + Rows.UNKNOWN + " could not be found.");
    }

    @Test
    void theFormOfANewOneIsNotServed() {
        assertFault(
                gateway.asMember("GET", ALL + "/new").send(),
                404,
                "The resource could not be found.");
    }

    @Test
    void listsShowIdsNamesAndLinks() {
        assertThat(gateway.asMember("GET", ALL + "?group_id=" + Rows.GROUP).send().body())
                .isEqualTo(
                        "{\"volumes\": [{\"id\": \"%s\", \"name\": \"v1\", \"links\": ["
                                        .formatted(ID)
                                + links(ID)
                                + "]}]}");
        assertThat(gateway.reads.onlyQuery().projectId()).isEqualTo("d0");
        assertThat(gateway.reads.onlyQuery().filters())
                .containsExactly(new Filter("group_id", Rows.GROUP, false));
        assertThat(gateway.reads.onlyQuery().sort()).containsExactly(new Sort("created_at", false));
    }

    @Test
    void linksNameNoProjectIfTheRequestDidNot() {
        assertThat(gateway.asMember("GET", "/v3/volumes").send().body())
                .contains(
                        "\"http://127.0.0.1:%d/v3/volumes/%s\"".formatted(gateway.port(), ID),
                        "\"http://127.0.0.1:%d/volumes/%s\"".formatted(gateway.port(), ID));
    }

    @Test
    void theNextDetailedPageIsDetailed() {
        assertThat(gateway.asMember("GET", ALL + "/detail?limit=1").send().body())
                .contains("\"os-vol-tenant-attr:tenant_id\": \"d0\"")
                .endsWith(
                        "\"volumes_links\": [{\"rel\": \"next\", \"href\":"
                                + " \"http://127.0.0.1:%d/v3/d0/volumes/detail?limit=1&marker=%s\"}]}"
                                        .formatted(gateway.port(), ID));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "3.9|group_id=x&name=n|name",
                "3.10|group_id=x&name=n|group_id,name",
                "3.30|foo=1&all_tenants=1&name=n|name",
                "3.70|consumes_quota=true&name=n|name",
                "3.44|consumes_quota=false&name=n|name"
            })
    void someFiltersArePassedOver(String version, String query, String keys) {
        gateway.asMember("GET", ALL + "?" + query).at(version).send();

        assertThat(gateway.reads.onlyQuery().filters())
                .extracting(Filter::key)
                .containsExactly(keys.split(",", -1));
        assertThat(gateway.reads.onlyQuery().projectId()).isEqualTo("d0");
    }

    @Test
    void unknownFiltersAreRefusedSince331() {
        assertFault(
                gateway.asMember("GET", ALL + "?foo=1&bar=2").at("3.31").send(),
                400,
                "Invalid filters foo,bar are found in query options.");
    }

    @Test
    void aListSaysHowManyThereAreFrom345On() {
        assertThat(gateway.asMember("GET", ALL + "?with_count=true").at("3.45").send().body())
                .endsWith("}], \"count\": 1}");
        assertThat(gateway.asMember("GET", ALL + "?with_count=false").send().body())
                .doesNotContain("count");
    }

    @Test
    void metadataIsFilteredAsPythonWritesIt() {
        gateway.asMember("GET", ALL + "?metadata=%7B'a':%20%22b%22,%7D").send();

        assertThat(gateway.reads.onlyQuery().filters())
                .containsExactly(new Filter("metadata", "{\"a\": \"b\"}", false));
    }

    @ParameterizedTest
    @CsvSource({
        "3.1,False,false", "3.1,no,true", "3.1,'',false",
        "3.2,no,false", "3.2,T,true", "3.2,1,true"
    })
    void bootableIsTrueOrFalse(String version, String asked, String meant) {
        gateway.asMember("GET", ALL + "?bootable=" + asked).at(version).send();

        assertThat(gateway.reads.onlyQuery().filters())
                .containsExactly(new Filter("bootable", meant, false));
    }

    @Test
    void bootableIsNothingElseFrom32On() {
        assertFault(
                gateway.asMember("GET", ALL + "?bootable=maybe").at("3.2").send(),
                400,
                "Invalid input received: 'bootable = maybe'");
    }

    @Test
    void allTenantsSaysYesOrNo() {
        gateway.asAdmin("GET", "/v3/a0/volumes?all_tenants=1").send();
        gateway.asAdmin("GET", "/v3/a0/volumes?all_tenants=False").send();

        assertThat(gateway.reads.queries.getFirst().projectId()).isNull();
        assertThat(gateway.reads.queries.getLast().projectId()).isEqualTo("a0");
        assertThat(gateway.reads.queries.getLast().filters()).isEmpty();
        assertFault(
                gateway.asAdmin("GET", "/v3/a0/volumes?all_tenants=maybe").send(),
                400,
                "Value 'maybe' for 'all_tenants' is not a boolean.");
    }

    @Test
    void oneIsDeletedForAReason() {
        RawResponse answer =
                gateway.asMember("DELETE", ONE + "?cascade=True")
                        .header("X-Audit-Reason", "empty")
                        .send();

        assertThat(answer.status()).isEqualTo(202);
        assertThat(answer.body()).isEmpty();
        assertThat(answer.header("Content-Type")).isEqualTo("text/html; charset=UTF-8");
        DeleteVolume command = (DeleteVolume) gateway.commands.onlyCommand();
        assertThat(command.id()).isEqualTo(VolumeId.of(ID));
        assertThat(command.reason()).isEqualTo("empty");
    }

    @Test
    void oneIsDeletedByForceOrWithItsSnapshots() {
        gateway.asAdmin("DELETE", "/v3/a0/volumes/" + ID + "?force=1").at("3.23").send();
        gateway.asMember("DELETE", ONE + "?force=1&cascade=yes").at("3.22").send();

        assertThat(gateway.commands.sent())
                .extracting(message -> (DeleteVolume) message.getPayload())
                .satisfiesExactly(
                        byForce ->
                                assertThat(byForce)
                                        .returns(true, DeleteVolume::force)
                                        .returns(false, DeleteVolume::cascade)
                                        .returns(true, DeleteVolume::othersSnapshotsToo),
                        cascade ->
                                assertThat(cascade)
                                        .returns(false, DeleteVolume::force)
                                        .returns(true, DeleteVolume::cascade)
                                        .returns(false, DeleteVolume::othersSnapshotsToo));
        assertFault(
                gateway.asMember("DELETE", ONE + "?force=1").send(),
                403,
                "Policy doesn't allow volume:force_delete to be performed.");
        assertFault(
                gateway.asMember("DELETE", ONE + "?cascade=maybe").send(),
                400,
                "Value 'maybe' for 'cascade' is not a boolean.");
    }

    @Test
    void anAdministratorDeletesByForce() {
        RawResponse answer =
                gateway.asAdmin("POST", "/v3/a0/volumes/" + ID + "/action")
                        .json("{\"os-force_delete\": null}")
                        .send();

        assertThat(answer.status()).isEqualTo(202);
        assertThat(answer.header("Content-Type")).isEqualTo("application/json");
        assertThat(((DeleteVolume) gateway.commands.onlyCommand()).force()).isTrue();
        assertFault(
                gateway.asMember("POST", ONE + "/action").json("{\"os-force_delete\": {}}").send(),
                403,
                "Policy doesn't allow volume_extension:volume_admin_actions:force_delete to be"
                        + " performed.");
    }

    @ParameterizedTest
    @CsvSource({
        "3.41,AVAILABLE,false",
        "3.42,AVAILABLE,false",
        "3.41,IN_USE,false",
        "3.42,IN_USE,true"
    })
    void oneInUseGrowsFrom342On(String version, VolumeStatus status, boolean inUse) {
        gateway.reads.volumes.set(0, Rows.volume(status, "host1@files#pool"));

        RawResponse answer =
                gateway.asMember("POST", ONE + "/action")
                        .at(version)
                        .json("{\"os-extend\": {\"new_size\": \"9\"}}")
                        .send();

        assertThat(answer.status()).isEqualTo(202);
        assertThat(answer.header("Content-Type")).isEqualTo("application/json");
        assertThat((ExtendVolume) gateway.commands.onlyCommand())
                .returns(9, ExtendVolume::sizeGib)
                .returns(inUse, ExtendVolume::inUse);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    {} | Invalid input for field/attribute os-extend. Value: {}. 'new_size' is a required property
                    {"new_size": 0} | Invalid input for field/attribute new_size. Value: 0. 0 is less than the minimum of 1
                    {"new_size": null} | Invalid input for field/attribute new_size. Value: None. None is not of type 'integer', 'string'
                    {"new_size": "x"} | Invalid input for field/attribute new_size. Value: x. 'x' does not match '^[0-9]+$'
                    """)
    void aSizeIsANumberOfGibibytes(String extension, String message) {
        assertFault(
                gateway.asMember("POST", ONE + "/action")
                        .json("{\"os-extend\": " + extension + "}")
                        .send(),
                400,
                message);
    }

    @Test
    void oneIsUpdated() {
        RawResponse answer =
                gateway.asMember("PUT", ONE)
                        .json(
                                "{\"volume\": {\"name\": \" other \", \"description\": null,"
                                        + " \"metadata\": {\"k\": \"v\"}}}")
                        .send();

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body())
                .startsWith("{\"volume\": {\"id\": \"" + ID)
                .doesNotContain("os-vol");
        assertThat((UpdateVolume) gateway.commands.onlyCommand())
                .returns(new NewText("other"), UpdateVolume::name)
                .returns(new NewText(null), UpdateVolume::description)
                .returns(Map.of("k", "v"), UpdateVolume::metadata);
        assertFault(
                asReader("PUT", ONE).json("{\"volume\": {\"name\": \"x\"}}").send(),
                403,
                "Policy doesn't allow volume:update to be performed.");
    }

    @Test
    void anUpdateOfNothingIsRefusedFrom353On() {
        assertThat(gateway.asMember("PUT", ONE).at("3.52").json("{\"volume\": {}}").send().status())
                .isEqualTo(200);
        assertFault(
                gateway.asMember("PUT", ONE).at("3.53").json("{\"volume\": {}}").send(),
                400,
                "Invalid input for field/attribute volume. Value: {}. {} is not valid under any of"
                        + " the given schemas");
    }

    @Test
    void readersDeleteNone() {
        assertFault(
                asReader("DELETE", ONE).send(),
                403,
                "Policy doesn't allow volume:delete to be performed.");
    }

    @ParameterizedTest
    @CsvSource({"error,ERROR", "Error_Deleting,ERROR_DELETING", "backing-up,BACKING_UP"})
    void anAdministratorResetsAStatus(String word, VolumeStatus status) {
        RawResponse answer = resetStatus("\"status\": \"" + word + "\"");

        assertThat(answer.status()).isEqualTo(202);
        assertThat(answer.body()).isEmpty();
        assertThat(answer.apiHeaders())
                .isEqualTo(
                        Map.of(
                                "content-type", "application/json",
                                "openstack-api-version", "volume 3.70",
                                "vary", "OpenStack-API-Version",
                                "x-compute-request-id", "<id>",
                                "x-openstack-request-id", "<id>"));
        ResetVolumeStatus command = (ResetVolumeStatus) gateway.commands.onlyCommand();
        assertThat(command.status()).isEqualTo(status);
        assertThat(gateway.commands.sent().getFirst().getMetaData().get(Origin.CAUSE))
                .isEqualTo("administrator");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"status\": \"deleting\"|400|Cannot reset-state to deleting",
                "\"status\": \"in-use\"|400|Cannot reset-state to in-use because volume does not"
                        + " have any attachments.",
                "\"status\": \"deleted\"|400|Volume status: deleted is invalid, valid statuses are:"
                        + " ('creating', 'available', 'deleting', 'error', 'error_deleting',"
                        + " 'error_managing', 'managing', 'attaching', 'in-use', 'detaching',"
                        + " 'maintenance', 'restoring-backup', 'error_restoring', 'reserved',"
                        + " 'awaiting-transfer', 'backing-up', 'error_backing-up',"
                        + " 'error_extending', 'downloading', 'uploading', 'retyping',"
                        + " 'extending').",
                "|400|Must specify 'status', 'attach_status' or 'migration_status' for update.",
                "\"status\": null|400|Must specify 'status', 'attach_status' or 'migration_status'"
                        + " for update.",
                "\"status\": 5|400|Invalid input for field/attribute status. Value: 5. 5 is not of"
                        + " type 'string', 'null'",
                "\"attach_status\": \"maybe\"|400|Volume attach status: maybe is invalid, valid"
                        + " statuses are: ['attached', 'detached'].",
                "\"migration_status\": \"maybe\"|400|Volume migration status: maybe is invalid,"
                        + " valid statuses are: ('migrating', 'error', 'success', 'completing',"
                        + " 'none', 'starting')."
            })
    void whatCannotBeSetIsRefused(String reset, int status, String message) {
        assertFault(resetStatus(reset == null ? "" : reset), status, message);
        assertThat(gateway.commands.sent()).isEmpty();
    }

    @Test
    void aNumberThatNoDoubleHoldsIsNoStatus() {
        for (String field : List.of("status", "attach_status", "migration_status")) {
            String number = "1" + "0".repeat(400);
            assertThat(resetStatus("\"%s\": %s".formatted(field, number)).status())
                    .as(field)
                    .isEqualTo(400);
        }
        assertThat(gateway.commands.sent()).isEmpty();
    }

    @Test
    void attachmentAndMigrationAreSetToo() {
        assertThat(resetStatus("\"attach_status\": \"Detached\"").status()).isEqualTo(202);
        assertThat(resetStatus("\"migration_status\": \"None\"").status()).isEqualTo(202);
        assertThat(
                        resetStatus(
                                        "\"status\": \"error\", \"attach_status\": \"attached\","
                                                + " \"migration_status\": \"migrating\"")
                                .status())
                .isEqualTo(202);

        assertThat(gateway.commands.sent())
                .extracting(message -> (ResetVolumeStatus) message.getPayload())
                .satisfiesExactly(
                        detached ->
                                assertThat(detached)
                                        .returns(null, ResetVolumeStatus::status)
                                        .returns(false, ResetVolumeStatus::attached)
                                        .returns(null, ResetVolumeStatus::migration),
                        none ->
                                assertThat(none)
                                        .returns(null, ResetVolumeStatus::attached)
                                        .returns(
                                                new NewMigration(null),
                                                ResetVolumeStatus::migration),
                        all ->
                                assertThat(all)
                                        .returns(VolumeStatus.ERROR, ResetVolumeStatus::status)
                                        .returns(true, ResetVolumeStatus::attached)
                                        .returns(
                                                new NewMigration(MigrationStatus.MIGRATING),
                                                ResetVolumeStatus::migration));
    }

    @Test
    void membersResetNothing() {
        assertFault(
                gateway.asMember("POST", ONE + "/action")
                        .json("{\"os-reset_status\": {\"status\": \"error\"}}")
                        .send(),
                403,
                "Policy doesn't allow volume_extension:volume_admin_actions:reset_status to be"
                        + " performed.");
        assertFault(
                asStranger("POST", "/v3/b0/volumes/" + ID + "/action")
                        .json("{\"os-reset_status\": {\"status\": \"error\"}}")
                        .send(),
                404,
                "Volume " + ID + " could not be found.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"os-attach", "os-nonsense"})
    void otherActionsAreUnknown(String action) {
        assertFault(
                gateway.asAdmin("POST", "/v3/a0/volumes/" + ID + "/action")
                        .json("{\"" + action + "\": {}}")
                        .send(),
                400,
                "There is no such action: "
                        + action
                        + ". Verify the request body and Content-Type header and try again.");
    }

    private static RawResponse create(String volume) {
        return gateway.asMember("POST", ALL)
                .json("{\"volume\": {" + volume.replace('\'', '"') + "}}")
                .send();
    }

    private static RawResponse resetStatus(String reset) {
        return gateway.asAdmin("POST", "/v3/a0/volumes/" + ID + "/action")
                .json("{\"os-reset_status\": {" + reset + "}}")
                .send();
    }

    private static String links(String id) {
        return "{\"rel\": \"self\", \"href\": \"http://127.0.0.1:%d/v3/d0/volumes/%s\"}"
                        .formatted(gateway.port(), id)
                + ", {\"rel\": \"bookmark\", \"href\": \"http://127.0.0.1:%d/d0/volumes/%s\"}"
                        .formatted(gateway.port(), id);
    }

    private static RawRequest asReader(String method, String path) {
        return gateway.asMember(method, path).header("X-Auth-Token", "reader:d0:reader");
    }

    private static RawRequest asStranger(String method, String path) {
        return gateway.asMember(method, path).header("X-Auth-Token", "alt:b0:member,reader");
    }

    private static void assertFault(RawResponse answer, int status, String message) {
        String key =
                switch (status) {
                    case 400 -> "badRequest";
                    case 403 -> "forbidden";
                    case 404 -> "itemNotFound";
                    case 501 -> "notImplemented";
                    default -> throw new IllegalArgumentException("status " + status);
                };
        assertThat(answer.body())
                .isEqualTo(
                        "{\"%s\": {\"code\": %d, \"message\": \"%s\"}}"
                                .formatted(key, status, message));
        assertThat(answer.status()).isEqualTo(status);
    }
}
