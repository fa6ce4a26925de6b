package io.snapledger.gateway.volumetype;

import static org.assertj.core.api.Assertions.assertThat;

import io.snapledger.contract.list.ListQuery;
import io.snapledger.contract.list.ListQuery.Filter;
import io.snapledger.contract.refusal.RefusedException;
import io.snapledger.contract.volume.VolumeCommand.CreateVolume;
import io.snapledger.contract.volumetype.VolumeTypeCommand.CreateVolumeType;
import io.snapledger.contract.volumetype.VolumeTypeCommand.DeleteVolumeType;
import io.snapledger.contract.volumetype.VolumeTypeCommand.UpdateVolumeType;
import io.snapledger.contract.volumetype.VolumeTypeId;
import io.snapledger.contract.volumetype.VolumeTypeRefused;
import io.snapledger.gateway.fake.RawResponse;
import io.snapledger.gateway.fake.Rows;
import io.snapledger.gateway.fake.RunningGateway;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VolumeTypeControllerTest {

    private static final String ID = Rows.VOLUME_TYPE;

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
        gateway.reads.volumeTypes.add(Rows.defaultVolumeType());
        gateway.reads.volumeTypes.add(Rows.volumeType());
        gateway.reads.volumeTypes.add(Rows.privateVolumeType());
    }

    @Test
    void anAdministratorMakesOne() {
        RawResponse answer =
                gateway.asAdmin("POST", "/v3/a0/types")
                        .json(
                                "{\"volume_type\": {\"name\": \" silver \", \"description\": \"d\","
                                        + " \"extra_specs\": {\"a\": \"b\", \"c\": null},"
                                        + " \"os-volume-type-access:is_public\": \"no\"}}")
                        .send();

        assertThat(answer.status()).isEqualTo(200);
        CreateVolumeType command = (CreateVolumeType) gateway.commands.onlyCommand();
        assertThat(answer.body())
                .isEqualTo(
                        "{\"volume_type\": {\"id\": \"%s\", \"name\": \" silver \", \"is_public\":"
                                        .formatted(command.id())
                                + " false, \"extra_specs\": {\"a\": \"b\", \"c\": null}, \"description\": \"d\","
                                + " \"os-volume-type-access:is_public\": false}}");
        assertThat(command.name()).isEqualTo(" silver ");
        assertThat(command.description()).isEqualTo("d");
        assertThat(command.isPublic()).isFalse();
        assertThat(command.extraSpecs())
                .containsEntry("a", "b")
                .containsEntry("c", null)
                .hasSize(2);
    }

    @Test
    void aNameIsAllItTakes() {
        gateway.asAdmin("POST", "/v3/types").json("{\"volume_type\": {\"name\": \"x\"}}").send();

        CreateVolumeType command = (CreateVolumeType) gateway.commands.onlyCommand();
        assertThat(command.description()).isNull();
        assertThat(command.isPublic()).isTrue();
        assertThat(command.extraSpecs()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"volume_type\": {}}|Invalid input for field/attribute volume_type. Value: {}."
                        + " 'name' is a required property",
                "{\"volume_type\": {\"name\": \"\"}}|Invalid input for field/attribute name. Value:"
                        + " . '' is too short",
                "{\"volume_type\": {\"name\": \"x\"}, \"type\": 1}|Additional properties are not"
                        + " allowed ('type' was unexpected)"
            })
    void aBadBodyIsRefused(String body, String message) {
        RawResponse answer = gateway.asAdmin("POST", "/v3/types").json(body).send();

        assertFault(answer, 400, "badRequest", message);
        assertThat(gateway.commands.sent()).isEmpty();
    }

    @Test
    void membersMakeNone() {
        RawResponse answer =
                gateway.asMember("POST", "/v3/types")
                        .json("{\"volume_type\": {\"name\": \"x\"}}")
                        .send();

        assertFault(
                answer,
                403,
                "forbidden",
                "Policy doesn't allow volume_extension:type_create to be performed.");
        assertThat(gateway.commands.sent()).isEmpty();
    }

    @Test
    void aTakenNameIsAConflict() {
        gateway.commands.failNext(new RefusedException(new VolumeTypeRefused.NameTaken("gold")));

        RawResponse answer =
                gateway.asAdmin("POST", "/v3/types")
                        .json("{\"volume_type\": {\"name\": \"gold\"}}")
                        .send();

        assertFault(answer, 409, "conflictingRequest", "Volume Type gold already exists.");
    }

    @Test
    void administratorsSeeEverything() {
        RawResponse answer = gateway.asAdmin("GET", "/v3/types/" + ID).send();

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body())
                .startsWith(
                        "{\"volume_type\": {\"id\": \"%s\", \"name\": \"gold\", \"is_public\": true,"
                                        .formatted(ID)
                                + " \"description\": \"d\", \"extra_specs\": {")
                .contains("\"a\": \"b\"", "\"multiattach\": \"<is> False\"")
                .endsWith("}, \"qos_specs_id\": null, \"os-volume-type-access:is_public\": true}}");
    }

    @Test
    void othersSeeOnlyTheSpecsMeantForThem() {
        RawResponse answer = gateway.asMember("GET", "/v3/d0/types/" + ID).send();

        assertThat(answer.body())
                .isEqualTo(
                        "{\"volume_type\": {\"id\": \"%s\", \"name\": \"gold\", \"is_public\": true,"
                                        .formatted(ID)
                                + " \"description\": \"d\", \"extra_specs\": {\"multiattach\":"
                                + " \"<is> False\"}, \"os-volume-type-access:is_public\": true}}");
    }

    @Test
    void theDefaultTypeIsShownWithoutAccess() {
        RawResponse answer = gateway.asMember("GET", "/v3/types/default").send();

        assertThat(answer.body())
                .isEqualTo(
                        "{\"volume_type\": {\"id\": \"%s\", \"name\": \"__DEFAULT__\", \"is_public\":"
                                        .formatted(Rows.DEFAULT_VOLUME_TYPE)
                                + " true, \"description\": \"Default Volume Type\","
                                + " \"extra_specs\": {}}}");
    }

    @ParameterizedTest
    @CsvSource({Rows.UNKNOWN, "nope", Rows.PRIVATE_VOLUME_TYPE})
    void whatAMemberMayNotSeeIsNotThere(String id) {
        assertFault(
                gateway.asMember("GET", "/v3/types/" + id).send(),
                404,
                "itemNotFound",
                "Volume type " + id + " could not be found.");
    }

    @Test
    void anAdministratorSeesPrivateTypes() {
        assertThat(gateway.asAdmin("GET", "/v3/types/" + Rows.PRIVATE_VOLUME_TYPE).send().status())
                .isEqualTo(200);
    }

    @Test
    void listsShowWhatIsPublicOrOpenToTheCallersProject() {
        gateway.reads.volumeTypes.removeLast();

        RawResponse answer = gateway.asMember("GET", "/v3/d0/types?is_public=none").send();

        assertThat(answer.body())
                .startsWith("{\"volume_types\": [{\"id\": \"")
                .doesNotContain("volume_type_links");
        assertThat(gateway.reads.onlyQuery().projectId()).isEqualTo("d0");
        assertThat(gateway.reads.onlyQuery().filters()).isEmpty();
    }

    @Test
    void anAdministratorAsksForPrivateOnesOrForBoth() {
        gateway.asAdmin("GET", "/v3/types?is_public=False").send();
        gateway.asAdmin("GET", "/v3/types?is_public=None").send();

        assertThat(gateway.reads.queries.getFirst().filters())
                .containsExactly(new Filter("is_public", "false", false));
        assertThat(gateway.reads.queries.getLast().filters()).isEmpty();
        assertThat(gateway.reads.queries)
                .extracting(ListQuery::projectId)
                .containsExactly(null, null);
        assertFault(
                gateway.asAdmin("GET", "/v3/types?is_public=maybe").send(),
                400,
                "badRequest",
                "Invalid is_public filter [maybe]");
    }

    @Test
    void unknownFiltersArePassedOverUntilTheyAreRefused() {
        assertThat(gateway.asMember("GET", "/v3/types?foo=1").at("3.51").send().status())
                .isEqualTo(200);
        assertFault(
                gateway.asMember("GET", "/v3/types?foo=1").at("3.52").send(),
                400,
                "badRequest",
                "Invalid filters foo are found in query options.");
    }

    @Test
    void aFullPageLinksToTheNext() {
        RawResponse answer = gateway.asMember("GET", "/v3/d0/types?limit=3&sort=name:asc").send();

        assertThat(answer.body())
                .endsWith(
                        "\"volume_type_links\": [{\"rel\": \"next\", \"href\":"
                                + " \"http://127.0.0.1:%d/v3/d0/types?limit=3&sort=name%%3Aasc&marker=%s\"}]}"
                                        .formatted(gateway.port(), Rows.PRIVATE_VOLUME_TYPE));
    }

    @Test
    void aPrivateOneIsAMarkerOnlyForThoseWhoMaySeeIt() {
        String list = "/v3/types?marker=";
        RawResponse hidden = gateway.asMember("GET", list + Rows.PRIVATE_VOLUME_TYPE).send();
        RawResponse missing = gateway.asMember("GET", list + Rows.UNKNOWN).send();

        assertThat(missing.status()).isEqualTo(404);
        assertThat(hidden.status()).isEqualTo(404);
        assertThat(hidden.body())
                .isEqualTo(missing.body().replace(Rows.UNKNOWN, Rows.PRIVATE_VOLUME_TYPE));
        assertThat(gateway.asAdmin("GET", list + Rows.PRIVATE_VOLUME_TYPE).send().status())
                .isEqualTo(200);
    }

    @Test
    void anAdministratorDeletesOneForAReason() {
        RawResponse answer =
                gateway.asAdmin("DELETE", "/v3/types/" + ID)
                        .header("X-Audit-Reason", "no longer sold")
                        .send();

        assertThat(answer.status()).isEqualTo(202);
        assertThat(answer.body()).isEmpty();
        DeleteVolumeType command = (DeleteVolumeType) gateway.commands.onlyCommand();
        assertThat(command.id()).isEqualTo(VolumeTypeId.of(ID));
        assertThat(command.reason()).isEqualTo("no longer sold");
    }

    @Test
    void deletionsThatAreRefused() {
        VolumeTypeId id = VolumeTypeId.of(ID);
        gateway.commands.failNext(
                new RefusedException(new VolumeTypeRefused.InUse(id)),
                new RefusedException(new VolumeTypeRefused.BuiltIn(id)),
                new RefusedException(new VolumeTypeRefused.NotFound(id)));

        assertFault(
                gateway.asAdmin("DELETE", "/v3/types/" + ID).send(),
                400,
                "badRequest",
                "Target volume type is still in use.");
        assertFault(
                gateway.asAdmin("DELETE", "/v3/types/" + ID).send(),
                400,
                "badRequest",
                "The volume type " + ID + " is a default volume type and cannot be deleted.");
        assertFault(
                gateway.asAdmin("DELETE", "/v3/types/" + ID).send(),
                404,
                "itemNotFound",
                "Volume type " + ID + " could not be found.");
        assertFault(
                gateway.asMember("DELETE", "/v3/types/" + ID).send(),
                403,
                "forbidden",
                "Policy doesn't allow volume_extension:type_delete to be performed.");
    }

    @Test
    void aFriendSeesAPrivateType() {
        RawResponse answer =
                gateway.asMember("GET", "/v3/types/" + Rows.PRIVATE_VOLUME_TYPE)
                        .header("X-Auth-Token", "fred:f0:member,reader")
                        .send();

        assertThat(answer.status()).isEqualTo(200);
    }

    @Test
    void whetherItIsPublicIsToldByPolicy() {
        RawResponse answer =
                gateway.asMember("GET", "/v3/types/" + ID)
                        .header("X-Auth-Token", "rita:d0:reader")
                        .send();

        assertThat(answer.body()).doesNotContain("os-volume-type-access:is_public");
    }

    @Test
    void anAdministratorChangesOneForAReason() {
        RawResponse answer =
                gateway.asAdmin("PUT", "/v3/a0/types/" + ID)
                        .header("X-Audit-Reason", "sold out")
                        .json(
                                "{\"volume_type\": {\"name\": \"old gold\", \"description\": null,"
                                        + " \"is_public\": \"off\"}}")
                        .send();

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body())
                .startsWith(
                        "{\"volume_type\": {\"id\": \"%s\", \"name\": \"old gold\",".formatted(ID)
                                + " \"is_public\": false, \"extra_specs\": {")
                .endsWith("}, \"description\": \"d\"}}");
        UpdateVolumeType command = (UpdateVolumeType) gateway.commands.onlyCommand();
        assertThat(command.name()).isEqualTo("old gold");
        assertThat(command.description()).isNull();
        assertThat(command.isPublic()).isFalse();
        assertThat(command.reason()).isEqualTo("sold out");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{}|Specify volume type name, description, is_public or a combination thereof.",
                "{\"name\": null}|Specify volume type name, description, is_public or a combination"
                        + " thereof.",
                "{\"name\": \"\"}|Invalid input for field/attribute name. Value: . '' is too short",
                "{\"name\": \" \"}|Volume type name can not be empty.",
                "{\"extra_specs\": {}}|Invalid input for field/attribute volume_type. Value:"
                        + " {'extra_specs': {}}. Additional properties are not allowed"
                        + " ('extra_specs' was unexpected)"
            })
    void aBadChangeIsRefused(String type, String message) {
        assertFault(
                gateway.asAdmin("PUT", "/v3/types/" + ID)
                        .json("{\"volume_type\": " + type + "}")
                        .send(),
                400,
                "badRequest",
                message);
        assertThat(gateway.commands.sent()).isEmpty();
    }

    @Test
    void changesThatAreRefused() {
        VolumeTypeId id = VolumeTypeId.of(ID);
        gateway.commands.failNext(
                new RefusedException(new VolumeTypeRefused.NameTaken("silver")),
                new RefusedException(new VolumeTypeRefused.KeepsName(id)),
                new RefusedException(new VolumeTypeRefused.NotFound(id)));

        assertFault(rename(ID), 409, "conflictingRequest", "Volume Type silver already exists.");
        assertFault(
                rename(ID),
                400,
                "badRequest",
                "The volume type " + ID + " is a default volume type and cannot be renamed.");
        assertFault(rename(ID), 404, "itemNotFound", "Volume type " + ID + " could not be found.");
        assertFault(
                gateway.asMember("PUT", "/v3/types/" + ID).json("{\"volume_type\": {}}").send(),
                403,
                "forbidden",
                "Policy doesn't allow volume_extension:type_update to be performed.");
    }

    @Test
    void theDefaultTypeStaysAndKeepsItsName() {
        assertFault(
                rename(Rows.DEFAULT_VOLUME_TYPE),
                400,
                "badRequest",
                "The volume type "
                        + Rows.DEFAULT_VOLUME_TYPE
                        + " is a default volume type and cannot be renamed.");
        assertFault(
                gateway.asAdmin("DELETE", "/v3/types/" + Rows.DEFAULT_VOLUME_TYPE).send(),
                400,
                "badRequest",
                "The volume type "
                        + Rows.DEFAULT_VOLUME_TYPE
                        + " is a default volume type and cannot be deleted.");
        assertThat(gateway.commands.sent()).isEmpty();
    }

    @Test
    void theDefaultTypeIsAMatterOfConfiguration() {
        try (RunningGateway golden = RunningGateway.with("snapledger.default-types.volume=gold")) {
            golden.reads.volumeTypes.add(Rows.volumeType());

            assertThat(golden.asMember("GET", "/v3/types/default").send().body()).contains(ID);
            assertThat(golden.asAdmin("DELETE", "/v3/types/" + ID).send().status()).isEqualTo(400);
            golden.asMember("POST", "/v3/volumes").json("{\"volume\": {\"size\": 1}}").send();
            assertThat(((CreateVolume) golden.commands.onlyCommand()).volumeTypeId())
                    .isEqualTo(VolumeTypeId.of(ID));
        }
    }

    @Test
    void listsAreFilteredByExtraSpecs() {
        gateway.asAdmin(
                        "GET",
                        "/v3/types?extra_specs=%7B'a':'it%5C's',%22b%22:None,'RESKEY:availability_zones':'nova'%7D"
                                .replace("None", "null"))
                .send();

        assertThat(gateway.reads.onlyQuery().filters())
                .containsExactly(
                        new Filter("extra_specs.RESKEY:availability_zones", "nova", true),
                        new Filter("extra_specs", "{\"a\":\"it's\",\"b\":null}", false));
    }

    @Test
    void nothingIsFoundBySpecsThatTheCallerMayNotKnow() {
        assertThat(gateway.asMember("GET", "/v3/types?extra_specs=%7B'a':'b'%7D").send().body())
                .isEqualTo("{\"volume_types\": []}");
        assertThat(gateway.reads.queries).isEmpty();

        gateway.asMember("GET", "/v3/types?extra_specs=%7B'multiattach':'x'%7D").send();
        assertThat(gateway.reads.onlyQuery().filters())
                .containsExactly(new Filter("extra_specs", "{\"multiattach\":\"x\"}", false));
    }

    @ParameterizedTest
    @CsvSource({"nope", "[1]", "%7B'a':", "''"})
    void aFilterThatIsNoDictionaryIsRefused(String filter) {
        RawResponse answer = gateway.asAdmin("GET", "/v3/types?extra_specs=" + filter).send();

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body()).contains("Invalid extra_specs filter [");
    }

    private static RawResponse rename(String id) {
        return gateway.asAdmin("PUT", "/v3/types/" + id)
                .json("{\"volume_type\": {\"name\": \"silver\"}}")
                .send();
    }

    private static void assertFault(RawResponse answer, int status, String key, String message) {
        assertThat(answer.body())
                .isEqualTo(
                        "{\"%s\": {\"code\": %d, \"message\": \"%s\"}}"
                                .formatted(key, status, message));
        assertThat(answer.status()).isEqualTo(status);
    }
}
