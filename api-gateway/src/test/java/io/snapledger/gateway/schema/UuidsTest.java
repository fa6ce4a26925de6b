package io.snapledger.gateway.schema;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UuidsTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "00000000-0000-4000-8000-00000000DEAD",
                "000000000000400080000000deaddead",
                "{00000000-0000-4000-8000-00000000dead}",
                "urn:uuid:00000000-0000-4000-8000-00000000dead",
                "0-0-0-0-00000-000-4000-8000-00000000dead"
            })
    void uuidsAreReadAsPythonReadsThem(String text) {
        assertThat(Uuids.isLike(text)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "not-a-uuid",
                "00000000-0000-4000-8000-00000000dea",
                "00000000-0000-4000-8000-00000000deadd",
                "00000000-0000-4000-8000-00000000dea_",
                " 00000000-0000-4000-8000-00000000dead",
                "0x000000-0000-4000-8000-00000000dead"
            })
    void otherTextsAreNoUuids(String text) {
        assertThat(Uuids.isLike(text)).isFalse();
    }

    @Test
    void idsAreFoundInUpperAndLowerCase() {
        UUID id = UUID.fromString("00000000-0000-4000-8000-00000000dead");

        assertThat(Uuids.canonical("00000000-0000-4000-8000-00000000dead")).contains(id);
        assertThat(Uuids.canonical("00000000-0000-4000-8000-00000000DEAD")).contains(id);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "detail",
                "0-0-0-0-0",
                "000000000000400080000000deaddead",
                "00000000-0000-4000-8000-00000000dead ",
                "{00000000-0000-4000-8000-00000000dead}"
            })
    void underOtherTextsNothingIsFound(String text) {
        assertThat(Uuids.canonical(text)).isEmpty();
    }
}
