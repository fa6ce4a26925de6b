package io.snapledger.gateway.volumetype;

import static org.assertj.core.api.Assertions.assertThat;

import io.snapledger.contract.refusal.RefusedException;
import io.snapledger.contract.volumetype.VolumeTypeCommand.RemoveExtraSpec;
import io.snapledger.contract.volumetype.VolumeTypeCommand.SetExtraSpecs;
import io.snapledger.contract.volumetype.VolumeTypeId;
import io.snapledger.contract.volumetype.VolumeTypeRefused;
import io.snapledger.gateway.fake.RawResponse;
import io.snapledger.gateway.fake.Rows;
import io.snapledger.gateway.fake.RunningGateway;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExtraSpecControllerTest {

    private static final String ID = Rows.VOLUME_TYPE;
    private static final String SPECS = "/v3/types/" + ID + "/extra_specs";

    private RunningGateway gateway;

    @BeforeEach
    void reset() {
        gateway = RunningGateway.shared();
        gateway.reads.volumeTypes.add(Rows.volumeType());
    }

    @Test
    void allAreListed() {
        assertThat(gateway.asAdmin("GET", SPECS).send().body())
                .startsWith("{\"extra_specs\": {")
                .contains("\"multiattach\": \"<is> False\"");
    }

    @Test
    void oneIsShown() {
        assertThat(gateway.asAdmin("GET", SPECS + "/multiattach").send().body())
                .isEqualTo("{\"multiattach\": \"<is> False\"}");
        assertFault(
                gateway.asAdmin("GET", SPECS + "/nope").send(),
                404,
                "itemNotFound",
                "Volume Type " + ID + " has no extra specs with key nope.");
    }

    @Test
    void someAreSetForAReason() {
        RawResponse answer =
                gateway.asAdmin("POST", SPECS)
                        .header("X-Audit-Reason", "new hardware")
                        .json("{\"extra_specs\": {\"k2\": \"v2\", \"k3\": null}}")
                        .send();

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("{\"extra_specs\": {\"k2\": \"v2\", \"k3\": null}}");
        SetExtraSpecs command = (SetExtraSpecs) gateway.commands.onlyCommand();
        assertThat(command.id()).isEqualTo(VolumeTypeId.of(ID));
        assertThat(command.extraSpecs())
                .containsEntry("k2", "v2")
                .containsEntry("k3", null)
                .hasSize(2);
        assertThat(command.reason()).isEqualTo("new hardware");
    }

    @Test
    void oneIsSet() {
        RawResponse answer =
                gateway.asAdmin("PUT", SPECS + "/a:b").json("{\"a:b\": \"v2b\"}").send();

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("{\"a:b\": \"v2b\"}");
        assertThat(((SetExtraSpecs) gateway.commands.onlyCommand()).extraSpecs())
                .containsEntry("a:b", "v2b")
                .hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{}|'extra_specs' is a required property",
                "{\"extra_specs\": {\"a b\": \"x\"}}|Invalid input for field/attribute extra_specs."
                        + " Value: {'a b': 'x'}. 'a b' does not match any of the regexes:"
                        + " '^[a-zA-Z0-9-_:.]{1,255}$'",
                "{\"extra_specs\": {\"k\": 1}}|Invalid input for field/attribute k. Value: 1. 1 is"
                        + " not of type 'string', 'null'",
                "{\"extra_specs\": {}, \"x\": 1}|Additional properties are not allowed ('x' was"
                        + " unexpected)"
            })
    void aBadSetIsRefused(String body, String message) {
        assertFault(gateway.asAdmin("POST", SPECS).json(body).send(), 400, "badRequest", message);
        assertThat(gateway.commands.sent()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"k2\": \"a\", \"k3\": \"b\"}|{'k2': 'a', 'k3': 'b'} has too many properties",
                "{}|{} does not have enough properties",
                "{\"other\": \"a\"}|Request body and URI mismatch"
            })
    void oneIsSetOnly(String body, String message) {
        assertFault(
                gateway.asAdmin("PUT", SPECS + "/k2").json(body).send(),
                400,
                "badRequest",
                message);
        assertThat(gateway.commands.sent()).isEmpty();
    }

    @Test
    void oneIsTakenAway() {
        RawResponse answer = gateway.asAdmin("DELETE", SPECS + "/k1").send();

        assertThat(answer.status()).isEqualTo(202);
        assertThat(answer.body()).isEmpty();
        assertThat(answer.header("Content-Type")).isEqualTo("application/json");
        assertThat(((RemoveExtraSpec) gateway.commands.onlyCommand()).key()).isEqualTo("k1");
    }

    @Test
    void whatIsNotThereIsNotTakenAway() {
        gateway.commands.failNext(
                new RefusedException(new VolumeTypeRefused.NoSuchSpec(VolumeTypeId.of(ID), "k1")));

        assertFault(
                gateway.asAdmin("DELETE", SPECS + "/k1").send(),
                404,
                "itemNotFound",
                "Volume Type " + ID + " has no extra specs with key k1.");
    }

    @Test
    void ofAnUnknownTypeThereAreNone() {
        String unknown = "/v3/types/" + Rows.UNKNOWN + "/extra_specs";
        String message = "Volume type " + Rows.UNKNOWN + " could not be found.";

        assertFault(gateway.asAdmin("GET", unknown).send(), 404, "itemNotFound", message);
        assertFault(gateway.asAdmin("GET", unknown + "/k").send(), 404, "itemNotFound", message);
        assertFault(
                gateway.asAdmin("PUT", unknown + "/k").json("{\"k\": \"v\"}").send(),
                404,
                "itemNotFound",
                message);
        assertFault(gateway.asAdmin("DELETE", unknown + "/k").send(), 404, "itemNotFound", message);
    }

    @Test
    void othersSeeOnlyTheSpecsMeantForThem() {
        assertThat(gateway.asMember("GET", SPECS).send().body())
                .isEqualTo("{\"extra_specs\": {\"multiattach\": \"<is> False\"}}");
        assertThat(gateway.asMember("GET", SPECS + "/a").send().status()).isEqualTo(404);
    }

    @Test
    void whatVolumesRelyOnStays() {
        VolumeTypeId id = VolumeTypeId.of(ID);
        gateway.commands.failNext(
                new RefusedException(new VolumeTypeRefused.SpecsInUse(id)),
                new RefusedException(new VolumeTypeRefused.CacheableMultiattach(id)));

        assertFault(
                gateway.asAdmin("DELETE", SPECS + "/k1").send(),
                400,
                "badRequest",
                "Volume Type is currently in use.");
        assertFault(
                gateway.asAdmin("POST", SPECS)
                        .json("{\"extra_specs\": {\"cacheable\": \"<is> True\"}}")
                        .send(),
                400,
                "badRequest",
                "cacheable cannot be set with multiattach.");
    }

    @Test
    void membersMayNot() {
        assertForbidden(
                gateway.asMember("POST", SPECS).json("{\"extra_specs\": {}}").send(),
                "volume_extension:types_extra_specs:create");
        assertForbidden(
                gateway.asMember("PUT", SPECS + "/k").json("{\"k\": \"v\"}").send(),
                "volume_extension:types_extra_specs:update");
        assertForbidden(
                gateway.asMember("DELETE", SPECS + "/k").send(),
                "volume_extension:types_extra_specs:delete");
        assertThat(gateway.commands.sent()).isEmpty();
    }

    private static void assertForbidden(RawResponse answer, String rule) {
        assertFault(answer, 403, "forbidden", "Policy doesn't allow " + rule + " to be performed.");
    }

    private static void assertFault(RawResponse answer, int status, String key, String message) {
        assertThat(answer.body())
                .isEqualTo(
                        "{\"%s\": {\"code\": %d, \"message\": \"%s\"}}"
                                .formatted(key, status, message));
        assertThat(answer.status()).isEqualTo(status);
    }
}
