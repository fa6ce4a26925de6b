package io.snapledger.query.projection;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class ResourceViewsTest {

    @Test
    void aFamilyOfEventsWithoutAProjectionIsNoticedAtTheStart() {
        assertThatThrownBy(() -> new ResourceViews(List.of()))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
