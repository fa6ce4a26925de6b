package io.snapledger.gateway.server;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.snapledger.gateway.edge.AuthProperties;
import io.snapledger.gateway.edge.AuthProperties.Strategy;
import io.snapledger.gateway.fake.RunningGateway;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class ListenGuardTest {

    private static AuthProperties noauth(boolean onAllAddresses) {
        return new AuthProperties(Strategy.NOAUTH, null, onAllAddresses);
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "127.8.8.8", "::1"})
    void onLoopbackAnybodyMayBeAnybody(String address) {
        assertThatCode(() -> ListenGuard.check(noauth(false), address)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"0.0.0.0", "::", "192.0.2.1", ""})
    void elsewhereItTakesASecondWord(@Nullable String address) {
        assertThatThrownBy(() -> ListenGuard.check(noauth(false), address))
                .isInstanceOf(UnsafeSettings.class)
                .hasMessageContaining("snapledger.auth.allow-noauth-on-all-addresses=true");
        assertThatCode(() -> ListenGuard.check(noauth(true), address)).doesNotThrowAnyException();
    }

    @Test
    void theGatewayDoesNotStartOnEveryAddress() {
        assertThatThrownBy(() -> RunningGateway.with("server.address=0.0.0.0"))
                .isInstanceOf(UnsafeSettings.class)
                .hasMessageContaining("server.address=0.0.0.0");
    }
}
