package io.snapledger.gateway.zone;

import static org.assertj.core.api.Assertions.assertThat;

import io.snapledger.gateway.fake.RunningGateway;
import org.junit.jupiter.api.Test;

class AvailabilityZoneControllerTest {

    @Test
    void thereIsOneZone() {
        assertThat(
                        RunningGateway.shared()
                                .asMember("GET", "/v3/d0/os-availability-zone")
                                .send()
                                .body())
                .isEqualTo(
                        "{\"availabilityZoneInfo\": [{\"zoneName\": \"nova\", \"zoneState\":"
                                + " {\"available\": true}}]}");
    }
}
