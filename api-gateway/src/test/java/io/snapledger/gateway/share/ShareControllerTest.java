package io.snapledger.gateway.share;

import static org.assertj.core.api.Assertions.assertThat;

import io.snapledger.contract.list.ListQuery;
import io.snapledger.contract.refusal.Refused;
import io.snapledger.contract.refusal.RefusedException;
import io.snapledger.contract.share.ShareCommand.CreateShare;
import io.snapledger.contract.share.ShareCommand.DeleteShare;
import io.snapledger.contract.share.ShareCommand.ExtendShare;
import io.snapledger.contract.share.ShareCommand.ResetShareStatus;
import io.snapledger.contract.share.ShareCommand.ResetShareTaskState;
import io.snapledger.contract.share.ShareCommand.UpdateShare;
import io.snapledger.contract.share.ShareId;
import io.snapledger.contract.share.ShareRefused;
import io.snapledger.contract.share.ShareStatus;
import io.snapledger.contract.sharesnapshot.ShareSnapshotId;
import io.snapledger.contract.sharetype.ShareTypeId;
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

class ShareControllerTest {

    private static final String LIST = "/v2/shares";
    private static final String ITEM = LIST + "/" + Rows.SHARE;
    private static final String ACTION = ITEM + "/action";
    private static final String VERSION = "X-OpenStack-Manila-API-Version";
    private static final String EXPERIMENTAL = "X-OpenStack-Manila-API-Experimental";

    private RunningGateway gateway;

    @BeforeEach
    void fill() {
        gateway = RunningGateway.shared();
        gateway.reads.shareTypes.add(Rows.shareType());
        gateway.reads.shares.add(Rows.share());
        gateway.reads.shareInstances.add(Rows.shareInstance());
        gateway.reads.shareSnapshots.add(Rows.shareSnapshot());
    }

    private String links() {
        return "\"links\": [{\"rel\": \"self\", \"href\": \"http://127.0.0.1:%1$d%2$s\"}, {\"rel\": \"bookmark\", \"href\": \"http://127.0.0.1:%1$d%3$s\"}]"
                .formatted(gateway.port(), ITEM, ITEM.substring("/v2".length()));
    }

    private String shown(String exported, String type, String rest) {
        return "{\"share\": {\"id\": \"%s\", \"size\": 1, \"availability_zone\": \"nova\", \"created_at\": \"2026-11-21T18:15:25.000123\", \"status\": \"available\", \"name\": \"sh1\", \"description\": null, \"project_id\": \"d0\", \"snapshot_id\": null, \"share_network_id\": null, \"share_proto\": \"NFS\", %s\"metadata\": {\"m\": \"n\"}, \"share_type\": \"%s\", \"volume_type\": \"st\", %s, \"is_public\": false%s}}"
                .formatted(Rows.SHARE, exported, type, links(), rest);
    }

    private RawRequest member(String method, String target) {
        return gateway.asShareMember(method, target);
    }

    @Test
    void metadataAreComparedAsTheObjectTheyAre() {
        gateway.asShareMember("GET", "/v2/shares?metadata=%7B%27a%27%3A%20%27b%27%7D").send();

        assertThat(gateway.reads.onlyQuery().filters())
                .extracting(filter -> filter.key() + " " + filter.value())
                .contains("metadata {\"a\": \"b\"}");
    }

    @Test
    void theFirstVersionHasExportLocations() {
        assertThat(member("GET", ITEM).header(VERSION, "2.0").send().body())
                .isEqualTo(
                        shown(
                                "\"export_location\": \"127.0.0.1:/a\", ",
                                "st",
                                ", \"export_locations\": [\"127.0.0.1:/a\", \"127.0.0.1:/b\"]"));
    }

    @Test
    void fieldsAppearWithTheirVersions() {
        String at216 =
                ", \"snapshot_support\": true, \"task_state\": null, \"share_type_name\": \"st\", \"access_rules_status\": \"active\", \"replication_type\": null, \"has_replicas\": false, \"user_id\": \"demo\"";
        String at273 =
                at216
                        + ", \"create_share_from_snapshot_support\": true, \"revert_to_snapshot_support\": false, \"share_group_id\": null, \"source_share_group_snapshot_member_id\": null, \"mount_snapshot_support\": false, \"progress\": \"100%\", \"is_soft_deleted\": false, \"scheduled_to_be_deleted_at\": null";

        assertThat(member("GET", ITEM).header(VERSION, "2.16").send().body())
                .isEqualTo(shown("", Rows.SHARE_TYPE, at216));
        assertThat(member("GET", ITEM).send().body()).isEqualTo(shown("", Rows.SHARE_TYPE, at273));
        assertThat(gateway.asShareAdmin("GET", ITEM).send().body())
                .isEqualTo(
                        shown(
                                "",
                                Rows.SHARE_TYPE,
                                at273
                                        + ", \"share_server_id\": null, \"host\": \"snapledger@alpha#alpha\""));
    }

    @Test
    void aPublicOneIsEverybodysToSee() {
        gateway.reads.shares.clear();
        gateway.reads.shares.add(Rows.share(Rows.share().capabilities(), true));
        RawRequest stranger = member("GET", ITEM).header("X-Auth-Token", "eve:e0:member,reader");

        assertThat(stranger.send().status()).isEqualTo(200);
        assertThat(
                        member("DELETE", ITEM)
                                .header("X-Auth-Token", "eve:e0:member,reader")
                                .send()
                                .status())
                .isEqualTo(403);
        assertThat(gateway.commands.sent()).isEmpty();
    }

    @Test
    void theListOfDetailsLinksToTheListOfSummaries() {
        assertThat(member("GET", LIST + "/detail?limit=1").send().body())
                .contains(
                        "\"shares_links\": [{\"rel\": \"next\", \"href\": \"http://127.0.0.1:"
                                + gateway.port()
                                + "/v2/shares?limit=1&marker="
                                + Rows.SHARE);
    }

    @Test
    void publicOnesOfOthersAreListedForWhoAsksForThem() {
        // manilaclient/v2/shares.py, find: how it looks for a name.
        member("GET", LIST + "/detail?is_public=True&is_soft_deleted=True").send();
        assertThat(gateway.reads.queries)
                .singleElement()
                .satisfies(query -> {
                    assertThat(query.projectId()).isEqualTo("d0");
                    assertThat(query.publicToo()).isTrue();
                    assertThat(query.filters())
                            .containsExactly(
                                    new ListQuery.Filter("is_soft_deleted", "True", false));
                });

        member("GET", LIST + "?is_public=false").send();
        assertThat(gateway.reads.queries.getLast().publicToo()).isFalse();
        assertThat(member("GET", LIST + "?is_public=perhaps").send().status()).isEqualTo(400);
    }

    @Test
    void oneIsCreated() {
        RawResponse answer =
                member("POST", LIST)
                        .json(
                                "{\"share\": {\"share_proto\": \"nfs\", \"size\": \"2\", \"name\": \"n\", \"share_type\": \"st\"}}")
                        .send();

        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        CreateShare command = (CreateShare) gateway.commands.onlyCommand();
        assertThat(command.shareProto()).isEqualTo("NFS");
        assertThat(command.sizeGib()).isEqualTo(2);
        assertThat(command.shareTypeId()).isEqualTo(ShareTypeId.of(Rows.SHARE_TYPE));
        assertThat(command.projectId()).isEqualTo("d0");
        assertThat(answer.body())
                .startsWith("{\"share\": {\"id\": \"" + command.id() + "\", \"size\": 2, ")
                .contains("\"availability_zone\": null", "\"status\": \"creating\"")
                .contains("\"share_type_name\": \"st\"", "\"progress\": null");
    }

    @Test
    void withoutATypeThereIsNone() {
        RawResponse answer =
                member("POST", LIST)
                        .json("{\"share\": {\"share_proto\": \"NFS\", \"size\": 1}}")
                        .send();

        assertThat(answer.body()).contains("\"share_type\": null, \"volume_type\": null");
        assertThat(((CreateShare) gateway.commands.onlyCommand()).shareTypeId()).isNull();
    }

    @Test
    void oneIsMadeFromASnapshotWhereThatIs() {
        RawResponse answer =
                member("POST", LIST)
                        .json(
                                "{\"share\": {\"share_proto\": \"NFS\", \"size\": null, \"snapshot_id\": \"%s\"}}"
                                        .formatted(Rows.SHARE_SNAPSHOT))
                        .send();

        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        CreateShare command = (CreateShare) gateway.commands.onlyCommand();
        assertThat(command.snapshotId()).isEqualTo(ShareSnapshotId.of(Rows.SHARE_SNAPSHOT));
        assertThat(command.sizeGib()).isEqualTo(1);
        assertThat(command.shareTypeId()).isEqualTo(ShareTypeId.of(Rows.SHARE_TYPE));
        assertThat(answer.body())
                .contains("\"availability_zone\": \"nova\"", "\"share_type_name\": \"st\"");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{} | 422 | Unable to process the contained instructions",
                "{\"share\": {}} | 400 | malformed or otherwise incorrect",
                "{\"share\": {\"size\": 1}} | 400 | malformed or otherwise incorrect",
                "{\"share\": {\"size\": 1, \"share_proto\": \"XYZ\"}} | 400 | Invalid input received: Invalid share protocol provided: XYZ. It is either disabled or unsupported. Available protocols: ['NFS', 'CIFS'].",
                "{\"share\": {\"size\": 0, \"share_proto\": \"NFS\"}} | 400 | Invalid input received: Share size '0' must be an integer and greater than 0.",
                "{\"share\": {\"size\": \"x\", \"share_proto\": \"NFS\"}} | 400 | Invalid input received: Share size 'x' must be an integer and greater than 0.",
                "{\"share\": {\"size\": 1, \"share_proto\": \"NFS\", \"share_type\": \""
                        + Rows.UNKNOWN
                        + "\"}} | 404 | Share type not found.",
                "{\"share\": {\"size\": 1, \"share_proto\": \"NFS\", \"share_type\": \"no\"}} | 404 | Share type not found.",
                "{\"share\": {\"size\": 1, \"share_proto\": \"NFS\", \"share_type\": \"a\", \"volume_type\": \"b\"}} | 400 | Cannot specify both share_type and volume_type",
                "{\"share\": {\"size\": 1, \"share_proto\": \"NFS\", \"availability_zone\": \"mars\"}} | 404 | Availability zone mars could not be found.",
                "{\"share\": {\"size\": 1, \"share_proto\": \"NFS\", \"share_network_id\": \"x\"}} | 404 | Share network x could not be found.",
                "{\"share\": {\"size\": 1, \"share_proto\": \"NFS\", \"snapshot_id\": \"x\"}} | 404 | ShareSnapshotNotFound: Snapshot x could not be found.",
                "{\"share\": {\"size\": 1, \"share_proto\": \"NFS\", \"is_public\": \"x\"}} | 400 | must be a boolean",
                "{\"share\": {\"size\": 1, \"share_proto\": \"NFS\", \"is_public\": true}} | 403 | Access was denied to this resource."
            })
    void whatIsWrongWithACreateIsSaid(String body, int code, String message) {
        RawResponse answer = member("POST", LIST).json(body).send();

        assertThat(answer.status()).as(answer.body()).isEqualTo(code);
        assertThat(answer.body()).contains(message);
        assertThat(gateway.commands.sent()).isEmpty();
    }

    @Test
    void aBodyThatIsNotThereIsMalformed() {
        assertThat(member("POST", LIST).send().status()).isEqualTo(400);
        assertThat(
                        member("POST", LIST)
                                .json("{\"share\": {}}")
                                .header("Content-Type", "text/plain")
                                .send()
                                .status())
                .isEqualTo(400);
    }

    static Stream<Arguments> refusalsOfADeletion() {
        ShareId id = ShareId.of(Rows.SHARE);
        return Stream.of(
                Arguments.of(
                        new ShareRefused.StatusForbidsDeletion(id, ShareStatus.CREATING),
                        403,
                        "Invalid share: Share status must be one of ('available', 'error',"
                                + " 'inactive')."),
                Arguments.of(
                        new ShareRefused.HasSnapshots(id, 2),
                        403,
                        "Invalid share: Share still has 2 dependent snapshots.."),
                Arguments.of(
                        new ShareRefused.HasReplicas(id),
                        409,
                        "Share "
                                + Rows.SHARE
                                + " has replicas. Remove the replicas before deleting the share."),
                Arguments.of(
                        new ShareRefused.NotFound(id), 404, "The resource could not be found."));
    }

    @ParameterizedTest
    @MethodSource("refusalsOfADeletion")
    void aDeletionThatIsRefused(Refused refused, int code, String message) {
        gateway.commands.failNext(new RefusedException(refused));

        RawResponse answer = member("DELETE", ITEM).send();

        assertThat(answer.status()).isEqualTo(code);
        assertThat(answer.body()).contains("\"message\": \"" + message + "\"");
    }

    @Test
    void oneIsUpdated() {
        RawResponse answer =
                member("PUT", ITEM)
                        .json("{\"share\": {\"display_name\": \"m\", \"is_public\": false}}")
                        .send();

        assertThat(answer.status()).isEqualTo(200);
        UpdateShare command = (UpdateShare) gateway.commands.onlyCommand();
        assertThat(command.name()).extracting("text").isEqualTo("m");
        assertThat(command.description()).isNull();
        assertThat(command.isPublic()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"reset_status, 2.7, 2.6", "os-reset_status, 2.6, 2.7"})
    void resetHasItsNameByVersion(String action, String version, String other) {
        String body = "{\"" + action + "\": {\"status\": \"error\"}}";
        RawRequest tooEarly = gateway.asShareAdmin("POST", ACTION).header(VERSION, other);

        assertThat(tooEarly.json(body).send().status()).isEqualTo(404);
        assertThat(
                        gateway.asShareAdmin("POST", ACTION)
                                .header(VERSION, version)
                                .json(body)
                                .send()
                                .status())
                .isEqualTo(202);
        assertThat(((ResetShareStatus) gateway.commands.onlyCommand()).status())
                .isEqualTo(ShareStatus.ERROR);
    }

    @Test
    void anUnknownOneIsNamedByThoseActions() {
        assertThat(
                        gateway.asShareAdmin("POST", LIST + "/" + Rows.UNKNOWN + "/action")
                                .json("{\"reset_status\": {\"status\": \"error\"}}")
                                .send()
                                .body())
                .contains("ShareNotFound: Share " + Rows.UNKNOWN + " could not be found.");
    }

    @Test
    void theTaskStateIsAnExperimentOfAdministrators() {
        String body = "{\"reset_task_state\": {\"task_state\": null}}";
        RawRequest request = gateway.asShareAdmin("POST", ACTION).json(body);

        assertThat(request.send().status()).isEqualTo(404);
        assertThat(request.header(EXPERIMENTAL, "True").send().status()).isEqualTo(202);
        assertThat(((ResetShareTaskState) gateway.commands.onlyCommand()).taskState()).isNull();
        assertThat(request.header(VERSION, "2.21").send().status()).isEqualTo(404);
        assertThat(
                        gateway.asShareAdmin("POST", ACTION)
                                .header(EXPERIMENTAL, "True")
                                .json("{\"reset_task_state\": {\"task_state\": \"x\"}}")
                                .send()
                                .body())
                .contains("Invalid state. Valid states: migration_starting", ", None.");
    }

    @ParameterizedTest
    @CsvSource({
        "migration_start",
        "migration_complete",
        "migration_cancel",
        "migration_get_progress"
    })
    void sharesDoNotMove(String action) {
        RawResponse answer =
                gateway.asShareAdmin("POST", ACTION).json("{\"" + action + "\": {}}").send();

        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.header(VERSION)).isEqualTo("2.73");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"extend\": {\"new_size\": 2}} | 202",
                "{\"extend\": {\"new_size\": \"2\", \"force\": false}} | 202",
                "{\"extend\": {\"new_size\": 2, \"force\": true}} | 403",
                "{\"extend\": {\"new_size\": 2, \"force\": \"x\"}} | 400",
                "{\"extend\": {\"new_size\": \"x\"}} | 400",
                "{\"extend\": {}} | 400",
                "{\"extend\": null} | 400"
            })
    void oneIsExtended(String body, int code) {
        RawResponse answer = member("POST", ACTION).json(body).send();

        assertThat(answer.status()).as(answer.body()).isEqualTo(code);
        if (code == 202) {
            assertThat(((ExtendShare) gateway.commands.onlyCommand()).sizeGib()).isEqualTo(2);
        } else {
            assertThat(gateway.commands.sent()).isEmpty();
        }
    }

    @Test
    void forceDeletesWhatever() {
        assertThat(
                        gateway.asShareAdmin("POST", ACTION)
                                .json("{\"force_delete\": null}")
                                .send()
                                .status())
                .isEqualTo(202);
        assertThat(((DeleteShare) gateway.commands.onlyCommand()).force()).isTrue();
    }

    @Test
    void aListLooksForEachTypeOnce() {
        gateway.reads.shares.add(Rows.share());

        RawResponse answer = gateway.asShareMember("GET", "/v2/d0/shares/detail").send();

        assertThat(answer.body().split("\"share_type_name\": \"st\"")).hasSize(3);
        assertThat(gateway.reads.shareTypesLookedFor).hasSize(1);
    }
}
