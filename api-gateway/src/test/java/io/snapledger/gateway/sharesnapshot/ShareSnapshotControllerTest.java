package io.snapledger.gateway.sharesnapshot;

import static org.assertj.core.api.Assertions.assertThat;

import io.snapledger.contract.list.ListQuery;
import io.snapledger.contract.refusal.RefusedException;
import io.snapledger.contract.resource.NewText;
import io.snapledger.contract.share.ShareCapabilities;
import io.snapledger.contract.share.ShareId;
import io.snapledger.contract.share.ShareStatus;
import io.snapledger.contract.sharesnapshot.ShareSnapshotCommand.CreateShareSnapshot;
import io.snapledger.contract.sharesnapshot.ShareSnapshotCommand.DeleteShareSnapshot;
import io.snapledger.contract.sharesnapshot.ShareSnapshotCommand.RenameShareSnapshot;
import io.snapledger.contract.sharesnapshot.ShareSnapshotCommand.ResetShareSnapshotStatus;
import io.snapledger.contract.sharesnapshot.ShareSnapshotId;
import io.snapledger.contract.sharesnapshot.ShareSnapshotRefused;
import io.snapledger.contract.sharesnapshot.ShareSnapshotStatus;
import io.snapledger.gateway.fake.RawResponse;
import io.snapledger.gateway.fake.Rows;
import io.snapledger.gateway.fake.RunningGateway;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ShareSnapshotControllerTest {

    private static final String LIST = "/v2/snapshots";
    private static final String ITEM = LIST + "/" + Rows.SHARE_SNAPSHOT;
    private static final String ACTION = ITEM + "/action";
    private static final String VERSION = "X-OpenStack-Manila-API-Version";

    private RunningGateway gateway;

    @BeforeEach
    void fill() {
        gateway = RunningGateway.shared();
        gateway.reads.shares.add(Rows.share());
        gateway.reads.shareSnapshots.add(Rows.shareSnapshot());
    }

    private String links() {
        return "\"links\": [{\"rel\": \"self\", \"href\": \"http://127.0.0.1:%1$d%2$s\"}, {\"rel\": \"bookmark\", \"href\": \"http://127.0.0.1:%1$d%3$s\"}]"
                .formatted(gateway.port(), ITEM, ITEM.substring("/v2".length()));
    }

    private String at216() {
        return "{\"snapshot\": {\"id\": \"%s\", \"share_id\": \"%s\", \"share_size\": 1, \"created_at\": \"2026-11-21T18:15:25.000123\", \"status\": \"available\", \"name\": \"sn1\", \"description\": \"desc sn1\", \"size\": 1, \"share_proto\": \"NFS\", %s"
                .formatted(Rows.SHARE_SNAPSHOT, Rows.SHARE, links());
    }

    @Test
    void fieldsAppearWithTheirVersions() {
        assertThat(gateway.asShareMember("GET", ITEM).header(VERSION, "2.16").send().body())
                .isEqualTo(at216() + "}}");
        assertThat(gateway.asShareMember("GET", ITEM).header(VERSION, "2.17").send().body())
                .isEqualTo(at216() + ", \"user_id\": \"demo\", \"project_id\": \"d0\"}}");
        assertThat(gateway.asShareMember("GET", ITEM).send().body())
                .isEqualTo(
                        at216()
                                + ", \"user_id\": \"demo\", \"project_id\": \"d0\", \"metadata\":"
                                + " {\"m\": \"n\"}}}");
        assertThat(gateway.asShareAdmin("GET", ITEM).header(VERSION, "2.11").send().body())
                .isEqualTo(at216() + "}}");
        assertThat(gateway.asShareAdmin("GET", ITEM).header(VERSION, "2.12").send().body())
                .isEqualTo(at216() + ", \"provider_location\": \"snapshots/one\"}}");
    }

    @Test
    void aFullPageLinksToTheNextFromItsStart() {
        RawResponse answer =
                gateway.asShareMember("GET", LIST + "?limit=1&offset=3&foo=bar").send();

        assertThat(answer.body())
                .isEqualTo(
                        "{\"snapshots\": [{\"id\": \"%s\", \"name\": \"sn1\", %s}], \"share_snapshots_links\": [{\"rel\": \"next\", \"href\": \"http://127.0.0.1:%d/v2/snapshots?limit=1&offset=0&foo=bar&marker=%s\"}]}"
                                .formatted(
                                        Rows.SHARE_SNAPSHOT,
                                        links(),
                                        gateway.port(),
                                        Rows.SHARE_SNAPSHOT));
        assertThat(gateway.reads.queries.getLast())
                .isEqualTo(
                        new ListQuery(
                                "d0",
                                java.util.List.of(),
                                java.util.List.of(new ListQuery.Sort("created_at", false)),
                                null,
                                1,
                                3));
    }

    @Test
    void filtersAreThoseThatThereAreAndTheLastOneCounts() {
        gateway.asShareAdmin(
                        "GET",
                        LIST
                                + "/detail?all_tenants=1&display_name=a&name=b&name~=c&share_id=d&foo=e&sort_key=name&sort_dir=asc")
                .send();

        ListQuery query = gateway.reads.queries.getLast();
        assertThat(query.projectId()).isNull();
        assertThat(query.filters())
                .containsExactly(
                        new ListQuery.Filter("name", "b", false),
                        new ListQuery.Filter("name", "c", true),
                        new ListQuery.Filter("share_id", "d", false));
        assertThat(query.sort()).containsExactly(new ListQuery.Sort("name", true));
    }

    @Test
    void everybodysRowsAreTheAdministrators() {
        gateway.asShareMember("GET", LIST + "?all_tenants=1&project_id=p9").send();

        assertThat(gateway.reads.queries.getLast().projectId()).isEqualTo("d0");
        assertThat(gateway.reads.queries.getLast().filters()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "limit=abc, limit param must be an integer",
        "limit=-1, limit param must be positive",
        "offset=abc, offset must be an integer",
        "offset=-1, offset must be >= 0",
        "sort_dir=up, Invalid input received: Wrong sorting data provided",
        "sort_key=foo, Invalid input received: Wrong sorting key provided - 'foo'",
        "metadata=x, Invalid value for metadata filter."
    })
    void whatIsWrongWithAListIsSaid(String query, String message) {
        RawResponse answer = gateway.asShareMember("GET", LIST + "?" + query).send();

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body()).contains(message);
    }

    @Test
    void oneIsCreated() {
        RawResponse answer =
                gateway.asShareMember("POST", LIST)
                        .json(
                                "{\"snapshot\": {\"share_id\": \"%s\", \"name\": \"n\", \"force\": true, \"metadata\": {\"k\": \"v\"}}}"
                                        .formatted(Rows.SHARE))
                        .send();

        assertThat(answer.status()).as(answer.body()).isEqualTo(202);
        CreateShareSnapshot command = (CreateShareSnapshot) gateway.commands.onlyCommand();
        assertThat(command.shareId()).isEqualTo(ShareId.of(Rows.SHARE));
        assertThat(command.name()).isEqualTo("n");
        assertThat(command.description()).isNull();
        assertThat(command.projectId()).isEqualTo("d0");
        assertThat(command.metadata()).isEqualTo(Map.of("k", "v"));
        assertThat(answer.body())
                .startsWith("{\"snapshot\": {\"id\": \"" + command.id() + "\", \"share_id\": ")
                .contains("\"share_size\": 1, ", "\"status\": \"creating\", \"name\": \"n\"")
                .endsWith("\"metadata\": {\"k\": \"v\"}}}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{} | 422 | Unable to process the contained instructions",
                "{\"snapshot\": 5} | 422 | Unable to process the contained instructions",
                "{\"snapshot\": {}} | 400 | malformed or otherwise incorrect",
                "{\"snapshot\": {\"share_id\": 5}} | 400 | malformed or otherwise incorrect",
                "{\"snapshot\": {\"share_id\": \""
                        + Rows.UNKNOWN
                        + "\"}} | 404 | NotFound: Resource could not be found.",
                "{\"snapshot\": {\"share_id\": \""
                        + Rows.SHARE
                        + "\", \"metadata\": []}} | 400 | malformed or otherwise incorrect",
                "{\"snapshot\": {\"share_id\": \""
                        + Rows.SHARE
                        + "\", \"name\": \"a\\u0000b\"}} | 400 | cannot be stored"
            })
    void whatIsWrongWithACreateIsSaid(String body, int code, String message) {
        RawResponse answer = gateway.asShareMember("POST", LIST).json(body).send();

        assertThat(answer.status()).as(answer.body()).isEqualTo(code);
        assertThat(answer.body()).contains(message);
        assertThat(gateway.commands.sent()).isEmpty();
    }

    @Test
    void aLongNameIsTheClientsMistake() {
        RawResponse answer =
                gateway.asShareMember("POST", LIST)
                        .json(
                                "{\"snapshot\": {\"share_id\": \"%s\", \"name\": \"%s\"}}"
                                        .formatted(Rows.SHARE, "n".repeat(256)))
                        .send();

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body())
                .contains("Invalid input received: name can only be 255 characters long.");
    }

    @Test
    void aShareWithoutSnapshotsHasNone() {
        gateway.reads.shares.clear();
        gateway.reads.shares.add(Rows.share(ShareCapabilities.NONE, false));

        RawResponse answer =
                gateway.asShareMember("POST", LIST)
                        .json("{\"snapshot\": {\"share_id\": \"" + Rows.SHARE + "\"}}")
                        .send();

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.body())
                .contains(
                        "\"computeFault\"",
                        "Snapshots cannot be created for share '"
                                + Rows.SHARE
                                + "' since it does not have that capability.");
    }

    @Test
    void aShareThatIsNotAvailableHasNoNewOnes() {
        gateway.commands.failNext(
                new RefusedException(
                        new ShareSnapshotRefused.ShareNotAvailable(
                                ShareId.of(Rows.SHARE), ShareStatus.ERROR)));

        RawResponse answer =
                gateway.asShareMember("POST", LIST)
                        .json("{\"snapshot\": {\"share_id\": \"" + Rows.SHARE + "\"}}")
                        .send();

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body()).contains("Invalid share: Source share status must be available.");
    }

    @Test
    void anotherProjectsPublicShareIsSeenAndNotTaken() {
        gateway.reads.shares.clear();
        gateway.reads.shares.add(Rows.share(Rows.share().capabilities(), true));

        RawResponse answer =
                gateway.asShareMember("POST", LIST)
                        .header("X-Auth-Token", "eve:e0:member,reader")
                        .json("{\"snapshot\": {\"share_id\": \"" + Rows.SHARE + "\"}}")
                        .send();

        assertThat(answer.status()).isEqualTo(403);
        assertThat(gateway.commands.sent()).isEmpty();
    }

    @Test
    void oneIsRenamed() {
        RawResponse answer =
                gateway.asShareMember("PUT", ITEM)
                        .json("{\"snapshot\": {\"display_name\": \"renamed\", \"name\": \"x\"}}")
                        .send();

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body()).contains("\"name\": \"renamed\", \"description\": \"desc sn1\"");
        RenameShareSnapshot command = (RenameShareSnapshot) gateway.commands.onlyCommand();
        assertThat(command.name()).isEqualTo(new NewText("renamed"));
        assertThat(command.description()).isNull();
    }

    @Test
    void oneIsDeletedOrNot() {
        assertThat(gateway.asShareMember("DELETE", ITEM).send().status()).isEqualTo(202);
        assertThat(gateway.commands.onlyCommand())
                .isInstanceOfSatisfying(
                        DeleteShareSnapshot.class,
                        command -> assertThat(command.force()).isFalse());

        gateway.commands.failNext(
                new RefusedException(
                        new ShareSnapshotRefused.StatusForbidsDeletion(
                                ShareSnapshotId.of(Rows.SHARE_SNAPSHOT),
                                ShareSnapshotStatus.CREATING)));
        assertThat(gateway.asShareMember("DELETE", ITEM).send().body())
                .isEqualTo(
                        "{\"badRequest\": {\"code\": 400, \"message\": \"Invalid share snapshot:"
                                + " Share Snapshot status must be one of ('available',"
                                + " 'error').\"}}");
    }

    @ParameterizedTest
    @CsvSource({"reset_status, 2.7, 2.6", "os-reset_status, 2.6, 2.7"})
    void resetHasItsNameByVersion(String action, String version, String other) {
        String body = "{\"" + action + "\": {\"status\": \"error\"}}";

        assertThat(
                        gateway.asShareAdmin("POST", ACTION)
                                .header(VERSION, other)
                                .json(body)
                                .send()
                                .status())
                .isEqualTo(404);
        assertThat(gateway.commands.sent()).isEmpty();
        assertThat(
                        gateway.asShareAdmin("POST", ACTION)
                                .header(VERSION, version)
                                .json(body)
                                .send()
                                .status())
                .isEqualTo(202);
        assertThat(gateway.commands.onlyCommand())
                .isInstanceOfSatisfying(
                        ResetShareSnapshotStatus.class,
                        command ->
                                assertThat(command.status()).isEqualTo(ShareSnapshotStatus.ERROR));
    }

    @ParameterizedTest
    @CsvSource({"force_delete, 2.73", "os-force_delete, 2.0"})
    void forceIsTheAdministrators(String action, String version) {
        String body = "{\"" + action + "\": null}";

        assertThat(
                        gateway.asShareMember("POST", ACTION)
                                .header(VERSION, version)
                                .json(body)
                                .send()
                                .status())
                .isEqualTo(403);
        assertThat(
                        gateway.asShareAdmin("POST", ACTION)
                                .header(VERSION, version)
                                .json(body)
                                .send()
                                .status())
                .isEqualTo(202);
        assertThat(gateway.commands.onlyCommand())
                .isInstanceOfSatisfying(
                        DeleteShareSnapshot.class, command -> assertThat(command.force()).isTrue());
    }

    @ParameterizedTest
    @ValueSource(strings = {"new", Rows.SHARE_SNAPSHOT + "/edit"})
    void formsAreRoutedAndNotServed(String path) {
        RawResponse answer = gateway.asShareMember("GET", LIST + "/" + path).send();

        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.header(VERSION)).isEqualTo("2.73");
    }
}
