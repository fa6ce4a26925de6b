package io.snapledger.testservers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class ServersTest {

    @Test
    void aKindIsChosenByItsName() {
        assertThat(Servers.named("embedded")).isEqualTo(Servers.EMBEDDED);
        assertThat(Servers.named("containers")).isEqualTo(Servers.CONTAINERS);
    }

    @Test
    void whatIsNoKindIsToldSo() {
        assertThatThrownBy(() -> Servers.named("container"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("-Dsnapledger.test.servers=container");
    }
}
