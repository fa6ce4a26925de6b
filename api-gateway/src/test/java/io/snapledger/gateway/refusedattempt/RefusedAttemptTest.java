package io.snapledger.gateway.refusedattempt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.snapledger.contract.list.PositionPage;
import io.snapledger.contract.origin.Actor;
import io.snapledger.contract.origin.Cause;
import io.snapledger.contract.origin.Origin;
import io.snapledger.contract.refusedattempt.RefusedAttemptCommand.RecordRefusedAttempt;
import io.snapledger.contract.refusedattempt.RefusedAttemptCommand.RecordSuppressedAttempts;
import io.snapledger.contract.refusedattempt.RefusedAttemptQuery;
import io.snapledger.contract.refusedattempt.RefusedAttemptView;
import io.snapledger.gateway.fake.RawResponse;
import io.snapledger.gateway.fake.Rows;
import io.snapledger.gateway.fake.RunningGateway;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RefusedAttemptTest {

    private static final String PATH = "/audit/v1/refused-attempts";

    private static final RunningGateway SHARED =
            RunningGateway.with(
                    "snapledger.refused-attempts.per-caller=10000",
                    "snapledger.refused-attempts.in-all=10000",
                    "snapledger.refused-attempts.wait=30s");

    private RunningGateway gateway = SHARED;

    @AfterAll
    static void stop() {
        SHARED.close();
    }

    @BeforeEach
    void addRows() {
        gateway.reads.reset();
        gateway.commands.reset();
        gateway.reads.groupSnapshots.add(Rows.groupSnapshot());
        gateway.reads.volumes.add(Rows.volume());
    }

    /** One with other settings, for this test alone. */
    private RunningGateway other(String... settings) {
        gateway = RunningGateway.with(settings);
        addRows();
        return gateway;
    }

    private RawResponse reset(String id, String body) {
        return gateway.asMember("POST", "/v3/d0/group_snapshots/" + id + "/action")
                .json(body)
                .send();
    }

    private RawResponse refusedByPolicy() {
        RawResponse answer =
                reset(Rows.GROUP_SNAPSHOT, "{\"reset_status\": {\"status\": \"error\"}}");
        assertThat(answer.status()).isEqualTo(403);
        return answer;
    }

    private RecordRefusedAttempt onlyReport() {
        assertThat(gateway.commands.reports()).hasSize(1);
        return (RecordRefusedAttempt) gateway.commands.reports().getFirst().getPayload();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    66666666-0000-4000-8000-000000000001 | {"reset_status": {"status": "error"}} | error | 403 | Policy doesn't allow group:reset_group_snapshot_status to be performed.
                    00000000-0000-4000-8000-00000000dead | {"reset_status": {"status": "error"}} | error | 404 | GroupSnapshot 00000000-0000-4000-8000-00000000dead could not be found.
                    nope | {"reset_status": {"status": "error"}} | error | 404 | GroupSnapshot nope could not be found.
                    """)
    void whatWasAskedAndWhyItWasRefusedIsRecordedBeforeTheAnswer(
            String id, String body, String asked, int code, String message) {
        RawResponse answer = reset(id, body);

        assertThat(answer.status()).isEqualTo(code);
        RecordRefusedAttempt report = onlyReport();
        assertThat(report.action()).isEqualTo("reset_status");
        assertThat(report.resourceType()).isEqualTo("group-snapshot");
        assertThat(report.resourceId()).isEqualTo(id);
        assertThat(report.projectId()).isEqualTo("d0");
        assertThat(report.asked()).isEqualTo(asked);
        assertThat(report.code()).isEqualTo(code);
        assertThat(report.message()).isEqualTo(message);
        Origin origin = Origin.from(gateway.commands.reports().getFirst().getMetaData());
        assertThat(origin.cause()).isEqualTo(Cause.REQUEST);
        assertThat(origin.actor().userId()).isEqualTo("demo");
        assertThat(origin.requestId()).isEqualTo(answer.header("x-openstack-request-id"));
        assertThat(gateway.commands.sent()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    {"reset_status": {"status": "teapot"}} | teapot
                    {"reset_status": {"status": 7}} | 7
                    {"reset_status": {"status": "a\\u0000b"}} | a\uFFFDb
                    {"reset_status": {}} |
                    {"reset_status": null} |
                    """)
    void anInvalidStatusIsRecordedAsFarAsItIsOne(String body, String asked) {
        assertThat(reset(Rows.GROUP_SNAPSHOT, body).status()).isEqualTo(400);

        assertThat(onlyReport().asked()).isEqualTo(asked);
        assertThat(onlyReport().code()).isEqualTo(400);
    }

    @Test
    void aStatusOfAnyLengthIsCutShort() {
        reset(
                Rows.GROUP_SNAPSHOT,
                "{\"reset_status\": {\"status\": \"" + "x".repeat(5000) + "\"}}");

        assertThat(onlyReport().asked()).isEqualTo("x".repeat(255));
        assertThat(onlyReport().message()).hasSizeLessThanOrEqualTo(255);
    }

    @Test
    void aVersionBeforeTheActionIsARefusalToo() {
        gateway.asAdmin("POST", "/v3/a0/group_snapshots/" + Rows.GROUP_SNAPSHOT + "/action")
                .at("3.18")
                .json("{\"reset_status\": {\"status\": \"error\"}}")
                .send();

        assertThat(onlyReport().code()).isEqualTo(404);
    }

    @Test
    void volumesHaveANameOfTheirOwnForIt() {
        gateway.asMember("POST", "/v3/d0/volumes/" + Rows.VOLUME + "/action")
                .json("{\"os-reset_status\": {\"status\": \"error\"}}")
                .send();

        assertThat(onlyReport().resourceType()).isEqualTo("volume");
        assertThat(onlyReport().action()).isEqualTo("os-reset_status");
    }

    @Test
    void nothingElseIsRecorded() {
        assertThat(
                        gateway.asAdmin(
                                        "POST",
                                        "/v3/a0/group_snapshots/" + Rows.GROUP_SNAPSHOT + "/action")
                                .json("{\"reset_status\": {\"status\": \"error\"}}")
                                .send()
                                .status())
                .isEqualTo(202);
        assertThat(gateway.asMember("GET", "/v3/d0/group_snapshots/nope").send().status())
                .isEqualTo(404);
        assertThat(reset(Rows.GROUP_SNAPSHOT, "{\"teapot\": {}}").status()).isEqualTo(400);
        gateway.reads.outage = new IllegalStateException(new SQLTransientConnectionException("x"));
        assertThat(
                        reset(Rows.GROUP_SNAPSHOT, "{\"reset_status\": {\"status\": \"error\"}}")
                                .status())
                .isEqualTo(503);

        assertThat(gateway.commands.reports()).isEmpty();
    }

    @Test
    void beyondItsShareACallersAttemptsAreCountedAndReportedTogether() {
        try (RunningGateway own =
                other(
                        "snapledger.refused-attempts.per-caller=2",
                        "snapledger.refused-attempts.wait=30s",
                        "snapledger.refused-attempts.window=1h")) {
            for (int i = 0; i < 5; i++) {
                refusedByPolicy();
            }
            assertThat(own.commands.reports()).hasSize(2);
        }

        // What is counted is reported when the window ends, and when the gateway does.
        assertThat(gateway.commands.reports()).hasSize(3);
        RecordSuppressedAttempts rest =
                (RecordSuppressedAttempts) gateway.commands.reports().getLast().getPayload();
        assertThat(rest.count()).isEqualTo(3);
        assertThat(rest.projectId()).isEqualTo("d0");
        assertThat(rest.since()).isBeforeOrEqualTo(rest.at());
        assertThat(Origin.from(gateway.commands.reports().getLast().getMetaData()).actor().userId())
                .isEqualTo("demo");
    }

    @Test
    void aWindowEndsByItself() {
        try (RunningGateway own =
                other(
                        "snapledger.refused-attempts.per-caller=1",
                        "snapledger.refused-attempts.window=2s")) {
            // More than fit into the first window, however slow the machine.
            for (int i = 0; i < 3; i++) {
                refusedByPolicy();
            }
            await().atMost(Duration.ofSeconds(60))
                    .untilAsserted(() -> {
                        refusedByPolicy();
                        refusedByPolicy();
                        assertThat(own.commands.reports())
                                .anyMatch(report ->
                                        report.getPayload() instanceof RecordSuppressedAttempts);
                    });
        }
    }

    @Test
    void noAnswerWaitsForARecordWithoutEnd() {
        try (RunningGateway own = other("snapledger.refused-attempts.wait=10ms")) {
            CountDownLatch answered = new CountDownLatch(1);
            own.commands.beforeReports(() -> hold(answered));

            refusedByPolicy();

            assertThat(own.commands.reports()).isEmpty();
            answered.countDown();
            await().untilAsserted(() -> assertThat(own.commands.reports()).hasSize(1));
        }
    }

    @Test
    void fewAreWrittenAtOnceAndTheOthersAreCounted() {
        try (RunningGateway own =
                other(
                        "snapledger.refused-attempts.wait=1ms",
                        "snapledger.refused-attempts.window=1h")) {
            CountDownLatch answered = new CountDownLatch(1);
            own.commands.beforeReports(() -> hold(answered));
            for (int i = 0; i < 7; i++) {
                refusedByPolicy();
            }
            answered.countDown();
            await().untilAsserted(() -> assertThat(own.commands.reports()).hasSize(4));
        }

        RecordSuppressedAttempts rest =
                (RecordSuppressedAttempts) gateway.commands.reports().getLast().getPayload();
        assertThat(rest.count()).isEqualTo(3);
    }

    @Test
    void whatCannotBeWrittenIsCountedAndTheAnswerStays() {
        try (RunningGateway own = other()) {
            own.commands.beforeReports(() -> {
                throw new IllegalStateException(new SQLTransientConnectionException("away"));
            });

            refusedByPolicy();

            await().untilAsserted(() ->
                    assertThat(
                                    own.asAdmin(
                                                    "GET",
                                                    "/actuator/metrics/snapledger.refused.attempts.lost")
                                            .send()
                                            .body())
                            .contains("\"value\":1.0"));
        }
    }

    private static void hold(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static RefusedAttemptView attempt() {
        return new RefusedAttemptView(
                new UUID(8, 1),
                41,
                Instant.parse("2026-11-21T18:15:25.000123Z"),
                "refused-attempt.recorded",
                "d0",
                "reset_status",
                "group-snapshot",
                "nope",
                "error",
                404,
                "GroupSnapshot nope could not be found.",
                null,
                null,
                new Actor("demo", "d0", List.of("member"), "192.0.2.7"),
                "req-1",
                null);
    }

    private static RefusedAttemptView suppressed() {
        return new RefusedAttemptView(
                new UUID(8, 2),
                40,
                Instant.parse("2026-11-21T18:15:25Z"),
                "refused-attempt.suppressed",
                "d0",
                null,
                null,
                null,
                null,
                null,
                null,
                12,
                Instant.parse("2026-11-21T18:15:20Z"),
                new Actor("demo", "d0", List.of(), null),
                "req-2",
                "req-3");
    }

    @Test
    void theyAreListed() {
        gateway.reads.attempts.addAll(List.of(attempt(), suppressed()));

        assertThat(gateway.asAdmin("GET", PATH).send().body())
                .isEqualTo(
                        "{\"refused_attempts\": [{\"position\": 41, \"event_id\":"
                                + " \"00000000-0000-0008-0000-000000000001\", \"event\":"
                                + " \"refused-attempt.recorded\", \"at\":"
                                + " \"2026-11-21T18:15:25.000123Z\", \"resource_type\":"
                                + " \"group-snapshot\", \"resource_id\": \"nope\", \"project_id\":"
                                + " \"d0\", \"action\": \"reset_status\", \"asked\": \"error\","
                                + " \"code\": 404, \"message\": \"GroupSnapshot nope could not be"
                                + " found.\", \"suppressed\": null, \"since\": null, \"actor\":"
                                + " {\"user_id\": \"demo\", \"project_id\": \"d0\", \"roles\":"
                                + " [\"member\"], \"address\": \"192.0.2.7\"}, \"request_id\":"
                                + " \"req-1\", \"global_request_id\": null}, {\"position\": 40,"
                                + " \"event_id\": \"00000000-0000-0008-0000-000000000002\","
                                + " \"event\": \"refused-attempt.suppressed\", \"at\":"
                                + " \"2026-11-21T18:15:25.000000Z\", \"resource_type\": null,"
                                + " \"resource_id\": null, \"project_id\": \"d0\", \"action\":"
                                + " null, \"asked\": null, \"code\": null, \"message\": null,"
                                + " \"suppressed\": 12, \"since\": \"2026-11-21T18:15:20.000000Z\","
                                + " \"actor\": {\"user_id\": \"demo\", \"project_id\": \"d0\","
                                + " \"roles\": [], \"address\": null}, \"request_id\": \"req-2\","
                                + " \"global_request_id\": \"req-3\"}], \"refused_attempts_links\":"
                                + " []}");
    }

    @Test
    void everyFilterIsHeeded() {
        gateway.asAdmin(
                        "GET",
                        PATH
                                + "?resource_type=volume&resource_id=a&resource_id=b&project_id=p"
                                + "&actor=u&code=403&code=404&request_id=r&order=asc&limit=5"
                                + "&since=2026-11-21T18:15:25Z&until=2026-11-22T18:15:25Z")
                .send();

        assertThat(gateway.reads.attemptQueries)
                .containsExactly(
                        new RefusedAttemptQuery(
                                List.of("volume"),
                                List.of("a", "b"),
                                List.of("p"),
                                List.of("u"),
                                List.of(403, 404),
                                List.of("r"),
                                Instant.parse("2026-11-21T18:15:25Z"),
                                Instant.parse("2026-11-22T18:15:25Z"),
                                new PositionPage(true, null, 6)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    code=200 | Invalid code: it must be the code of a refusal, for example 403.
                    cause=agent | There is no parameter cause.
                    limit=x | Invalid limit: it must be an integer from 1 to 1000.
                    """)
    void whatIsWrongIsNamed(String query, String message) {
        RawResponse answer = gateway.asAdmin("GET", PATH + "?" + query).send();

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body()).contains(message);
    }

    @Test
    void aReaderSeesTheOwnProjectsAttempts() {
        gateway.asMember("GET", PATH).send();
        assertThat(gateway.reads.attemptQueries.getFirst().projectIds()).containsExactly("d0");

        assertThat(gateway.asMember("GET", PATH + "?project_id=b0").send().body())
                .isEqualTo("{\"refused_attempts\": [], \"refused_attempts_links\": []}");
        assertThat(
                        gateway.asMember("GET", PATH)
                                .header("X-Auth-Token", "demo:d0:guest")
                                .send()
                                .status())
                .isEqualTo(403);
    }
}
