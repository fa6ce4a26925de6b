package io.snapledger.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.snapledger.standalone.failure.CannotStart;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class RunningPartsTest {

    private final RunningParts parts = new RunningParts();
    private final List<Part> stopped = Collections.synchronizedList(new ArrayList<>());

    @Test
    void stopsInTheOppositeOrderWhateverCameFirst() {
        started(Part.KAFKA);
        started(Part.POSTGRES);
        started(Part.GATEWAY);
        started(Part.COMMAND_SERVICE);
        parts.stop();
        assertThat(stopped)
                .containsExactly(Part.GATEWAY, Part.COMMAND_SERVICE, Part.KAFKA, Part.POSTGRES);
    }

    @Test
    void stopsTheOthersWhenOneFails() {
        started(Part.POSTGRES);
        parts.add(
                Part.KAFKA,
                () -> {
                    throw new IllegalStateException("as a broker may");
                });
        parts.stop();
        assertThat(stopped).containsExactly(Part.POSTGRES);
    }

    @Test
    void leavesOneBehindThatDoesNotStop() {
        CountDownLatch never = new CountDownLatch(1);
        started(Part.POSTGRES);
        parts.add(Part.STORAGE_AGENT, never::await);
        parts.stop();
        assertThat(stopped).containsExactly(Part.POSTGRES);
        never.countDown();
    }

    @Test
    void stopsAtOnceWhatComesTooLate() {
        parts.stop();
        assertThatExceptionOfType(CannotStart.class).isThrownBy(() -> started(Part.KAFKA));
        assertThat(stopped).containsExactly(Part.KAFKA);
    }

    private void started(Part part) {
        parts.add(part, () -> stopped.add(part));
    }
}
