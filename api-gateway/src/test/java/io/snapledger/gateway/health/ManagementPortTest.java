package io.snapledger.gateway.health;

import static org.assertj.core.api.Assertions.assertThat;

import io.snapledger.gateway.fake.RawResponse;
import io.snapledger.gateway.fake.RunningGateway;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** With a port of its own the actuator is nowhere else. */
class ManagementPortTest {

    private static RunningGateway gateway;

    @BeforeAll
    static void start() {
        gateway =
                RunningGateway.with(
                        "management.server.port=0",
                        "management.server.address=127.0.0.1",
                        "management.endpoint.health.show-details=always");
    }

    @AfterAll
    static void stop() {
        gateway.close();
    }

    @Test
    void whoReachesThatPortReadsFiguresAndHealthWithoutAToken() {
        assertThat(there("/actuator/prometheus").status()).isEqualTo(200);
        assertThat(there("/actuator/prometheus").body()).contains("snapledger_policy_failed");
        assertThat(there("/actuator/health").body()).contains("details");
        for (String group : List.of("liveness", "readiness", "startup")) {
            assertThat(there("/actuator/health/" + group).status()).as(group).isEqualTo(200);
        }
    }

    @Test
    void thatPortServesNothingOfTheApi() {
        assertThat(there("/v3/volumes").status()).isEqualTo(404);
        assertThat(there("/").status()).isEqualTo(404);
    }

    @Test
    void thePublicPortHasNoActuatorAnyMore() {
        assertThat(gateway.request("GET", "/actuator/health").send().status()).isEqualTo(404);
        assertThat(gateway.request("GET", "/actuator/prometheus").send().status()).isEqualTo(401);
        assertThat(gateway.asAdmin("GET", "/actuator/prometheus").send().status()).isEqualTo(404);
        assertThat(gateway.request("GET", "/healthcheck").send().status()).isEqualTo(200);
        assertThat(gateway.asMember("GET", "/v3/volumes").send().status()).isEqualTo(200);
    }

    private static RawResponse there(String path) {
        return gateway.toManagement("GET", path).send();
    }
}
