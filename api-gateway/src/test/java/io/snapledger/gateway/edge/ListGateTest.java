package io.snapledger.gateway.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.snapledger.gateway.fault.Fault;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.springframework.util.unit.DataSize;

class ListGateTest {

    @Test
    void aProjectHasHalfOfThePlaces() throws Exception {
        ListGate gate = new ListGate(4, Duration.ZERO);
        gate.enter("greedy");
        gate.enter("greedy");

        assertThatThrownBy(() -> gate.enter("greedy"))
                .isInstanceOf(Fault.class)
                .hasMessageContaining("Too many lists");
        gate.enter("other");
        gate.enter("third");
        assertThatThrownBy(() -> gate.enter("fourth")).isInstanceOf(Fault.class);

        gate.leave("greedy");
        gate.enter("fourth");
    }

    @Test
    void whoeverWaitsComesInWhenAPlaceIsFree() throws Exception {
        ListGate gate = new ListGate(2, Duration.ofSeconds(30));
        gate.enter("one");
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<Boolean> second =
                    threads.submit(() -> {
                        gate.enter("one");
                        return true;
                    });
            gate.leave("one");

            assertThat(second.get(20, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void thereAreAlwaysSomePlaces() {
        assertThat(properties(0).listsAtOnce()).isGreaterThanOrEqualTo(4);
        assertThat(properties(7).listsAtOnce()).isEqualTo(7);
    }

    private static EdgeProperties properties(int maxLists) {
        return new EdgeProperties(
                null, DataSize.ofKilobytes(1), Duration.ZERO, Duration.ZERO, maxLists);
    }
}
