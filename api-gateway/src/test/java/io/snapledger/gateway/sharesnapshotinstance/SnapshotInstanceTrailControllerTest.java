package io.snapledger.gateway.sharesnapshotinstance;

import static org.assertj.core.api.Assertions.assertThat;

import io.snapledger.contract.sharesnapshot.ShareSnapshotStatus;
import io.snapledger.contract.sharesnapshotinstance.ShareSnapshotInstanceQuery;
import io.snapledger.contract.sharesnapshotinstance.ShareSnapshotInstanceQuery.Order;
import io.snapledger.gateway.fake.RawResponse;
import io.snapledger.gateway.fake.Rows;
import io.snapledger.gateway.fake.RunningGateway;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SnapshotInstanceTrailControllerTest {

    private static final String PATH = "/audit/v1/snapshot-instances";
    private static final String SECOND = "cccccccc-0000-4000-8000-000000000002";

    private RunningGateway gateway;

    @BeforeEach
    void fill() {
        gateway = RunningGateway.shared();
        gateway.reads.shareSnapshotInstances.add(Rows.snapshotInstance());
        gateway.reads.shareSnapshotInstances.add(Rows.snapshotInstance(SECOND));
    }

    private ShareSnapshotInstanceQuery query() {
        return gateway.reads.snapshotInstanceQueries.getLast();
    }

    @Test
    void aPageLinksToTheNext() {
        RawResponse first = gateway.asAdmin("GET", PATH + "?limit=1&status=available").send();

        assertThat(first.status()).as(first.body()).isEqualTo(200);
        assertThat(first.body())
                .contains("\"id\": \"" + Rows.SNAPSHOT_INSTANCE + "\"", "\"project_id\": \"d0\"")
                .contains("\"host\": \"snapledger@alpha#alpha\"")
                .containsPattern("\"created_at\": \"[-\\dT:]+\\.\\d{6}Z\"")
                .doesNotContain(SECOND)
                .contains(PATH + "?limit=1&status=available&cursor=");
        assertThat(query().limit()).isEqualTo(2);
        assertThat(query().order()).isEqualTo(Order.CREATED_AT);
        assertThat(query().ascending()).isFalse();
        assertThat(query().statuses()).containsExactly(ShareSnapshotStatus.AVAILABLE);

        String next =
                first.body()
                        .replaceFirst("(?s).*\"href\": \"[^\"]*?/audit", "/audit")
                        .replaceFirst("(?s)\".*", "");
        RawResponse second = gateway.asAdmin("GET", next).send();

        assertThat(second.body())
                .contains("\"id\": \"" + SECOND + "\"", "\"snapshot_instances_links\": []");
        assertThat(query().after()).isEqualTo(Order.CREATED_AT.of(Rows.snapshotInstance()));

        RawResponse otherwise = gateway.asAdmin("GET", next + "&sort=status").send();
        assertThat(otherwise.status()).isEqualTo(400);
        assertThat(otherwise.body()).contains("Invalid cursor");
    }

    @Test
    void everyFilterIsPassedOn() {
        Instant now = Instant.now();
        gateway.asAdmin(
                        "GET",
                        PATH
                                + "?backend=alpha&backend=beta&project_id=d0&host=h&sort=host&order=asc"
                                + "&older_than=P1D&newer_than=P7D&snapshot_id="
                                + Rows.SHARE_SNAPSHOT)
                .send();

        assertThat(query().backends()).containsExactly("alpha", "beta");
        assertThat(query().hosts()).containsExactly("h");
        assertThat(query().projectIds()).containsExactly("d0");
        assertThat(query().order()).isEqualTo(Order.HOST);
        assertThat(query().ascending()).isTrue();
        assertThat(query().createdUntil())
                .isBetween(now.minus(Duration.ofHours(25)), now.minus(Duration.ofHours(23)));
        assertThat(query().createdSince())
                .isBetween(now.minus(Duration.ofDays(8)), now.minus(Duration.ofDays(6)));
    }

    @Test
    void aProjectSeesItsOwnWithoutTheirPlaces() {
        RawResponse answer = gateway.asMember("GET", PATH).send();

        assertThat(query().projectIds()).containsExactly("d0");
        assertThat(answer.body()).doesNotContain("host", "provider_location");

        gateway.reads.snapshotInstanceQueries.clear();
        assertThat(gateway.asMember("GET", PATH + "?project_id=p9").send().body())
                .isEqualTo("{\"snapshot_instances\": [], \"snapshot_instances_links\": []}");
        assertThat(gateway.reads.snapshotInstanceQueries).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"host=h", "backend=alpha", "sort=host"})
    void whereTheyAreNobodyElseFindsOut(String query) {
        RawResponse answer = gateway.asMember("GET", PATH + "?" + query).send();

        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.body()).contains("Only administrators may ask for hosts and backends.");
        assertThat(gateway.reads.snapshotInstanceQueries).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "status=gone | Invalid status: it must be one of creating",
                "sort=name | Invalid sort: it must be one of id, created_at, status, host, project_id.",
                "sort=id&sort=host | Invalid sort: it must be given once.",
                "older_than=yesterday | Invalid older_than: it must be a duration as in ISO 8601",
                "older_than=-P1D | Invalid older_than: it must be a duration as in ISO 8601",
                "cursor=x | Invalid cursor: it must come from a link of this list.",
                "limit=0 | Invalid limit: it must be an integer from 1 to 1000.",
                "marker=x | There is no parameter marker."
            })
    void whatIsWrongIsNamed(String query, String message) {
        RawResponse answer = gateway.asAdmin("GET", PATH + "?" + query).send();

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body()).contains(message);
        assertThat(gateway.reads.snapshotInstanceQueries).isEmpty();
    }
}
