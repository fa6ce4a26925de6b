package io.snapledger.gateway.grouptype;

import static org.assertj.core.api.Assertions.assertThat;

import io.snapledger.contract.grouptype.GroupTypeCommand.CreateGroupType;
import io.snapledger.contract.grouptype.GroupTypeCommand.DeleteGroupType;
import io.snapledger.contract.grouptype.GroupTypeCommand.UpdateGroupType;
import io.snapledger.contract.grouptype.GroupTypeId;
import io.snapledger.contract.grouptype.GroupTypeRefused;
import io.snapledger.contract.list.ListQuery.Filter;
import io.snapledger.contract.refusal.RefusedException;
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

class GroupTypeControllerTest {

    private static final String ID = Rows.GROUP_TYPE;

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
        gateway.reads.groupTypes.add(Rows.groupType());
        gateway.reads.groupTypes.add(Rows.privateGroupType());
    }

    @Test
    void anAdministratorMakesOne() {
        RawResponse answer =
                gateway.asAdmin("POST", "/v3/a0/group_types")
                        .json(
                                "{\"group_type\": {\"name\": \"gt1\", \"description\": \"d\","
                                        + " \"is_public\": true, \"group_specs\": {\"k1\": \"v1\"}}}")
                        .send();

        assertThat(answer.status()).isEqualTo(202);
        CreateGroupType command = (CreateGroupType) gateway.commands.onlyCommand();
        assertThat(answer.body())
                .isEqualTo(
                        "{\"group_type\": {\"id\": \"%s\", \"name\": \"gt1\", \"description\": \"d\","
                                        .formatted(command.id())
                                + " \"is_public\": true, \"group_specs\": {\"k1\": \"v1\"}}}");
        assertThat(command.groupSpecs()).isEqualTo(Map.of("k1", "v1"));
    }

    @Test
    void specsMayBeNull() {
        gateway.asAdmin("POST", "/v3/group_types")
                .json("{\"group_type\": {\"name\": \"x\", \"group_specs\": null}}")
                .send();

        assertThat(((CreateGroupType) gateway.commands.onlyCommand()).groupSpecs()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"name\": \"\"}|Invalid input for field/attribute name. Value: . '' is too short",
                "{\"name\": \"  \"}|An invalid 'name' value was provided. The 'name' can not be"
                        + " empty.",
                "{\"name\": \"x\", \"is_public\": \"maybe\"}|Invalid input for field/attribute"
                        + " is_public. Value: maybe. 'maybe' is not one of [True, 'True', 'TRUE',"
                        + " 'true', '1', 'ON', 'On', 'on', 'YES', 'Yes', 'yes', 'y', 't', False,"
                        + " 'False', 'FALSE', 'false', '0', 'OFF', 'Off', 'off', 'NO', 'No', 'no',"
                        + " 'n', 'f']"
            })
    void aBadBodyIsRefused(String type, String message) {
        RawResponse answer =
                gateway.asAdmin("POST", "/v3/group_types")
                        .json("{\"group_type\": " + type + "}")
                        .send();

        assertFault(answer, 400, "badRequest", message);
    }

    @Test
    void membersMakeAndDeleteNone() {
        assertFault(
                gateway.asMember("POST", "/v3/group_types")
                        .json("{\"group_type\": {\"name\": \"x\"}}")
                        .send(),
                403,
                "forbidden",
                "Policy doesn't allow group:group_types:create to be performed.");
        assertFault(
                gateway.asMember("DELETE", "/v3/group_types/" + ID).send(),
                403,
                "forbidden",
                "Policy doesn't allow group:group_types:delete to be performed.");
        assertThat(gateway.commands.sent()).isEmpty();
    }

    @Test
    void aTakenNameIsAConflict() {
        gateway.commands.failNext(new RefusedException(new GroupTypeRefused.NameTaken("plain")));

        assertFault(
                gateway.asAdmin("POST", "/v3/group_types")
                        .json("{\"group_type\": {\"name\": \"plain\"}}")
                        .send(),
                409,
                "conflictingRequest",
                "Group Type plain already exists.");
    }

    @Test
    void theyWereBornAt311() {
        assertFault(
                gateway.asMember("GET", "/v3/group_types/" + ID).at("3.10").send(),
                404,
                "itemNotFound",
                "The resource could not be found.");
        assertThat(gateway.asMember("GET", "/v3/group_types/" + ID).at("3.11").send().body())
                .isEqualTo(
                        "{\"group_type\": {\"id\": \"%s\", \"name\": \"plain\", \"description\":"
                                        .formatted(ID)
                                + " null, \"is_public\": true}}");
    }

    @Test
    void specsAreShownToAdministrators() {
        assertThat(gateway.asAdmin("GET", "/v3/group_types/" + ID).send().body())
                .endsWith("\"is_public\": true, \"group_specs\": {\"k1\": \"v1\"}}}");
    }

    @ParameterizedTest
    @CsvSource({Rows.UNKNOWN, "nope", Rows.PRIVATE_GROUP_TYPE})
    void whatAMemberMayNotSeeIsNotThere(String id) {
        assertFault(
                gateway.asMember("GET", "/v3/group_types/" + id).send(),
                404,
                "itemNotFound",
                "Group type " + id + " could not be found.");
    }

    @Test
    void thereIsNoDefaultOne() {
        assertFault(
                gateway.asMember("GET", "/v3/group_types/default").send(),
                404,
                "itemNotFound",
                "Default group type can not be found.");
    }

    @Test
    void listsPassOverEveryFilterButOne() {
        RawResponse answer =
                gateway.asAdmin("GET", "/v3/a0/group_types?is_public=0&foo=bar&limit=2").send();

        assertThat(gateway.reads.onlyQuery().projectId()).isNull();
        assertThat(gateway.reads.onlyQuery().limit()).isEqualTo(2);
        assertThat(gateway.reads.onlyQuery().filters())
                .containsExactly(new Filter("is_public", "false", false));
        assertThat(answer.body())
                .startsWith("{\"group_types\": [{\"id\": \"" + ID)
                .endsWith(
                        "\"group_type_links\": [{\"rel\": \"next\", \"href\":"
                                + " \"http://127.0.0.1:%d/v3/a0/group_types?is_public=0&foo=bar&limit=2&marker=%s\"}]}"
                                        .formatted(gateway.port(), Rows.PRIVATE_GROUP_TYPE));
    }

    @Test
    void aPrivateOneIsAMarkerOnlyForThoseWhoMaySeeIt() {
        String list = "/v3/group_types?marker=";
        RawResponse hidden = gateway.asMember("GET", list + Rows.PRIVATE_GROUP_TYPE).send();
        RawResponse missing = gateway.asMember("GET", list + Rows.UNKNOWN).send();

        assertThat(missing.status()).isEqualTo(404);
        assertThat(hidden.status()).isEqualTo(404);
        assertThat(hidden.body())
                .isEqualTo(missing.body().replace(Rows.UNKNOWN, Rows.PRIVATE_GROUP_TYPE));
        assertThat(gateway.asAdmin("GET", list + Rows.PRIVATE_GROUP_TYPE).send().status())
                .isEqualTo(200);
    }

    @Test
    void aBadFilterIsRefused() {
        assertFault(
                gateway.asAdmin("GET", "/v3/group_types?is_public=maybe").send(),
                400,
                "badRequest",
                "Invalid is_public filter [maybe]");
    }

    @Test
    void anAdministratorDeletesOne() {
        assertThat(gateway.asAdmin("DELETE", "/v3/group_types/" + ID).send().status())
                .isEqualTo(202);

        assertThat(((DeleteGroupType) gateway.commands.onlyCommand()).id())
                .isEqualTo(GroupTypeId.of(ID));
    }

    @Test
    void deletionsThatAreRefused() {
        GroupTypeId id = GroupTypeId.of(ID);
        gateway.commands.failNext(
                new RefusedException(new GroupTypeRefused.InUse(id)),
                new RefusedException(new GroupTypeRefused.BuiltIn(id)));

        assertFault(
                gateway.asAdmin("DELETE", "/v3/group_types/" + ID).send(),
                400,
                "badRequest",
                "Target group type is still in use. Group Type "
                        + ID
                        + " deletion is not allowed with groups present with the type.");
        assertFault(
                gateway.asAdmin("DELETE", "/v3/group_types/" + ID).send(),
                400,
                "badRequest",
                "The group type "
                        + ID
                        + " is reserved for migrated consistency groups and cannot be deleted.");
        assertFault(
                gateway.asAdmin("DELETE", "/v3/group_types/" + Rows.UNKNOWN).send(),
                404,
                "itemNotFound",
                "Group type " + Rows.UNKNOWN + " could not be found.");
    }

    @Test
    void theDefaultOneIsAMatterOfConfiguration() {
        try (RunningGateway configured =
                RunningGateway.with("snapledger.default-types.group=plain")) {
            assertThat(configured.asMember("GET", "/v3/group_types/default").send().status())
                    .isEqualTo(404);
            configured.reads.groupTypes.add(Rows.groupType());
            assertThat(configured.asMember("GET", "/v3/group_types/default").send().body())
                    .startsWith("{\"group_type\": {\"id\": \"" + ID);
        }
    }

    @Test
    void anAdministratorChangesOneForAReason() {
        RawResponse answer =
                gateway.asAdmin("PUT", "/v3/a0/group_types/" + ID)
                        .header("X-Audit-Reason", "renaming day")
                        .json(
                                "{\"group_type\": {\"name\": \"fancy\", \"description\":"
                                        + " \"changed\", \"is_public\": true}}")
                        .send();

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body())
                .isEqualTo(
                        "{\"group_type\": {\"id\": \"%s\", \"name\": \"fancy\", \"description\":"
                                        .formatted(ID)
                                + " \"changed\", \"is_public\": true, \"group_specs\": {\"k1\":"
                                + " \"v1\"}}}");
        UpdateGroupType command = (UpdateGroupType) gateway.commands.onlyCommand();
        assertThat(command.id()).isEqualTo(GroupTypeId.of(ID));
        assertThat(command.name()).isEqualTo("fancy");
        assertThat(command.description()).isEqualTo("changed");
        assertThat(command.isPublic()).isTrue();
        assertThat(command.reason()).isEqualTo("renaming day");
    }

    @Test
    void whatIsNotNamedStays() {
        RawResponse answer =
                gateway.asAdmin("PUT", "/v3/group_types/" + ID)
                        .json("{\"group_type\": {\"name\": null, \"is_public\": false}}")
                        .send();

        assertThat(answer.body())
                .contains("\"name\": \"plain\", \"description\": null, \"is_public\": false");
        UpdateGroupType command = (UpdateGroupType) gateway.commands.onlyCommand();
        assertThat(command.name()).isNull();
        assertThat(command.description()).isNull();
        assertThat(command.isPublic()).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{}|Specify group type name, description or a combination thereof.",
                "{\"name\": \"\"}|Group type name can not be empty.",
                "{\"name\": \"  \"}|Group type name can not be empty.",
                "{\"group_specs\": {}}|Invalid input for field/attribute group_type. Value:"
                        + " {'group_specs': {}}. Additional properties are not allowed"
                        + " ('group_specs' was unexpected)"
            })
    void aBadChangeIsRefused(String type, String message) {
        assertFault(
                gateway.asAdmin("PUT", "/v3/group_types/" + ID)
                        .json("{\"group_type\": " + type + "}")
                        .send(),
                400,
                "badRequest",
                message);
        assertThat(gateway.commands.sent()).isEmpty();
    }

    @Test
    void changesThatAreRefused() {
        gateway.commands.failNext(
                new RefusedException(new GroupTypeRefused.NameTaken("taken")),
                new RefusedException(new GroupTypeRefused.KeepsName(GroupTypeId.of(ID))));

        assertFault(rename(ID), 409, "conflictingRequest", "Group Type taken already exists.");
        assertFault(
                rename(ID),
                400,
                "badRequest",
                "The group type "
                        + ID
                        + " is reserved for migrated consistency groups and cannot be renamed.");
        assertFault(
                rename(Rows.UNKNOWN),
                404,
                "itemNotFound",
                "Group type " + Rows.UNKNOWN + " could not be found.");
        assertFault(
                gateway.asMember("PUT", "/v3/group_types/" + ID)
                        .json("{\"group_type\": {\"name\": \"x\"}}")
                        .send(),
                403,
                "forbidden",
                "Policy doesn't allow group:group_types:update to be performed.");
    }

    private static RawResponse rename(String id) {
        return gateway.asAdmin("PUT", "/v3/group_types/" + id)
                .json("{\"group_type\": {\"name\": \"taken\"}}")
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
