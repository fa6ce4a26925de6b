package io.snapledger.gateway.refusedattempt;

import static org.assertj.core.api.Assertions.assertThat;

import io.snapledger.gateway.caller.Caller;
import io.snapledger.gateway.refusedattempt.AttemptBudget.Suppressed;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class AttemptBudgetTest {

    private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");

    private final AttemptBudget budget = new AttemptBudget(2, 3);

    private static Caller caller(String user, String request) {
        return new Caller(user, "p", List.of(), false, null, request, null);
    }

    private static Caller caller(String user) {
        return caller(user, "req-1");
    }

    private static Instant second(int number) {
        return NOON.plusSeconds(number);
    }

    @Test
    void beyondItsShareACallersAttemptsAreCounted() {
        assertThat(budget.take(caller("a"), second(1))).isTrue();
        assertThat(budget.take(caller("a"), second(2))).isTrue();
        assertThat(budget.take(caller("a", "req-3"), second(3))).isFalse();
        assertThat(budget.take(caller("a", "req-4"), second(4))).isFalse();

        assertThat(budget.nextWindow())
                .containsExactly(new Suppressed(caller("a", "req-4"), 2, second(3), second(4)));
    }

    @Test
    void beyondTheShareOfAllSoAreEverybodys() {
        budget.take(caller("a"), NOON);
        budget.take(caller("a"), NOON);
        assertThat(budget.take(caller("b"), NOON)).isTrue();
        assertThat(budget.take(caller("c"), NOON)).isFalse();

        assertThat(budget.nextWindow()).containsExactly(new Suppressed(caller("c"), 1, NOON, NOON));
    }

    @Test
    void theNextWindowBeginsAnew() {
        for (int i = 0; i < 5; i++) {
            budget.take(caller("a"), NOON);
        }
        assertThat(budget.nextWindow()).hasSize(1);
        assertThat(budget.nextWindow()).isEmpty();

        assertThat(budget.take(caller("a"), NOON)).isTrue();
    }

    @Test
    void noWindowReportsMoreCallersThanItsBoundAndNoneIsForgotten() {
        for (int i = 0; i < 8; i++) {
            budget.suppress(caller("user-" + i), NOON);
        }

        assertThat(budget.nextWindow()).hasSize(3);
        assertThat(budget.nextWindow()).hasSize(3);
        assertThat(budget.nextWindow()).hasSize(2);
        assertThat(budget.nextWindow()).isEmpty();
    }

    @Test
    void whatCouldNotBeReportedIsReportedLater() {
        budget.suppress(caller("a"), second(1));
        Suppressed one = budget.nextWindow().getFirst();
        budget.suppress(caller("a"), second(5));

        budget.giveBack(one);

        assertThat(budget.nextWindow())
                .containsExactly(new Suppressed(caller("a"), 2, second(1), second(5)));
    }

    @Test
    void itRemembersABoundedNumberOfCallers() {
        for (int i = 0; i < 20_000; i++) {
            budget.suppress(caller("user-" + i), NOON);
        }
        int reported = 0;
        for (int size = -1; size != 0; reported += size) {
            size = budget.nextWindow().size();
        }

        assertThat(reported).isEqualTo(10_000);
    }
}
