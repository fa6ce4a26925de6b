package io.snapledger.gateway.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.snapledger.contract.audit.StatusChangeQuery;
import io.snapledger.contract.audit.StatusChangeView;
import io.snapledger.contract.list.PositionPage;
import io.snapledger.contract.origin.Actor;
import io.snapledger.contract.origin.Cause;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class StatusChangeFiltersTest {

    private static final UUID ID = UUID.randomUUID();
    private static final Instant AT = Instant.parse("2026-11-21T18:15:25Z");
    private static final List<String> ANY = List.of();

    private static StatusChangeView change(@Nullable String project, @Nullable String from) {
        return new StatusChangeView(
                UUID.randomUUID(),
                7,
                AT,
                "volume.created",
                "volume",
                ID,
                project,
                from,
                "available",
                Cause.AGENT,
                null,
                new Actor("host-1", null, List.of(), null),
                "req-1",
                null);
    }

    private static boolean match(StatusChangeQuery query, StatusChangeView change) {
        return new StatusChangeFilters(query, false).match(change);
    }

    private static boolean matches(
            List<String> types,
            List<String> projects,
            List<String> from,
            @Nullable Instant since,
            @Nullable Instant until) {
        return match(
                new StatusChangeQuery(
                        types,
                        List.of(),
                        projects,
                        List.of(),
                        List.of(),
                        from,
                        List.of(),
                        List.of(),
                        since,
                        until,
                        new PositionPage(true, null, 1)),
                change("p1", "creating"));
    }

    @Test
    void anyOfTheValuesOfEachFilterHasToMatch() {
        assertThat(matches(ANY, ANY, ANY, null, null)).isTrue();
        assertThat(matches(List.of("share", "volume"), List.of("p1"), ANY, null, null)).isTrue();
        assertThat(matches(List.of("volume"), List.of("p2"), ANY, null, null)).isFalse();
        assertThat(matches(List.of("share"), ANY, ANY, null, null)).isFalse();
        assertThat(matches(ANY, ANY, List.of("error"), null, null)).isFalse();
    }

    @Test
    void timesAreFromAndUntilBefore() {
        assertThat(matches(ANY, ANY, ANY, AT, AT.plusNanos(1_000))).isTrue();
        assertThat(matches(ANY, ANY, ANY, AT.plusNanos(1_000), null)).isFalse();
        assertThat(matches(ANY, ANY, ANY, null, AT)).isFalse();
    }

    @Test
    void whatIsOfNoProjectIsInNoneThatWasAskedFor() {
        StatusChangeQuery query =
                new StatusChangeQuery(
                        ANY,
                        List.of(ID),
                        List.of("p1"),
                        ANY,
                        List.of(),
                        ANY,
                        ANY,
                        ANY,
                        null,
                        null,
                        new PositionPage(true, null, 1));

        assertThat(match(query, change(null, "creating"))).isFalse();
        assertThat(match(query, change("p1", null))).isTrue();
    }
}
