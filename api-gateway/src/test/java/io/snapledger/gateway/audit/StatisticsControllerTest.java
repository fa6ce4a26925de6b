package io.snapledger.gateway.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.snapledger.contract.audit.StatisticsQuery;
import io.snapledger.contract.audit.StatisticsView;
import io.snapledger.contract.audit.StatisticsView.Standing;
import io.snapledger.contract.audit.StatisticsView.Stays;
import io.snapledger.gateway.fake.RawRequest;
import io.snapledger.gateway.fake.RawResponse;
import io.snapledger.gateway.fake.RunningGateway;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StatisticsControllerTest {

    private static final String PATH = "/audit/v1/statistics";

    private final RunningGateway gateway = RunningGateway.shared();

    private StatisticsQuery asked(RawRequest request) {
        RawResponse answer = request.send();
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return gateway.reads.statisticsQueries.getLast();
    }

    @Test
    void figuresAreShownByType() {
        LocalDate day = LocalDate.parse("2026-11-21");
        gateway.reads.statistics =
                new StatisticsView(
                        List.of(
                                new Standing("group-snapshot", "available", 12),
                                new Standing("group-snapshot", "error", 1)),
                        List.of(
                                new Stays(
                                        day,
                                        "volume",
                                        "creating",
                                        "available",
                                        3,
                                        1_500_000,
                                        31_000,
                                        40_000,
                                        41_000,
                                        4_000_001)));

        RawResponse answer =
                gateway.asAdmin("GET", PATH + "?since=2026-11-20&until=2026-11-22").send();

        assertThat(answer.body())
                .isEqualTo(
                        "{\"since\": \"2026-11-20\", \"until\": \"2026-11-22\", \"statistics\":"
                                + " [{\"resource_type\": \"group-snapshot\", \"now\":"
                                + " {\"available\": 12, \"error\": 1}, \"time_in_status\": []},"
                                + " {\"resource_type\": \"volume\", \"now\": {},"
                                + " \"time_in_status\": [{\"day\": \"2026-11-21\", \"status\":"
                                + " \"creating\", \"followed_by\": \"available\", \"count\": 3,"
                                + " \"seconds\": {\"mean\": 1.500000, \"p50\": 0.031000, \"p90\":"
                                + " 0.040000, \"p99\": 0.041000, \"longest\": 4.000001}}]}]}");
    }

    @Test
    void withoutParametersTheLastThirtyDaysOfEverythingAreAskedFor() {
        LocalDate before = LocalDate.ofInstant(Instant.now(), ZoneOffset.UTC);
        StatisticsQuery query = asked(gateway.asAdmin("GET", PATH));

        assertThat(query.resourceTypes()).isEmpty();
        assertThat(query.projectIds()).isEmpty();
        assertThat(query.until()).isBetween(before.plusDays(1), before.plusDays(2));
        assertThat(query.since()).isEqualTo(query.until().minusDays(30));
    }

    @Test
    void filtersAreHeeded() {
        assertThat(
                        asked(
                                gateway.asAdmin(
                                        "GET",
                                        PATH
                                                + "?resource_type=volume&resource_type=group"
                                                + "&project_id=p&since=2026-01-01&until=2026-01-02")))
                .isEqualTo(
                        new StatisticsQuery(
                                List.of("volume", "group"),
                                List.of("p"),
                                LocalDate.parse("2026-01-01"),
                                LocalDate.parse("2026-01-02")));
    }

    @Test
    void othersSeeTheirOwnProjectsFigures() {
        assertThat(asked(gateway.asMember("GET", PATH)).projectIds()).hasSize(1);

        RawResponse answer = gateway.asMember("GET", PATH + "?project_id=another").send();

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body()).contains("\"statistics\": []");
        assertThat(gateway.reads.statisticsQueries).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({
        "since=yesterday, Invalid since",
        "since=2026-02-30, Invalid since",
        "since=2026-11-21T00:00:00Z, Invalid since",
        "until=2026-01-01&since=2026-01-01, Invalid since",
        "until=2026-01-01&since=2024-01-01, Invalid since",
        "since=2026-01-01&since=2026-01-01, Invalid since",
        "until=, Invalid until",
        "resource_type=disk, Invalid resource_type",
        "limit=3, There is no parameter limit"
    })
    void whatIsWrongIsNamed(String query, String message) {
        RawResponse answer = gateway.asAdmin("GET", PATH + '?' + query).send();

        assertThat(answer.status()).as(answer.body()).isEqualTo(400);
        assertThat(answer.body()).contains(message);
        assertThat(gateway.reads.statisticsQueries).isEmpty();
    }
}
