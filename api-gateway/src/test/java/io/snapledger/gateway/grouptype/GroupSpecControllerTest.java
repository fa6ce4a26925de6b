package io.snapledger.gateway.grouptype;

import static org.assertj.core.api.Assertions.assertThat;

import io.snapledger.contract.grouptype.GroupTypeCommand.RemoveGroupSpec;
import io.snapledger.contract.grouptype.GroupTypeCommand.SetGroupSpecs;
import io.snapledger.contract.grouptype.GroupTypeId;
import io.snapledger.contract.grouptype.GroupTypeRefused;
import io.snapledger.contract.refusal.RefusedException;
import io.snapledger.gateway.fake.RawResponse;
import io.snapledger.gateway.fake.Rows;
import io.snapledger.gateway.fake.RunningGateway;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GroupSpecControllerTest {

    private static final String ID = Rows.GROUP_TYPE;
    private static final String SPECS = "/v3/group_types/" + ID + "/group_specs";

    private RunningGateway gateway;

    @BeforeEach
    void reset() {
        gateway = RunningGateway.shared();
        gateway.reads.groupTypes.add(Rows.groupType());
    }

    @Test
    void allAreListed() {
        assertThat(gateway.asAdmin("GET", SPECS).send().body())
                .startsWith("{\"group_specs\": {")
                .contains("\"k1\": \"v1\"");
    }

    @Test
    void oneIsShown() {
        assertThat(gateway.asAdmin("GET", SPECS + "/k1").send().body())
                .isEqualTo("{\"k1\": \"v1\"}");
        assertFault(
                gateway.asAdmin("GET", SPECS + "/nope").send(),
                404,
                "itemNotFound",
                "Group Type " + ID + " has no extra spec with key nope.");
    }

    @Test
    void someAreSetForAReason() {
        RawResponse answer =
                gateway.asAdmin("POST", SPECS)
                        .header("X-Audit-Reason", "new hardware")
                        .json("{\"group_specs\": {\"k2\": \"v2\", \"k3\": null}}")
                        .send();

        assertThat(answer.status()).isEqualTo(202);
        assertThat(answer.body()).isEqualTo("{\"group_specs\": {\"k2\": \"v2\", \"k3\": null}}");
        SetGroupSpecs command = (SetGroupSpecs) gateway.commands.onlyCommand();
        assertThat(command.id()).isEqualTo(GroupTypeId.of(ID));
        assertThat(command.groupSpecs())
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
        assertThat(((SetGroupSpecs) gateway.commands.onlyCommand()).groupSpecs())
                .containsEntry("a:b", "v2b")
                .hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{}|'group_specs' is a required property",
                "{\"group_specs\": {\"a b\": \"x\"}}|Invalid input for field/attribute group_specs."
                        + " Value: {'a b': 'x'}. 'a b' does not match any of the regexes:"
                        + " '^[a-zA-Z0-9-_:.]{1,255}$'",
                "{\"group_specs\": {\"k\": 1}}|Invalid input for field/attribute k. Value: 1. 1 is"
                        + " not of type 'string', 'null'",
                "{\"group_specs\": {}, \"x\": 1}|Additional properties are not allowed ('x' was"
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
        assertThat(answer.header("Content-Type")).isEqualTo("text/html; charset=UTF-8");
        assertThat(((RemoveGroupSpec) gateway.commands.onlyCommand()).key()).isEqualTo("k1");
    }

    @Test
    void whatIsNotThereIsNotTakenAway() {
        gateway.commands.failNext(
                new RefusedException(new GroupTypeRefused.NoSuchSpec(GroupTypeId.of(ID), "k1")));

        assertFault(
                gateway.asAdmin("DELETE", SPECS + "/k1").send(),
                404,
                "itemNotFound",
                "Group Type " + ID + " has no specs with key k1.");
    }

    @Test
    void ofAnUnknownTypeThereAreNone() {
        String unknown = "/v3/group_types/" + Rows.UNKNOWN + "/group_specs";
        String message = "Group type " + Rows.UNKNOWN + " could not be found.";

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
    void membersMayNot() {
        assertForbidden(gateway.asMember("GET", SPECS).send(), "group:group_types_specs:get_all");
        assertForbidden(
                gateway.asMember("GET", SPECS + "/k").send(), "group:group_types_specs:get");
        assertForbidden(
                gateway.asMember("POST", SPECS).json("{\"group_specs\": {}}").send(),
                "group:group_types_specs:create");
        assertForbidden(
                gateway.asMember("PUT", SPECS + "/k").json("{\"k\": \"v\"}").send(),
                "group:group_types_specs:update");
        assertForbidden(
                gateway.asMember("DELETE", SPECS + "/k").send(), "group:group_types_specs:delete");
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
