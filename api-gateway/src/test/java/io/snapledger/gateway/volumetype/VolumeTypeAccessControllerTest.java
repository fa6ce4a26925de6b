package io.snapledger.gateway.volumetype;

import static org.assertj.core.api.Assertions.assertThat;

import io.snapledger.contract.refusal.RefusedException;
import io.snapledger.contract.volumetype.VolumeTypeCommand.AddProjectAccess;
import io.snapledger.contract.volumetype.VolumeTypeCommand.RemoveProjectAccess;
import io.snapledger.contract.volumetype.VolumeTypeId;
import io.snapledger.contract.volumetype.VolumeTypeRefused;
import io.snapledger.gateway.fake.RawResponse;
import io.snapledger.gateway.fake.Rows;
import io.snapledger.gateway.fake.RunningGateway;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VolumeTypeAccessControllerTest {

    private static final String ID = Rows.PRIVATE_VOLUME_TYPE;
    private static final String ACTION = "/v3/types/" + ID + "/action";

    private RunningGateway gateway;

    @BeforeEach
    void reset() {
        gateway = RunningGateway.shared();
        gateway.reads.volumeTypes.add(Rows.volumeType());
        gateway.reads.volumeTypes.add(Rows.privateVolumeType());
    }

    @Test
    void thoseWhoMayUseAPrivateTypeAreListed() {
        assertThat(
                        gateway.asAdmin("GET", "/v3/a0/types/" + ID + "/os-volume-type-access")
                                .send()
                                .body())
                .isEqualTo(
                        "{\"volume_type_access\": [{\"volume_type_id\": \"%s\", \"project_id\": \"f0\"}]}"
                                .formatted(ID));
    }

    @Test
    void ofAPublicTypeThereIsNoList() {
        assertFault(
                gateway.asAdmin("GET", "/v3/types/" + Rows.VOLUME_TYPE + "/os-volume-type-access")
                        .send(),
                404,
                "itemNotFound",
                "Access list not available for public volume types.");
    }

    @Test
    void aProjectIsLetInAndShutOut() {
        RawResponse added =
                gateway.asAdmin("POST", ACTION)
                        .header("X-Audit-Reason", "they paid")
                        .json("{\"addProjectAccess\": {\"project\": \"p1\"}}")
                        .send();
        AddProjectAccess add = (AddProjectAccess) gateway.commands.onlyCommand();
        gateway.commands.reset();
        RawResponse removed =
                gateway.asAdmin("POST", ACTION)
                        .json("{\"removeProjectAccess\": {\"project\": \"p1\"}}")
                        .send();
        RemoveProjectAccess remove = (RemoveProjectAccess) gateway.commands.onlyCommand();

        assertThat(added.status()).isEqualTo(202);
        assertThat(added.body()).isEmpty();
        assertThat(add.id()).isEqualTo(VolumeTypeId.of(ID));
        assertThat(add.projectId()).isEqualTo("p1");
        assertThat(add.reason()).isEqualTo("they paid");
        assertThat(removed.status()).isEqualTo(202);
        assertThat(remove.projectId()).isEqualTo("p1");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{}|Invalid input for field/attribute addProjectAccess. Value: {}. 'project' is a"
                        + " required property",
                "{\"project\": \"\"}|Invalid input for field/attribute project. Value: . '' is too"
                        + " short",
                "{\"project\": 1}|Invalid input for field/attribute project. Value: 1. 1 is not of"
                        + " type 'string'"
            })
    void aBadBodyIsRefused(String action, String message) {
        assertFault(
                gateway.asAdmin("POST", ACTION)
                        .json("{\"addProjectAccess\": " + action + "}")
                        .send(),
                400,
                "badRequest",
                message);
    }

    @Test
    void whatTheTypeDoesNotAllow() {
        VolumeTypeId id = VolumeTypeId.of(ID);
        gateway.commands.failNext(
                new RefusedException(new VolumeTypeRefused.IsPublic(id)),
                new RefusedException(new VolumeTypeRefused.HasAccess(id, "p1")),
                new RefusedException(new VolumeTypeRefused.HasNoAccess(id, "p1")));

        assertFault(
                add("p1"),
                400,
                "badRequest",
                "Invalid volume type: Type access modification is not applicable to public volume"
                        + " type.");
        assertFault(
                add("p1"),
                409,
                "conflictingRequest",
                "Volume type access for " + ID + " / p1 combination already exists.");
        assertFault(
                add("p1"),
                404,
                "itemNotFound",
                "Volume type access not found for " + ID + " / p1 combination.");
    }

    @Test
    void membersMayNot() {
        assertThat(
                        gateway.asMember("POST", ACTION)
                                .json("{\"addProjectAccess\": {\"project\": \"p1\"}}")
                                .send()
                                .body())
                .contains("volume_extension:volume_type_access:addProjectAccess");
        assertThat(
                        gateway.asMember("POST", ACTION)
                                .json("{\"removeProjectAccess\": {\"project\": \"p1\"}}")
                                .send()
                                .body())
                .contains("volume_extension:volume_type_access:removeProjectAccess");
        assertThat(
                        gateway.asMember("GET", "/v3/types/" + ID + "/os-volume-type-access")
                                .send()
                                .body())
                .contains("volume_extension:volume_type_access:get_all_for_type");
        assertThat(gateway.commands.sent()).isEmpty();
    }

    @Test
    void anotherActionThereIsNot() {
        assertThat(gateway.asAdmin("POST", ACTION).json("{\"nope\": {}}").send().body())
                .contains("There is no such action: nope.");
    }

    private RawResponse add(String project) {
        return gateway.asAdmin("POST", ACTION)
                .json("{\"addProjectAccess\": {\"project\": \"" + project + "\"}}")
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
