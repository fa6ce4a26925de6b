package io.snapledger.gateway.list;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.snapledger.contract.list.ListQuery;
import io.snapledger.contract.list.ListQuery.Filter;
import io.snapledger.contract.list.ListQuery.Match;
import io.snapledger.gateway.fault.Fault;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TimeFilterTest {

    private static List<Filter> read(Filter filter) {
        return TimeFilter.apply(new ListQuery(null, List.of(filter), List.of(), null, 10, 0))
                .filters();
    }

    @ParameterizedTest
    @CsvSource({
        "gt:2026-11-21T18:15:25, MORE, 2026-11-21T18:15:25Z",
        "gte:2026-11-21T18:15:25Z, AT_LEAST, 2026-11-21T18:15:25Z",
        "lt:2026-11-21 18:15:25.000123, LESS, 2026-11-21T18:15:25.000123Z",
        "lte:2026-11-21T18:15:25+02:00, AT_MOST, 2026-11-21T16:15:25Z",
        "eq:2026-11-21T18:15+0200, EQUAL, 2026-11-21T16:15:00Z",
        "neq:2026-11-21, UNEQUAL, 2026-11-21T00:00:00Z",
        "gt:2026-11, MORE, 2026-11-01T00:00:00Z",
        "gt:2026, MORE, 2026-01-01T00:00:00Z"
    })
    void aTimeIsComparedAsItsOperatorSays(String value, Match match, String time) {
        assertThat(read(new Filter("created_at", value, false)))
                .containsExactly(new Filter("created_at", time, match));
    }

    @Test
    void severalTimesMakeASpan() {
        assertThat(
                        read(
                                new Filter(
                                        "updated_at",
                                        "gte:2026-11-21,lt:2026-11-22,gte:2026-11-20",
                                        false)))
                .containsExactly(
                        new Filter("updated_at", "2026-11-20T00:00:00Z", Match.AT_LEAST),
                        new Filter("updated_at", "2026-11-22T00:00:00Z", Match.LESS));
    }

    @Test
    void whatIsNoTimeIsLeftAlone() {
        Filter name = new Filter("name", "gt:2026", false);
        Filter like = new Filter("created_at", "2026", true);

        assertThat(read(name)).containsExactly(name);
        assertThat(read(like)).containsExactly(like);
    }

    @ParameterizedTest
    @CsvSource({
        "2026-11-21, Invalid 2026-11-21 operator",
        "GT:2026-11-21, Invalid GT operator",
        "'', Invalid  operator",
        "gt:, Invalid  value",
        "gt, Invalid gt value",
        "gt:yesterday, Invalid yesterday value",
        "gt:2026-13-01, Invalid 2026-13-01 value",
        "gt:+999999999-01-01, Invalid +999999999-01-01 value",
        "'gt:2026-11-21,', Invalid  operator"
    })
    void whatCannotBeComparedIsRefused(String value, String text) {
        assertThatThrownBy(() -> read(new Filter("created_at", value, false)))
                .isInstanceOf(Fault.class)
                .hasMessage("400: " + text);
    }
}
