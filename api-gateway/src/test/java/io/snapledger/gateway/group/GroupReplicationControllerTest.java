package io.snapledger.gateway.group;

import static org.assertj.core.api.Assertions.assertThat;

import io.snapledger.contract.group.GroupStatus;
import io.snapledger.contract.group.GroupView;
import io.snapledger.contract.grouptype.GroupTypeView;
import io.snapledger.contract.volumetype.VolumeTypeView;
import io.snapledger.gateway.fake.RawRequest;
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
import org.junit.jupiter.params.provider.ValueSource;

class GroupReplicationControllerTest {

    private static final String ACTION = "/v3/d0/groups/" + Rows.GROUP + "/action";
    private static final Map<String, String> REPLICATES =
            Map.of("group_replication_enabled", "<is> True", "replication_enabled", "<is> True");

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
        gateway.reads.volumeTypes.add(Rows.volumeType());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "enable_replication",
                "disable_replication",
                "failover_replication",
                "list_replication_targets"
            })
    void aGroupOfAnOrdinaryTypeIsNotReplicated(String action) {
        assertFault(
                ask(action),
                400,
                "Invalid group type: Group " + Rows.GROUP + " is not a replication group type.");
        assertThat(ask(action, "3.37").status()).isEqualTo(404);
        assertFault(
                send(
                        gateway.asMember("POST", ACTION).header("X-Auth-Token", "reader:d0:reader"),
                        action),
                403,
                "Policy doesn't allow group:" + action + " to be performed.");
        assertFault(
                send(
                        gateway.asMember("POST", "/v3/b0/groups/" + Rows.GROUP + "/action")
                                .header("X-Auth-Token", "alt:b0:member,reader"),
                        action),
                404,
                "Group " + Rows.GROUP + " could not be found.");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"enable_replication\": null}|Invalid input for field/attribute"
                        + " enable_replication. Value: None. None is not of type 'object'",
                "{\"failover_replication\": {\"foo\": 1}}|Invalid input for field/attribute"
                        + " failover_replication. Value: {'foo': 1}. Additional properties are not"
                        + " allowed ('foo' was unexpected)",
            })
    void aBodyOfAnotherShapeIsRefused(String body, String message) {
        assertFault(gateway.asMember("POST", ACTION).json(body).send(), 400, message);
    }

    @Test
    void allItsVolumeTypesMustReplicate() {
        gateway.reads.groupTypes.set(0, replicating(Rows.groupType()));

        assertFault(
                ask("enable_replication"),
                400,
                "Invalid volume type: Volume type "
                        + Rows.VOLUME_TYPE
                        + " does not have 'replication_enabled' spec key set to '<is> True'.");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "enable|501|Replicating a group is not implemented.",
                "disable|400|Invalid Group: Group {g} replication status must be ['enabled',"
                        + " 'error'], but current status is: disabled. Cannot disable replication.",
                "failover|400|Invalid Group: Group {g} replication status must be ['enabled',"
                        + " 'failed-over'], but current status is: disabled. Cannot failover"
                        + " replication.",
            })
    void aReplicatingTypeDoesNotMakeADriverReplicate(String action, int status, String message) {
        gateway.reads.groupTypes.set(0, replicating(Rows.groupType()));
        gateway.reads.volumeTypes.set(0, replicating(Rows.volumeType()));

        assertFault(ask(action + "_replication"), status, message.replace("{g}", Rows.GROUP));
    }

    @Test
    void itsStatusIsLookedAtBeforeItsReplication() {
        gateway.reads.groupTypes.set(0, replicating(Rows.groupType()));
        gateway.reads.volumeTypes.set(0, replicating(Rows.volumeType()));
        gateway.reads.groups.set(0, creating(Rows.group()));

        assertFault(
                ask("disable_replication"),
                400,
                "Invalid Group: Group "
                        + Rows.GROUP
                        + " status must be ['available', 'error'], but current status is: creating."
                        + " Cannot disable replication.");
    }

    private static GroupTypeView replicating(GroupTypeView type) {
        return new GroupTypeView(
                type.id(),
                type.name(),
                type.description(),
                type.isPublic(),
                REPLICATES,
                type.createdAt());
    }

    private static VolumeTypeView replicating(VolumeTypeView type) {
        return new VolumeTypeView(
                type.id(),
                type.name(),
                type.description(),
                type.isPublic(),
                REPLICATES,
                type.createdAt(),
                type.projectIds());
    }

    private static GroupView creating(GroupView group) {
        return new GroupView(
                group.id(),
                group.projectId(),
                group.userId(),
                group.name(),
                group.description(),
                GroupStatus.CREATING,
                group.groupTypeId(),
                group.volumeTypeIds(),
                group.volumeIds(),
                group.availabilityZone(),
                null,
                null,
                group.createdAt(),
                null);
    }

    private static RawResponse ask(String action) {
        return send(gateway.asMember("POST", ACTION), action);
    }

    private static RawResponse ask(String action, String version) {
        return send(gateway.asMember("POST", ACTION).at(version), action);
    }

    private static RawResponse send(RawRequest request, String action) {
        return request.json("{\"%s\": {}}".formatted(action)).send();
    }

    private static void assertFault(RawResponse answer, int status, String message) {
        assertThat(answer.body()).endsWith("\"message\": \"%s\"}}".formatted(message));
        assertThat(answer.status()).isEqualTo(status);
    }
}
