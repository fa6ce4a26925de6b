package io.snapledger.gateway.volumetype;

import static org.assertj.core.api.Assertions.assertThat;

import io.snapledger.contract.list.ListQuery.Filter;
import io.snapledger.contract.refusal.RefusedException;
import io.snapledger.contract.volumetype.VolumeTypeCommand.CreateVolumeType;
import io.snapledger.contract.volumetype.VolumeTypeCommand.DeleteVolumeType;
import io.snapledger.contract.volumetype.VolumeTypeId;
import io.snapledger.contract.volumetype.VolumeTypeRefused;
import io.snapledger.gateway.fake.RawResponse;
import io.snapledger.gateway.fake.Rows;
import io.snapledger.gateway.fake.RunningGateway;
import java.util.Map;
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
                                + " false, \"extra_specs\": {\"a\": \"b\"}, \"description\": \"d\","
                                + " \"os-volume-type-access:is_public\": false}}");
        assertThat(command.name()).isEqualTo(" silver ");
        assertThat(command.description()).isEqualTo("d");
        assertThat(command.isPublic()).isFalse();
        assertThat(command.extraSpecs()).isEqualTo(Map.of("a", "b"));
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
    void listsAreOfNoProjectAndShowPublicTypes() {
        gateway.reads.volumeTypes.removeLast();

        RawResponse answer = gateway.asMember("GET", "/v3/d0/types?is_public=none").send();

        assertThat(answer.body())
                .startsWith("{\"volume_types\": [{\"id\": \"")
                .doesNotContain("volume_type_links");
        assertThat(gateway.reads.onlyQuery().projectId()).isNull();
        assertThat(gateway.reads.onlyQuery().filters())
                .containsExactly(new Filter("is_public", "true", false));
    }

    @Test
    void anAdministratorAsksForPrivateOnesOrForBoth() {
        gateway.asAdmin("GET", "/v3/types?is_public=False").send();
        gateway.asAdmin("GET", "/v3/types?is_public=None").send();

        assertThat(gateway.reads.queries.getFirst().filters())
                .containsExactly(new Filter("is_public", "false", false));
        assertThat(gateway.reads.queries.getLast().filters()).isEmpty();
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

    private static void assertFault(RawResponse answer, int status, String key, String message) {
        assertThat(answer.body())
                .isEqualTo(
                        "{\"%s\": {\"code\": %d, \"message\": \"%s\"}}"
                                .formatted(key, status, message));
        assertThat(answer.status()).isEqualTo(status);
    }
}
