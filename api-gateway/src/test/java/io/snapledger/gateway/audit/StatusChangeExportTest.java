package io.snapledger.gateway.audit;

import static io.snapledger.gateway.audit.ChangesOfProjects.changes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.MeterRegistry;
import io.snapledger.contract.audit.StatusChangeQuery;
import io.snapledger.contract.list.PositionPage;
import io.snapledger.gateway.fake.RawRequest;
import io.snapledger.gateway.fake.RawResponse;
import io.snapledger.gateway.fake.RunningGateway;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class StatusChangeExportTest {

    private static final String PATH = "/audit/v1/status-changes";
    private static final String THROUGH = "X-Audit-Through-Position";
    private static final String ADMIN = "X-Auth-Token: root:a0:admin,member,reader";
    private static final String OTHER_ADMIN = "X-Auth-Token: toor:a0:admin,member,reader";
    private static final String NDJSON = "Accept: application/x-ndjson";
    private static final Duration LONG = Duration.ofSeconds(30);

    private static final RunningGateway GATEWAY =
            RunningGateway.with(
                    "snapledger.audit.exports.at-once=2",
                    "snapledger.audit.exports.per-user=1",
                    "snapledger.audit.exports.patience=1s");

    @AfterAll
    static void close() {
        GATEWAY.close();
    }

    @BeforeEach
    void reset() {
        GATEWAY.reads.reset();
    }

    private static RawRequest asAdmin(String query) {
        return GATEWAY.asAdmin("GET", PATH + query).header("Accept", "application/x-ndjson");
    }

    private static RawRequest asMember(String query) {
        return GATEWAY.asMember("GET", PATH + query).header("Accept", "application/x-ndjson");
    }

    private static List<Long> positions(RawResponse answer) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer.body()
                .lines()
                .map(line -> JsonMapper.shared().readTree(line).get("position").longValue())
                .toList();
    }

    private static List<Long> range(long from, long to) {
        return LongStream.rangeClosed(from, to).boxed().toList();
    }

    private static double underWay() {
        return GATEWAY.beans(MeterRegistry.class)
                .getFirst()
                .get("snapledger.audit.exports")
                .gauge()
                .value();
    }

    @Test
    void everyChangeIsALineAsInAPage() {
        GATEWAY.reads.changes.addAll(changes(1, 2));

        RawResponse lines = asAdmin("").send();
        JsonNode page =
                JsonMapper.shared()
                        .readTree(GATEWAY.asAdmin("GET", PATH + "?order=asc").send().body());

        assertThat(lines.header("Content-Type")).isEqualTo("application/x-ndjson");
        assertThat(lines.header("Cache-Control")).isEqualTo("no-store");
        assertThat(lines.body()).endsWith("}\n");
        assertThat(lines.body().lines().map(line -> JsonMapper.shared().readTree(line)).toList())
                .isEqualTo(page.get("status_changes").valueStream().toList());
    }

    @Test
    void itGoesOnToTheEndPageByPage() {
        GATEWAY.reads.changes.addAll(changes(1, 2_500));

        RawResponse answer = asAdmin("?to=error&since=2026-11-21T18:15:25Z").send();

        assertThat(positions(answer)).isEqualTo(range(1, 2_500));
        assertThat(answer.header(THROUGH)).isEqualTo("2500");
        assertThat(GATEWAY.reads.changeQueries)
                .extracting(StatusChangeQuery::page)
                .containsExactly(
                        new PositionPage(true, 0L, 1_000),
                        new PositionPage(true, 1_000L, 1_000),
                        new PositionPage(true, 2_000L, 1_000));
        assertThat(GATEWAY.reads.settledQueries).hasValue(3);
        assertThat(GATEWAY.reads.changeQueries)
                .allSatisfy(query -> {
                    assertThat(query.to()).containsExactly("error");
                    assertThat(query.since()).isNotNull();
                });
    }

    @Test
    void itEndsWhereTheTrailIsSettled() {
        GATEWAY.reads.changes.addAll(changes(1, 9));
        GATEWAY.reads.settled = 7;

        RawResponse answer = asAdmin("").send();

        assertThat(positions(answer)).isEqualTo(range(1, 7));
        assertThat(answer.header(THROUGH)).isEqualTo("7");
    }

    @Test
    void itGoesOnFromAPosition() {
        GATEWAY.reads.changes.addAll(changes(1, 9));

        assertThat(positions(asAdmin("?after_position=4").send())).isEqualTo(range(5, 9));
        RawResponse nothingNew = asAdmin("?after_position=9").send();
        assertThat(positions(nothingNew)).isEmpty();
        assertThat(nothingNew.header(THROUGH)).isEqualTo("9");
    }

    @Test
    void itCanBeLimitedAndThenSaysNotHowFarItWent() {
        GATEWAY.reads.changes.addAll(changes(1, 1_500));

        RawResponse answer = asAdmin("?limit=1200&order=asc").send();

        assertThat(positions(answer)).isEqualTo(range(1, 1_200));
        assertThat(answer.header(THROUGH)).isNull();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    order=desc | Invalid order: what is not listed page by page is asc.
                    limit=0 | Invalid limit: it must be an integer from 1 to 999999999.
                    after_position=-1 | Invalid after_position: it must be a position.
                    after_position= | Invalid after_position: it must be a position.
                    after_position=99999999999999999999 | Invalid after_position: it must be a position.
                    after_position=1&after_position=1 | Invalid after_position: it must be given once.
                    after_position=10 | There is no position 10 yet: the last one is 9.
                    cursor=x | There is no parameter cursor.
                    last_event_id=1 | There is no parameter last_event_id.
                    resource_id=nope | Invalid resource_id: it must be a UUID.
                    """)
    void whatIsWrongIsNamed(String query, String message) {
        GATEWAY.reads.changes.addAll(changes(1, 9));

        RawResponse answer = asAdmin("?" + query).send();

        assertThat(answer.status()).as(answer.body()).isEqualTo(400);
        assertThat(answer.header("Content-Type")).isEqualTo("application/json");
        assertThat(answer.body()).contains(message);
        assertThat(underWay()).isZero();
    }

    @Test
    void pagesDoNotTakeAPosition() {
        assertThat(GATEWAY.asAdmin("GET", PATH + "?after_position=1").send().body())
                .contains("There is no parameter after_position.");
    }

    @Test
    void eventsOfTheFederationAreLinesToo() {
        GATEWAY.reads.changes.addAll(changes(1, 2));

        RawResponse answer =
                asAdmin("?after_position=1").header("Accept", "application/cadf+json").send();

        assertThat(answer.header("Content-Type")).isEqualTo("application/cadf+json");
        JsonNode event = JsonMapper.shared().readTree(answer.body());
        assertThat(event.get("typeURI").stringValue())
                .isEqualTo("http://schemas.dmtf.org/cloud/audit/1.0/event");
        assertThat(event.get("target").get("typeURI").stringValue())
                .isEqualTo("storage/volume/group/snapshot");
        assertThat(answer.body().lines()).hasSize(1);
    }

    @Test
    void otherTypesAreRefused() {
        RawResponse answer = asAdmin("").header("Accept", "text/csv").send();

        assertThat(answer.status()).isEqualTo(406);
        assertThat(answer.header("Content-Type")).isEqualTo("application/json");
    }

    @Test
    void aReaderIsGivenTheOwnProjectAlone() {
        GATEWAY.reads.changes.addAll(changes(1, 2));
        asMember("").send();
        assertThat(GATEWAY.reads.changeQueries)
                .extracting(StatusChangeQuery::projectIds)
                .containsExactly(List.of("d0"));

        GATEWAY.reads.changeQueries.clear();
        RawResponse anothers = asMember("?project_id=b0").send();
        assertThat(positions(anothers)).isEmpty();
        assertThat(GATEWAY.reads.changeQueries).isEmpty();
    }

    @Test
    void itTakesAReaderWithAToken() {
        assertThat(asMember("").header("X-Auth-Token", "demo:d0:guest").send().status())
                .isEqualTo(403);
        assertThat(asMember("").without("X-Auth-Token").send().status()).isEqualTo(401);
    }

    @Test
    void whatBreaksOffIsNotTakenForTheWhole() {
        GATEWAY.reads.changes.addAll(changes(1, 1_500));
        GATEWAY.reads.beforeChanges =
                query -> {
                    if (Long.valueOf(1_000).equals(query.page().after())) {
                        throw new IllegalStateException("the second page cannot be read");
                    }
                };
        try (OpenAnswer answer = new OpenAnswer(GATEWAY.port(), PATH, ADMIN, NDJSON)) {
            assertThat(answer.status()).isEqualTo(200);
            int lines = 0;
            while (answer.line() != null) {
                lines++;
            }
            assertThat(lines).isBetween(1, 1_000);
            assertThat(answer.isWhole()).isFalse();
        }
        await().atMost(LONG).until(() -> underWay() == 0);
    }

    @Test
    void whoGoesAwayOrDoesNotReadGivesThePlaceFree() {
        GATEWAY.reads.changes.addAll(changes(1, 40_000));
        try (OpenAnswer slow = new OpenAnswer(GATEWAY.port(), PATH, ADMIN, NDJSON);
                OpenAnswer gone = new OpenAnswer(GATEWAY.port(), PATH, OTHER_ADMIN, NDJSON)) {
            assertThat(slow.status()).isEqualTo(200);
            assertThat(gone.status()).isEqualTo(200);

            RawResponse second = asAdmin("").send();
            assertThat(second.status()).isEqualTo(429);
            assertThat(second.header("Retry-After")).isEqualTo("10");
            assertThat(second.body()).startsWith("{\"overLimit\"");
            RawResponse third = asMember("").send();
            assertThat(third.status()).isEqualTo(503);
            assertThat(third.header("Retry-After")).isEqualTo("10");

            gone.reset();
            await().atMost(LONG).until(() -> underWay() <= 1);
            // It is still connected, and has taken nothing for the time that is allowed.
            await().atMost(LONG).until(() -> underWay() == 0);
        }
        assertThat(asAdmin("?limit=1").send().status()).isEqualTo(200);
    }

    @Test
    void whoReadsSlowlyButReadsIsWaitedFor() {
        GATEWAY.reads.changes.addAll(changes(1, 30_000));
        try (OpenAnswer slow = new OpenAnswer(GATEWAY.port(), PATH, ADMIN, NDJSON)) {
            assertThat(slow.status()).isEqualTo(200);
            long lines = 0;
            while (slow.line() != null) {
                lines++;
                if (lines % 5_000 == 0) {
                    // Shorter than the pause that is allowed, all of them together longer.
                    LockSupport.parkNanos(Duration.ofMillis(300).toNanos());
                }
            }
            assertThat(lines).isEqualTo(30_000);
            assertThat(slow.isWhole()).isTrue();
        }
    }
}
