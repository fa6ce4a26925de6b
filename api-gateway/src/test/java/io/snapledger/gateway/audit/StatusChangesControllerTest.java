package io.snapledger.gateway.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.snapledger.contract.audit.StatusChangeQuery;
import io.snapledger.contract.audit.StatusChangeView;
import io.snapledger.contract.list.PositionPage;
import io.snapledger.contract.origin.Actor;
import io.snapledger.contract.origin.Cause;
import io.snapledger.gateway.fake.RawRequest;
import io.snapledger.gateway.fake.RawResponse;
import io.snapledger.gateway.fake.Rows;
import io.snapledger.gateway.fake.RunningGateway;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class StatusChangesControllerTest {

    private static final String PATH = "/audit/v1/status-changes";

    private final RunningGateway gateway = RunningGateway.shared();

    @BeforeEach
    void addRows() {
        for (long position = 9; position > 0; position--) {
            gateway.reads.changes.add(change(position));
        }
    }

    private static StatusChangeView change(long position) {
        return new StatusChangeView(
                new UUID(8, position),
                position,
                Instant.parse("2026-11-21T18:15:25.000123Z"),
                "group-snapshot.status-reset",
                "group-snapshot",
                UUID.fromString(Rows.GROUP_SNAPSHOT),
                "d0",
                "available",
                "error",
                Cause.ADMINISTRATOR,
                "disk is gone",
                new Actor("root", "a0", List.of("admin"), "192.0.2.7"),
                "req-00000000-0000-4000-8000-000000000001",
                null);
    }

    private RawResponse list(String query) {
        return gateway.asAdmin("GET", PATH + query).send();
    }

    private StatusChangeQuery asked(RawRequest request) {
        gateway.reads.changeQueries.clear();
        RawResponse answer = request.send();
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return gateway.reads.changeQueries.getFirst();
    }

    private static List<Long> positions(RawResponse answer) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return json(answer)
                .get("status_changes")
                .valueStream()
                .map(row -> row.get("position").longValue())
                .toList();
    }

    private static JsonNode json(RawResponse answer) {
        return JsonMapper.shared().readTree(answer.body());
    }

    private static Map<String, URI> links(RawResponse answer) {
        return json(answer)
                .get("status_changes_links")
                .valueStream()
                .collect(
                        Collectors.toMap(
                                link -> link.get("rel").stringValue(),
                                link -> URI.create(link.get("href").stringValue())));
    }

    private static URI link(RawResponse answer, String rel) {
        return Objects.requireNonNull(links(answer).get(rel), rel);
    }

    @Test
    void aRowLooksAsInTheHistoryOfItsResource() {
        RawResponse answer = list("?limit=1");

        assertThat(answer.header("Content-Type")).isEqualTo("application/json");
        assertThat(answer.body())
                .startsWith(
                        "{\"status_changes\": [{\"position\": 9, \"event_id\":"
                                + " \"00000000-0000-0008-0000-000000000009\", \"event\":"
                                + " \"group-snapshot.status-reset\", \"at\":"
                                + " \"2026-11-21T18:15:25.000123Z\", \"resource_type\":"
                                + " \"group-snapshot\", \"resource_id\":"
                                + " \"66666666-0000-4000-8000-000000000001\", \"project_id\":"
                                + " \"d0\", \"from\": \"available\", \"to\": \"error\","
                                + " \"cause\": \"administrator\", \"reason\": \"disk is gone\","
                                + " \"actor\": {\"user_id\": \"root\", \"project_id\": \"a0\","
                                + " \"roles\": [\"admin\"], \"address\": \"192.0.2.7\"},"
                                + " \"request_id\": \"req-00000000-0000-4000-8000-000000000001\","
                                + " \"global_request_id\": null}], \"status_changes_links\":"
                                + " [{\"rel\": \"next\", \"href\":"
                                + " \"http://127.0.0.1:");
    }

    @Test
    void withoutParametersTheNewestHundredOfAllAreAskedFor() {
        assertThat(asked(gateway.asAdmin("GET", PATH)))
                .isEqualTo(
                        new StatusChangeQuery(
                                List.of(),
                                List.of(),
                                List.of(),
                                List.of(),
                                List.of(),
                                List.of(),
                                List.of(),
                                List.of(),
                                null,
                                null,
                                new PositionPage(false, null, 101)));
    }

    @Test
    void everyFilterIsHeededAndMayBeRepeated() {
        String id = Rows.VOLUME;
        assertThat(
                        asked(
                                gateway.asAdmin(
                                        "GET",
                                        PATH
                                                + "?resource_type=volume&resource_type=group&resource_id="
                                                + id
                                                + "&project_id=p%201&project_id=p2&actor=u&cause=agent"
                                                + "&cause=agent&cause=deadline&from=creating&to=error"
                                                + "&to=available&request_id=req-1"
                                                + "&since=2026-11-21T18:15:25.5Z"
                                                + "&until=2026-11-21t20:15:25%2B01:00&order=asc&limit=7")))
                .isEqualTo(
                        new StatusChangeQuery(
                                List.of("volume", "group"),
                                List.of(UUID.fromString(id)),
                                List.of("p 1", "p2"),
                                List.of("u"),
                                List.of(Cause.AGENT, Cause.DEADLINE),
                                List.of("creating"),
                                List.of("error", "available"),
                                List.of("req-1"),
                                Instant.parse("2026-11-21T18:15:25.5Z"),
                                Instant.parse("2026-11-21T19:15:25Z"),
                                new PositionPage(true, null, 8)));
    }

    @Test
    void aPlusThatWasNotEscapedIsStillAnOffset() {
        assertThat(asked(gateway.asAdmin("GET", PATH + "?since=2026-11-21T20:15:25+02:00")).since())
                .isEqualTo(Instant.parse("2026-11-21T18:15:25Z"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    resource_type=teapot | Invalid resource_type: it must be one of group, group-snapshot, group-type, share, share-instance, share-snapshot, share-snapshot-instance, share-type, snapshot, volume, volume-type.
                    resource_id=nope | Invalid resource_id: it must be a UUID.
                    project_id= | Invalid project_id: it must have 1 to 255 characters.
                    actor= | Invalid actor: it must have 1 to 255 characters.
                    from= | Invalid from: it must have 1 to 255 characters.
                    to= | Invalid to: it must have 1 to 255 characters.
                    request_id= | Invalid request_id: it must have 1 to 255 characters.
                    cause=AGENT | Invalid cause: it must be one of request, agent, deadline, administrator.
                    since=2026-02-30T00:00:00Z | Invalid since: it must be a time as in RFC 3339, for example 2026-11-21T18:15:25Z.
                    since=2026-02-03T00:00:00 | Invalid since: it must be a time as in RFC 3339, for example 2026-11-21T18:15:25Z.
                    until=yesterday | Invalid until: it must be a time as in RFC 3339, for example 2026-11-21T18:15:25Z.
                    until=2026-11-21T18:15:25Z&until=2026-11-21T18:15:25Z | Invalid until: it must be given once.
                    limit=0 | Invalid limit: it must be an integer from 1 to 1000.
                    limit=1001 | Invalid limit: it must be an integer from 1 to 1000.
                    limit=-1 | Invalid limit: it must be an integer from 1 to 1000.
                    limit=99999999999 | Invalid limit: it must be an integer from 1 to 1000.
                    limit=1&limit=1 | Invalid limit: it must be given once.
                    order=up | Invalid order: it must be asc or desc.
                    cursor= | Invalid cursor: it must come from a link of this list.
                    cursor=MW4tNQ | Invalid cursor: it must come from a link of this list.
                    cursor=%FF%00 | Error decoding your request. Either the URL or the request body contained characters that could not be decoded by Cinder.
                    marker=x | There is no parameter marker.
                    """)
    void whatIsWrongIsNamed(String query, String message) {
        RawResponse answer = list("?" + query);

        assertThat(answer.status()).as(answer.body()).isEqualTo(400);
        assertThat(json(answer).get("badRequest").get("message").stringValue()).isEqualTo(message);
        assertThat(gateway.reads.changeQueries).isEmpty();
    }

    @Test
    void aFilterIsNotRepeatedWithoutEnd() {
        String fifty =
                Stream.iterate(1, n -> n + 1)
                        .limit(50)
                        .map(n -> "actor=" + n)
                        .collect(Collectors.joining("&", "?", ""));

        assertThat(list(fifty).status()).isEqualTo(200);
        assertThat(json(list(fifty + "&actor=51")).get("badRequest").get("message").stringValue())
                .isEqualTo("Invalid actor: it must not be repeated more than 50 times.");
    }

    @Test
    void oneReadsOnAndBackAgain() {
        RawResponse first = list("?limit=2&to=error&actor=a%20b");
        assertThat(positions(first)).containsExactly(9L, 8L);
        assertThat(links(first)).containsOnlyKeys("next");
        URI next = link(first, "next");
        assertThat(next.getPath()).isEqualTo(PATH);
        assertThat(next.getRawQuery()).startsWith("limit=2&to=error&actor=a+b&cursor=");

        gateway.reads.changes.removeIf(change -> change.position() >= 8);
        StatusChangeQuery second = asked(gateway.asAdmin("GET", target(next)));
        assertThat(second.page()).isEqualTo(new PositionPage(false, 8L, 3));
        assertThat(second.to()).containsExactly("error");
        RawResponse page = gateway.asAdmin("GET", target(next)).send();
        assertThat(positions(page)).containsExactly(7L, 6L);
        assertThat(links(page)).containsOnlyKeys("next", "previous");

        // Backward, the read side gives the nearest first.
        gateway.reads.changes.clear();
        gateway.reads.changes.add(change(8));
        gateway.reads.changes.add(change(9));
        URI previous = link(page, "previous");
        assertThat(asked(gateway.asAdmin("GET", target(previous))).page())
                .isEqualTo(new PositionPage(true, 7L, 3));
        RawResponse back = gateway.asAdmin("GET", target(previous)).send();
        assertThat(positions(back)).containsExactly(9L, 8L);
        assertThat(links(back)).containsOnlyKeys("next");
        assertThat(link(back, "next")).isEqualTo(next);
    }

    @Test
    void oldestFirstTheSameHoldsTheOtherWayRound() {
        gateway.reads.changes.sort((one, other) -> Long.compare(one.position(), other.position()));
        RawResponse first = list("?limit=3&order=asc");
        assertThat(positions(first)).containsExactly(1L, 2L, 3L);

        assertThat(asked(gateway.asAdmin("GET", target(link(first, "next")))).page())
                .isEqualTo(new PositionPage(true, 3L, 4));
    }

    @Test
    void theLastPageHasNoNextAndAnEmptyOneNoLinksAtAll() {
        RawResponse all = list("?limit=9");
        assertThat(positions(all)).hasSize(9);
        assertThat(links(all)).isEmpty();

        gateway.reads.changes.clear();
        assertThat(list("").body())
                .isEqualTo("{\"status_changes\": [], \"status_changes_links\": []}");
    }

    private static String target(URI link) {
        return link.getRawPath() + "?" + link.getRawQuery();
    }

    @Test
    void aReaderIsShownTheOwnProjectAlone() {
        assertThat(asked(gateway.asMember("GET", PATH)).projectIds()).containsExactly("d0");
        assertThat(
                        asked(gateway.asMember("GET", PATH + "?project_id=b0&project_id=d0"))
                                .projectIds())
                .containsExactly("d0");
    }

    @Test
    void anothersProjectIsAsIfItWereNotThere() {
        assertThat(gateway.asMember("GET", PATH + "?project_id=b0").send().body())
                .isEqualTo("{\"status_changes\": [], \"status_changes_links\": []}");
        assertThat(gateway.reads.changeQueries).isEmpty();
    }

    @Test
    void itTakesAReader() {
        RawResponse answer =
                gateway.asMember("GET", PATH).header("X-Auth-Token", "demo:d0:guest").send();

        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.body())
                .contains("Policy doesn't allow audit:status_changes:get_all to be performed.");
    }

    @Test
    void itTakesAToken() {
        assertThat(gateway.request("GET", PATH).send().status()).isEqualTo(401);
    }
}
