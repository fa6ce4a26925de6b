package io.snapledger.gateway.shareinstance;

import static org.assertj.core.api.Assertions.assertThat;

import io.snapledger.contract.list.ListQuery;
import io.snapledger.contract.refusal.Refused;
import io.snapledger.contract.refusal.RefusedException;
import io.snapledger.contract.share.ShareId;
import io.snapledger.contract.share.ShareStatus;
import io.snapledger.contract.shareinstance.ReplicaState;
import io.snapledger.contract.shareinstance.ShareInstanceCommand.CreateShareReplica;
import io.snapledger.contract.shareinstance.ShareInstanceCommand.ForceDeleteShareInstance;
import io.snapledger.contract.shareinstance.ShareInstanceCommand.PromoteShareReplica;
import io.snapledger.contract.shareinstance.ShareInstanceCommand.ResetReplicaState;
import io.snapledger.contract.shareinstance.ShareInstanceCommand.ResetShareInstanceStatus;
import io.snapledger.contract.shareinstance.ShareInstanceId;
import io.snapledger.contract.shareinstance.ShareInstanceRefused;
import io.snapledger.gateway.fake.RawRequest;
import io.snapledger.gateway.fake.RawResponse;
import io.snapledger.gateway.fake.Rows;
import io.snapledger.gateway.fake.RunningGateway;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class ShareInstanceControllerTest {

    private static final String LIST = "/v2/share_instances";
    private static final String ITEM = LIST + "/" + Rows.SHARE_INSTANCE;
    private static final String REPLICAS = "/v2/share-replicas";
    private static final String REPLICA = REPLICAS + "/" + Rows.REPLICA;
    private static final String VERSION = "X-OpenStack-Manila-API-Version";

    private static final String AT_23 =
            "{\"id\": \"%s\", \"share_id\": \"%s\", \"availability_zone\": \"nova\", \"created_at\": \"2026-11-21T18:15:25.000123\", \"host\": \"snapledger@alpha#alpha\", \"status\": \"available\", \"share_network_id\": null, \"share_server_id\": null"
                    .formatted(Rows.SHARE_INSTANCE, Rows.SHARE);
    private static final String AT_222 =
            ", \"access_rules_status\": \"active\", \"replica_state\": null, \"share_type_id\": \""
                    + Rows.SHARE_TYPE
                    + "\"";
    private static final String AT_254 =
            AT_222 + ", \"cast_rules_to_readonly\": false, \"progress\": \"100%\"";
    private static final String AT_271 =
            AT_254 + ", \"updated_at\": \"2026-11-21T18:15:26.000000\"";

    private RunningGateway gateway;

    @BeforeEach
    void fill() {
        gateway = RunningGateway.shared();
        gateway.reads.shares.add(Rows.share());
        gateway.reads.shareInstances.add(Rows.shareInstance());
        gateway.reads.shareInstances.add(Rows.shareInstance(Rows.REPLICA, ReplicaState.IN_SYNC));
    }

    private RawRequest admin(String method, String target) {
        return gateway.asShareAdmin(method, target);
    }

    @Test
    void thePublicShareOfAnotherProjectHasNoReplicasForStrangers() {
        gateway.reads.shares.clear();
        gateway.reads.shares.add(Rows.share(Rows.share().capabilities(), true));
        String list = "/v2/share-replicas?share_id=" + Rows.SHARE;
        String body = "{\"share_replica\": {\"share_id\": \"" + Rows.SHARE + "\"}}";

        assertThat(gateway.asShareMember("GET", list).send().body()).contains(Rows.REPLICA);
        assertThat(stranger("GET", list).send().status()).isEqualTo(404);
        assertThat(stranger("POST", "/v2/share-replicas").json(body).send().status())
                .isEqualTo(404);
        assertThat(gateway.commands.sent()).isEmpty();
    }

    private RawRequest stranger(String method, String target) {
        return gateway.request(method, target)
                .header("X-Auth-Token", "eve:p9:member,reader")
                .header(VERSION, "2.73")
                .header("X-OpenStack-Manila-API-Experimental", "True")
                .header("Accept", "application/json");
    }

    @Test
    void fieldsAppearWithTheirVersions() {
        assertThat(admin("GET", ITEM).header(VERSION, "2.3").send().body())
                .isEqualTo(
                        "{\"share_instance\": "
                                + AT_23
                                + ", \"export_location\": \"127.0.0.1:/a\", \"export_locations\":"
                                + " [\"127.0.0.1:/a\", \"127.0.0.1:/b\"]}}");
        assertThat(admin("GET", ITEM).header(VERSION, "2.9").send().body())
                .isEqualTo("{\"share_instance\": " + AT_23 + "}}");
        assertThat(admin("GET", ITEM).header(VERSION, "2.22").send().body())
                .isEqualTo("{\"share_instance\": " + AT_23 + AT_222 + "}}");
        assertThat(admin("GET", ITEM).header(VERSION, "2.54").send().body())
                .isEqualTo("{\"share_instance\": " + AT_23 + AT_254 + "}}");
        assertThat(admin("GET", ITEM).send().body())
                .isEqualTo("{\"share_instance\": " + AT_23 + AT_271 + "}}");
        assertThat(admin("GET", ITEM).header(VERSION, "2.2").send().status()).isEqualTo(404);
    }

    @Test
    void thoseOfAShareAreListed() {
        assertThat(admin("GET", "/v2/shares/" + Rows.SHARE + "/instances").send().body())
                .startsWith("{\"share_instances\": [" + AT_23)
                .contains(Rows.REPLICA);
        assertThat(admin("GET", "/v2/shares/" + Rows.UNKNOWN + "/instances").send().status())
                .isEqualTo(404);
    }

    @ParameterizedTest
    @CsvSource({"reset_status, 2.7", "os-reset_status, 2.6"})
    void aStatusIsReset(String action, String version) {
        RawResponse answer =
                admin("POST", ITEM + "/action")
                        .header(VERSION, version)
                        .json("{\"" + action + "\": {\"status\": \"error\"}}")
                        .send();

        assertThat(answer.status()).isEqualTo(202);
        assertThat(((ResetShareInstanceStatus) gateway.commands.onlyCommand()).status())
                .isEqualTo(ShareStatus.ERROR);
    }

    @Test
    void oneIsDeletedByForceUnlessItHasSnapshots() {
        RawRequest request = admin("POST", ITEM + "/action").json("{\"force_delete\": null}");

        assertThat(request.send().status()).isEqualTo(202);
        assertThat(gateway.commands.onlyCommand()).isInstanceOf(ForceDeleteShareInstance.class);

        gateway.commands.failNext(
                new RefusedException(
                        new ShareInstanceRefused.HasSnapshots(
                                ShareInstanceId.of(Rows.SHARE_INSTANCE))));
        assertThat(request.send().status()).isEqualTo(400);
    }

    @Test
    void exportLocationsSayWhereTheyAreToAdministrators() {
        String path = "/v2/shares/" + Rows.SHARE + "/export_locations";
        String id = Rows.shareInstance().exportLocations().getFirst().id().toString();

        assertThat(gateway.asShareMember("GET", path).send().body())
                .startsWith(
                        "{\"export_locations\": [{\"id\": \""
                                + id
                                + "\", \"path\": \"127.0.0.1:/a\", \"preferred\": true}, {")
                // A replica that clients do not write to is left out from 2.47 on.
                .endsWith("\"path\": \"127.0.0.1:/b\", \"preferred\": false}]}");
        assertThat(gateway.asShareMember("GET", path).header(VERSION, "2.13").send().body())
                .doesNotContain("preferred");
        assertThat(admin("GET", path + "/" + id).send().body())
                .isEqualTo(
                        "{\"export_location\": {\"id\": \"%s\", \"path\": \"127.0.0.1:/a\", \"preferred\": true, \"share_instance_id\": \"%s\", \"is_admin_only\": false, \"created_at\": \"2026-11-21T18:15:25.000123\", \"updated_at\": \"2026-11-21T18:15:26.000000\"}}"
                                .formatted(id, Rows.SHARE_INSTANCE));
        assertThat(admin("GET", path + "/" + Rows.UNKNOWN).send().body())
                .contains("Export location '" + Rows.UNKNOWN + "' not found.");
        assertThat(
                        gateway.asShareMember(
                                        "GET", "/v2/shares/" + Rows.UNKNOWN + "/export_locations")
                                .send()
                                .body())
                .contains("Share '" + Rows.UNKNOWN + "' not found.");
    }

    @Test
    void exportLocationsOfAReplicaTellOfIt() {
        String path = REPLICA + "/export-locations";
        String id =
                Rows.shareInstance(Rows.REPLICA, ReplicaState.IN_SYNC)
                        .exportLocations()
                        .getFirst()
                        .id()
                        .toString();
        String ofReplica = "\"replica_state\": \"in_sync\", \"availability_zone\": \"nova\"}";

        assertThat(gateway.asShareMember("GET", path).send().body())
                .startsWith("{\"export_locations\": [{\"id\": \"" + id)
                .contains(ofReplica)
                .doesNotContain("share_instance_id");
        assertThat(admin("GET", path + "/" + id).send().body())
                .startsWith("{\"export_location\": {\"id\": \"" + id)
                .contains(Rows.REPLICA, "created_at")
                .endsWith(ofReplica + "}");
        assertThat(
                        admin("GET", REPLICAS + "/" + Rows.SHARE_INSTANCE + "x/export-locations")
                                .send()
                                .body())
                .contains("Share replica '" + Rows.SHARE_INSTANCE + "x' not found.");
        assertThat(admin("GET", path).header(VERSION, "2.46").send().status()).isEqualTo(404);
    }

    @Test
    void replicasAreAnExperimentAtFirst() {
        String experimental = "X-OpenStack-Manila-API-Experimental";

        assertThat(gateway.asShareMember("GET", REPLICA).header(VERSION, "2.55").send().status())
                .isEqualTo(404);
        assertThat(
                        gateway.asShareMember("GET", REPLICA)
                                .header(VERSION, "2.55")
                                .header(experimental, "true")
                                .send()
                                .status())
                .isEqualTo(200);
        assertThat(
                        gateway.asShareMember("GET", REPLICA)
                                .header(VERSION, "2.10")
                                .header(experimental, "true")
                                .send()
                                .status())
                .isEqualTo(404);
        assertThat(gateway.asShareMember("GET", REPLICA).header(VERSION, "2.56").send().status())
                .isEqualTo(200);
    }

    @Test
    void instancesOfSharesWithoutReplicasAreNone() {
        assertThat(gateway.asShareMember("GET", REPLICAS + "?share_id=" + Rows.SHARE).send().body())
                .isEqualTo(
                        "{\"share_replicas\": [{\"id\": \"%s\", \"share_id\": \"%s\", \"status\": \"available\", \"replica_state\": \"in_sync\"}]}"
                                .formatted(Rows.REPLICA, Rows.SHARE));
        assertThat(gateway.asShareMember("GET", REPLICAS + "/" + Rows.SHARE_INSTANCE).send().body())
                .contains("Replica " + Rows.SHARE_INSTANCE + " not found.");
    }

    @Test
    void onlyAdministratorsListEveryProjectsReplicas() {
        gateway.asShareMember("GET", REPLICAS).send();
        admin("GET", REPLICAS).send();

        assertThat(gateway.reads.queries)
                .extracting(ListQuery::projectId)
                .containsExactly("d0", null);
    }

    @Test
    void aReplicaIsCreated() {
        RawResponse answer =
                gateway.asShareMember("POST", REPLICAS)
                        .json("{\"share_replica\": {\"share_id\": \"" + Rows.SHARE + "\"}}")
                        .send();

        assertThat(answer.status()).as(answer.body()).isEqualTo(202);
        CreateShareReplica command = (CreateShareReplica) gateway.commands.onlyCommand();
        assertThat(command.shareId()).isEqualTo(ShareId.of(Rows.SHARE));
        assertThat(answer.body())
                .contains("\"status\": \"creating\"", "\"replica_state\": \"out_of_sync\"")
                .doesNotContain("host");
    }

    static Stream<Arguments> refusals() {
        ShareId share = ShareId.of(Rows.SHARE);
        ShareInstanceId replica = ShareInstanceId.of(Rows.REPLICA);
        return Stream.of(
                Arguments.of(
                        new ShareInstanceRefused.NotReplicable(share),
                        "Replication not supported for share " + Rows.SHARE + "."),
                Arguments.of(
                        new ShareInstanceRefused.NoActiveReplica(share),
                        "Unable to perform a replication action: Share "
                                + Rows.SHARE
                                + " does not have any active replica in available state."),
                Arguments.of(
                        new ShareInstanceRefused.LastActiveReplica(replica),
                        "Unable to perform a replication action: Cannot delete last active"
                                + " replica."));
    }

    @ParameterizedTest
    @MethodSource("refusals")
    void whatIsRefusedIsSaid(Refused refused, String message) {
        gateway.commands.failNext(new RefusedException(refused));

        RawResponse answer = gateway.asShareMember("DELETE", REPLICA).send();

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body()).contains("\"message\": \"" + message + "\"");
    }

    @Test
    void aReplicaIsPromotedAndForAdministratorsEvenIfBehind() {
        RawResponse answer =
                gateway.asShareMember("POST", REPLICA + "/action")
                        .json("{\"promote\": null}")
                        .send();

        assertThat(answer.status()).isEqualTo(202);
        assertThat(((PromoteShareReplica) gateway.commands.onlyCommand()).evenIfBehind()).isFalse();
        gateway.commands.reset();
        admin("POST", REPLICA + "/action").json("{\"promote\": null}").send();
        assertThat(((PromoteShareReplica) gateway.commands.onlyCommand()).evenIfBehind()).isTrue();
    }

    @Test
    void theStateOfAReplicaIsReset() {
        String body = "{\"reset_replica_state\": {\"replica_state\": \"out_of_sync\"}}";

        assertThat(admin("POST", REPLICA + "/action").json(body).send().status()).isEqualTo(202);
        assertThat(((ResetReplicaState) gateway.commands.onlyCommand()).state())
                .isEqualTo(ReplicaState.OUT_OF_SYNC);
        gateway.reads.shareInstances.clear();
        gateway.reads.shareInstances.add(Rows.shareInstance(Rows.REPLICA, ReplicaState.ACTIVE));
        assertThat(admin("POST", REPLICA + "/action").json(body).send().body())
                .contains("Cannot reset replica_state of an active replica");
    }
}
