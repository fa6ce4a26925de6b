package io.snapledger.gateway.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.snapledger.gateway.audit.Places.Place;
import io.snapledger.gateway.caller.Caller;
import io.snapledger.gateway.fault.Fault;
import java.util.List;
import org.junit.jupiter.api.Test;

class PlacesTest {

    private final Places places = new Places("exports", 3, 2);

    private static Caller user(String id) {
        return new Caller(id, "d0", List.of("reader"), false, null, "req-1", null);
    }

    @Test
    void nobodyHasMoreThanTheirShare() {
        Place first = places.take(user("a"));
        places.take(user("a"));

        assertThatExceptionOfType(Fault.class)
                .isThrownBy(() -> places.take(user("a")))
                .satisfies(fault -> {
                    assertThat(fault.status()).isEqualTo(429);
                    assertThat(fault.key()).isEqualTo("overLimit");
                    assertThat(fault.text())
                            .isEqualTo("You have 2 exports already, and may have no more at once.");
                    assertThat(fault.headers()).containsEntry("Retry-After", "10");
                });

        first.close();
        places.take(user("a"));
        assertThat(places.taken()).isEqualTo(2);
    }

    @Test
    void thereAreNoMoreThanThereAre() {
        Place first = places.take(user("a"));
        places.take(user("b"));
        places.take(user("c"));

        assertThatExceptionOfType(Fault.class)
                .isThrownBy(() -> places.take(user("d")))
                .satisfies(fault -> {
                    assertThat(fault.status()).isEqualTo(503);
                    assertThat(fault.headers()).containsEntry("Retry-After", "10");
                });

        first.close();
        places.take(user("d"));
        assertThat(places.taken()).isEqualTo(3);
    }
}
