package io.snapledger.gateway.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.snapledger.contract.audit.AsOf;
import io.snapledger.contract.audit.ResourceStateView;
import io.snapledger.gateway.fake.RawResponse;
import io.snapledger.gateway.fake.Rows;
import io.snapledger.gateway.fake.RunningGateway;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ResourceStateControllerTest {

    private static final String LIST = "/audit/v1/volume";
    private static final String PATH = LIST + "/" + Rows.VOLUME;

    private RunningGateway gateway;

    @BeforeEach
    void fill() {
        gateway = RunningGateway.shared();
        gateway.reads.states.add(Rows.state());
    }

    @Test
    void anAdministratorSeesWhatAResourceWasAndWhere() {
        RawResponse answer = gateway.asAdmin("GET", PATH + "?as_of=20").send();

        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        assertThat(answer.body())
                .startsWith("{\"as_of\": \"20\", \"resource\": {\"resource_type\": \"volume\"")
                .contains(
                        "\"position\": 18",
                        "\"event\": \"volume.created\"",
                        "\"deleted\": false",
                        "\"status\": \"available\"",
                        "\"provider_location\": \"volumes/v1\"",
                        "\"agent\": {");
        assertThat(gateway.reads.askedAsOf).containsExactly(AsOf.position(20));
    }

    @Test
    void othersAreNotToldWhereItWas() {
        RawResponse answer = gateway.asMember("GET", PATH).send();

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body())
                .contains("\"as_of\": \"1000\"", "\"attributes\": {\"status\": \"available\"}")
                .doesNotContain("provider_location", "agent");
    }

    @Test
    void aTimeIsTakenWithItsZone() {
        gateway.asAdmin("GET", PATH + "?as_of=2026-01-01T02:00:00%2B02:00").send();

        assertThat(gateway.reads.askedAsOf)
                .containsExactly(AsOf.time(Instant.parse("2026-01-01T00:00:00Z")));
    }

    @Test
    void aTimeFinerThanThoseOfEventsIsNotRoundedUp() {
        RawResponse answer =
                gateway.asAdmin("GET", PATH + "?as_of=2026-01-01T00:00:00.9999999Z").send();

        assertThat(gateway.reads.askedAsOf)
                .containsExactly(AsOf.time(Instant.parse("2026-01-01T00:00:00.999999Z")));
        assertThat(answer.body()).startsWith("{\"as_of\": \"2026-01-01T00:00:00.999999Z\"");
    }

    @Test
    void anEarlierPageIsFollowedByOneAsOfTheSameMoment() {
        ResourceStateView second =
                new ResourceStateView(
                        19,
                        UUID.randomUUID(),
                        "volume.requested",
                        Instant.EPOCH,
                        "volume",
                        UUID.randomUUID(),
                        "d0",
                        false,
                        Rows.state().state());
        gateway.reads.states.add(second);

        RawResponse answer =
                gateway.asAdmin("GET", LIST + "?limit=1&project_id=d0&deleted=true").send();

        assertThat(answer.body())
                .contains("\"resource_id\": \"" + Rows.VOLUME + "\"")
                .doesNotContain(second.resourceId().toString())
                .contains(
                        LIST
                                + "?limit=1&project_id=d0&deleted=true&as_of=1000&cursor="
                                + Rows.VOLUME);
        assertThat(gateway.reads.stateQueries.getLast().limit()).isEqualTo(2);
        assertThat(gateway.reads.stateQueries.getLast().deleted()).isTrue();
    }

    @Test
    void nobodyListsAnotherProjects() {
        assertThat(gateway.asMember("GET", LIST + "?project_id=p9&as_of=7").send().body())
                .isEqualTo("{\"as_of\": \"7\", \"resources\": [], \"resources_links\": []}");
        assertThat(gateway.asMember("GET", LIST + "?project_id=").send().body())
                .contains("\"resources\": []");
        assertThat(gateway.reads.stateQueries).isEmpty();

        gateway.asMember("GET", LIST).send();
        assertThat(gateway.reads.stateQueries.getLast().projectId()).isEqualTo("d0");

        gateway.asAdmin("GET", "/audit/v1/volume-type?project_id=").send();
        assertThat(gateway.reads.stateQueries.getLast().projectId()).isNull();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "as_of=1001 | Invalid as_of: the last event is at position 1000.",
                "as_of=99999999999999999999 | Invalid as_of: the last event is at position 1000.",
                "as_of= | Invalid as_of: it must be a time as in RFC 3339",
                "as_of=2999-01-01T00:00:00Z | Invalid as_of: it lies in the future.",
                "as_of=yesterday | Invalid as_of: it must be a time as in RFC 3339",
                "as_of=-1 | Invalid as_of: it must be a time as in RFC 3339",
                "as_of=2026-02-30T00:00:00Z | Invalid as_of: it must be a time as in RFC 3339",
                "as_of=1&as_of=2 | Invalid as_of: it must be given once.",
                "at=1 | There is no parameter at."
            })
    void aMomentThatIsNoneIsNamed(String query, String message) {
        for (String path : new String[] {PATH, LIST}) {
            RawResponse answer = gateway.asAdmin("GET", path + "?" + query).send();

            assertThat(answer.status()).isEqualTo(400);
            assertThat(answer.body()).contains(message);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "limit=0 | Invalid limit: it must be an integer from 1 to 1000.",
                "limit=99999999999 | Invalid limit: it must be an integer from 1 to 1000.",
                "project_id=%00 | Invalid project_id: it must have at most 255 characters",
                "deleted=1 | Invalid deleted: it must be true or false.",
                "cursor=x | Invalid cursor: it must come from a link of this list."
            })
    void whatIsWrongIsNamed(String query, String message) {
        RawResponse answer = gateway.asAdmin("GET", LIST + "?" + query).send();

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body()).contains(message);
        assertThat(gateway.reads.stateQueries).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/audit/v1/refused-attempt", "/audit/v1/x/" + Rows.VOLUME})
    void whatIsNoResourceHasNoState(String path) {
        RawResponse answer = gateway.asAdmin("GET", path).send();

        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.body()).contains("There is no resource type");
    }

    @Test
    void beforeItsBeginningThereIsNone() {
        gateway.reads.states.clear();
        RawResponse answer = gateway.asAdmin("GET", PATH + "?as_of=3").send();

        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.body()).contains("There is no volume " + Rows.VOLUME + " as of then.");
    }
}
